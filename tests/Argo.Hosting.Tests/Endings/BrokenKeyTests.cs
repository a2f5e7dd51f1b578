using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Diagnostics;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Endings;

/// <summary>
/// A host key that cannot be used: the gate says so, the end is stored all the same, and the doctor names it.
/// </summary>
public sealed class BrokenKeyTests : IAsyncLifetime
{
    private HostedArgo _argo = null!;

    private string Key => Path.Combine(_argo.Data, "host-key.pem");

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync();
        _argo.Write("a.txt", "old");
    }

    public async Task DisposeAsync() => await _argo.DisposeAsync();

    public static TheoryData<string> Damages => new()
    {
        "text", "empty", "directory", "public half", "other curve", "large",
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_key_that_cannot_be_used_should_refuse_at_the_gate_and_leave_nothing_queued(
        string damage)
    {
        var plan = HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new"));
        var report = await _argo.DryRunAsync(plan);
        var approval = await _argo.ApproveAsync(report);
        Damage(damage);

        var end = await _argo.ExecuteAsync(plan, report, approval, "exec-1");

        Assert.Equal(ExecutionState.Aborted, end.State);
        var refusal = end.Result.Gates.First(gate => !gate.Passed);
        Assert.Equal(1, refusal.Gate);
        Assert.Contains("host-key.pem", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        var stored = await _argo.Archive.FindAsync("exec-1");
        Assert.Equal(ExecutionState.Aborted, stored!.Entry.State);
        Assert.Equal(end.Result.ResultId, stored.Result!.ResultId);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task The_doctor_should_name_a_key_that_cannot_be_used_and_a_remedy_that_works(string damage)
    {
        await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        Damage(damage);

        var problem = Assert.Single(
            Examine().Findings,
            finding => finding.Status is DoctorStatus.Problem);
        Assert.Equal(("key", Key), (problem.Check, problem.Subject));
        Assert.Contains("argo key rotate", problem.Remedy, StringComparison.Ordinal);

        _argo.Services.GetRequiredService<IArgoEvidence>().RotateKey();
        Assert.True(Examine().IsSound);
        Assert.Single(Directory.GetFileSystemEntries(_argo.Data, "host-key.pem.unusable-*"));
        var end = await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "newer")));
        Assert.Equal(ExecutionState.Completed, end.State);
    }

    [Fact]
    public async Task An_end_that_could_not_be_signed_should_be_called_unsigned_and_never_intact()
    {
        var plan = HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new"));
        var report = await _argo.DryRunAsync(plan);
        var approval = await _argo.ApproveAsync(report);
        Damage("text");
        await _argo.ExecuteAsync(plan, report, approval, "exec-1");

        var verdict = await _argo.Services.GetRequiredService<IArgoEvidence>().VerifyAsync("exec-1");

        Assert.False(verdict!.IsIntact);
        Assert.Contains("not signed", verdict.Broken!.Explanation, StringComparison.Ordinal);
    }

    private DoctorReport Examine() =>
        new ArgoDoctor(new ArgoOptions { DataDirectory = _argo.Data }, TimeProvider.System).Examine();

    private void Damage(string damage)
    {
        var pem = File.ReadAllText(Key);
        File.Delete(Key);
        if (damage == "directory")
        {
            Directory.CreateDirectory(Key);
            return;
        }

        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportFromPem(pem);
        using var other = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        File.WriteAllText(Key, damage switch
        {
            "text" => "-----BEGIN PRIVATE KEY-----\nrubbish\n-----END PRIVATE KEY-----\n",
            "empty" => "",
            "public half" => key.ExportSubjectPublicKeyInfoPem(),
            "other curve" => other.ExportPkcs8PrivateKeyPem(),
            _ => new string('x', 1_000_000),
        });
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
