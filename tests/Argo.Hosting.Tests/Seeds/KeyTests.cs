using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Reports;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Seeds;

/// <summary>Which keys open something: the one in use and the trusted ones, as files; no others.</summary>
public sealed class KeyTests : IAsyncLifetime
{
    private static readonly ExecutionPlanArtifact Plan =
        HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new"));

    private HostedArgo _argo = null!;

    private IArgoEvidence Keys => _argo.Services.GetRequiredService<IArgoEvidence>();

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync();
        _argo.Write("a.txt", "old");
    }

    public async Task DisposeAsync() => await _argo.DisposeAsync();

    [Fact]
    public async Task A_report_of_a_retired_key_should_open_nothing_and_say_so()
    {
        var report = await _argo.DryRunAsync(Plan);
        Keys.RotateKey();
        var refused = await Assert.ThrowsAsync<ArgoException>(() => _argo.ApproveAsync(report));
        Assert.Contains("make the dry run again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_of_a_retired_key_should_open_nothing_and_its_evidence_should_still_verify()
    {
        Assert.Equal(ExecutionState.Completed, (await _argo.RunAsync(Plan)).State);
        var again = HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "newer"));
        var report = await _argo.DryRunAsync(again);
        var approval = await _argo.ApproveAsync(report);
        Keys.RotateKey();
        var end = await _argo.ExecuteAsync(again, report, approval);
        Assert.Equal(ExecutionState.Aborted, end.State);
        Assert.All(
            end.Result.Gates.Where(gate => gate.Gate is 1 or 3),
            gate => Assert.Contains("earlier key of this host", gate.Detail, StringComparison.Ordinal));
        Assert.Equal("new", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        var all = await Keys.VerifyAllAsync();
        Assert.True(all.IsIntact, string.Join('\n', all.Broken));
    }

    [Fact]
    public async Task A_retired_key_should_not_come_back_by_being_trusted()
    {
        var report = await _argo.DryRunAsync(Plan); // signs, so it makes the key
        var old = Keys.GetKey();
        Keys.RotateKey();
        var refused = Assert.Throws<ArgoException>(() => Keys.TrustKey(old));
        Assert.Contains("earlier key", refused.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_argo.Data, "trusted-keys")); // a person may copy it by hand
        await File.WriteAllTextAsync(
            Path.Combine(_argo.Data, "trusted-keys", $"{old.KeyId}.pem"), old.Pem);
        await Assert.ThrowsAsync<ArgoException>(() => _argo.ApproveAsync(report));
    }

    [Fact]
    public async Task A_trusted_key_should_count_for_what_this_store_keeps_and_for_nothing_else()
    {
        await using var other = await HostedArgo.StartAsync();
        other.Write("a.txt", "old");
        var foreign = await other.DryRunAsync(Plan);
        var key = other.Services.GetRequiredService<IArgoEvidence>().GetKey();
        Keys.TrustKey(key);
        Assert.Equal(key, Assert.Single(Keys.ListTrustedKeys()));
        await Assert.ThrowsAsync<ArgoException>(() => _argo.ApproveAsync(foreign)); // not kept here
    }

    [Fact]
    public async Task Hosts_that_share_a_store_should_take_each_other_s_reports_only_by_a_trusted_key()
    {
        var report = await _argo.DryRunAsync(Plan);
        var approval = await _argo.ApproveAsync(report);
        var other = Keys.GetKey();
        await ExchangeAsync();
        await Assert.ThrowsAsync<ArgoException>(() => _argo.ApproveAsync(report));
        Assert.Equal(
            ExecutionState.Aborted, (await _argo.ExecuteAsync(Plan, report, approval, "exec-1")).State);
        Keys.TrustKey(other);
        Assert.Equal(
            ExecutionState.Completed, (await _argo.ExecuteAsync(Plan, report, approval, "exec-2")).State);
        var all = await Keys.VerifyAllAsync();
        Assert.True(all.IsIntact, string.Join('\n', all.Broken));
        Keys.DistrustKey(other);
        await Assert.ThrowsAsync<ArgoException>(() => _argo.ApproveAsync(report));
    }

    [Fact]
    public async Task A_store_from_before_reports_were_signed_should_verify_and_its_reports_open_nothing()
    {
        var report = await _argo.DryRunAsync(Plan);
        await _argo.ExecuteAsync(Plan, report, await _argo.ApproveAsync(report), "exec-old");
        var unsigned = CanonicalJson.Of(ArtifactJson.Canonical(report), "signature");
        _argo.Sql(
            $"""
            UPDATE artifacts SET json = x'{Convert.ToHexString(unsigned)}' WHERE kind = 'report';
            DELETE FROM reports;
            UPDATE argo_schema SET applied_at = {DateTime.UtcNow.AddSeconds(1).Ticks} WHERE version >= 5;
            """);
        var all = await Keys.VerifyAllAsync();
        Assert.True(all.IsIntact, string.Join('\n', all.Broken));
        Assert.True((await Keys.TraceAsync("exec-old"))!.IsIntact);
        var old = ArtifactJson.Read<DryRunExecutionReport>(unsigned);
        await Assert.ThrowsAsync<ArgoException>(() => _argo.ApproveAsync(old));
        Assert.False((await Keys.VerifyFileAsync(unsigned)).IsIntact); // anybody can make such a file
        var receipt = await Keys.FindReceiptAsync("exec-old");
        Assert.True((await Keys.VerifyFileAsync(unsigned, receipt)).IsIntact);
        _argo.Sql("UPDATE argo_schema SET applied_at = 0 WHERE version >= 5"); // signed ones must be signed
        Assert.Equal("signature", (await Keys.VerifyAsync("exec-old"))!.Broken?.Path);
    }

    /// <summary>The store as another host on the same database sees it: with a key of its own.</summary>
    private async Task ExchangeAsync()
    {
        Directory.Delete(Path.Combine(_argo.Data, "host-keys"), recursive: true);
        File.Delete(Path.Combine(_argo.Data, "host-key.pem"));
        await _argo.DryRunAsync(Plan); // makes a key
    }
}
