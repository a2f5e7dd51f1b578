using Argo.Actors;
using Argo.Actors.Ports;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Security;
using Argo.Artifacts.Undo;
using Argo.Hosting.Diagnostics;
using Argo.Hosting.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Endings;

/// <summary>
/// Nothing runs over what an execution of this store left half done, until a person settles it.
/// </summary>
public sealed class UnsettledExecutionTests : IAsyncLifetime
{
    private static readonly ExecutionId Halted = new("exec-halted");

    private HostedArgo _argo = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        _argo.Write("a.txt", "old a");
        _argo.Write("b.txt", "old b");
    }

    public Task DisposeAsync() => _argo.DisposeAsync().AsTask();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_plan_should_not_run_over_what_was_halted_until_that_is_settled(bool isGivenUp)
    {
        await HaltAsync();
        var waiting = Assert.Single(await _argo.Archive.ListUnsettledAsync());
        Assert.Equal(Halted.Value, waiting.Entry.ExecutionId);
        Assert.Contains("argo recover exec-halted", waiting.Remedy, StringComparison.Ordinal);
        var problem = Assert.Single(
            _argo.Services.GetRequiredService<IArgoDoctor>().Examine(_argo.Root).Findings,
            finding => finding.Status is DoctorStatus.Problem);
        Assert.StartsWith("argo recover exec-halted", problem.Remedy, StringComparison.Ordinal);

        var refused = await WriteAsync("b.txt");
        Assert.Equal(ExecutionState.Aborted, refused.State);
        Assert.Contains("exec-halted", refused.Result.AbortReason, StringComparison.Ordinal);
        Assert.Contains("argo recover exec-halted", refused.Result.AbortReason, StringComparison.Ordinal);
        Assert.Equal("old b", await File.ReadAllTextAsync(_argo.PathOf("b.txt")));
        Assert.Equal(ExecutionState.Completed, (await WriteAsync("elsewhere.txt")).State);

        if (isGivenUp)
            await _argo.Argo.AbandonAsync(Halted, new Abandonment("it may stay", "ada"));
        else
            await _argo.Argo.RecoverAsync(Halted);
        Assert.Empty(await _argo.Archive.ListUnsettledAsync());
        Assert.Equal(ExecutionState.Completed, (await WriteAsync("b.txt")).State);
    }

    [Fact]
    public async Task A_plan_should_not_run_over_what_is_parked_until_a_person_has_decided()
    {
        await _argo.ParkAsync("exec-parked", "a.txt", "b.txt");
        Assert.Equal(ExecutionState.Aborted, (await WriteAsync("a.txt")).State);
        Assert.Equal("a person's a.txt", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        Assert.Equal(ExecutionState.Completed, (await WriteAsync("elsewhere.txt")).State);
        foreach (var path in (string[])["a.txt", "b.txt"])
            await _argo.Argo.ResolveAsync(
                new ExecutionId("exec-parked"), new ConflictDecision(path, ConflictChoice.KeepMine, "ada"));
        Assert.Equal(ExecutionState.Completed, (await WriteAsync("a.txt")).State);
    }

    private Task<ExecutionEnd> WriteAsync(string path) =>
        _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, path, "other")));

    /// <summary>Locked down at the first of two swaps, and unlocked again.</summary>
    private async Task HaltAsync()
    {
        var security = _argo.Services.GetRequiredService<IArgoSecurity>();
        var armed = 1;
        _argo.Failpoint = name =>
        {
            if (name == "swap.rename.after" && Interlocked.Exchange(ref armed, 0) == 1)
                security.EscalateAsync(SecurityState.Lockdown, "intruder", "ada")
                    .Wait(TimeSpan.FromSeconds(30));
        };
        var plan = HostedArgo.Plan(
            $"{HostedArgo.WriteStep(1, "a.txt", "new a")}, {HostedArgo.WriteStep(2, "b.txt", "new b")}");
        var report = await _argo.DryRunAsync(plan);
        var end = await _argo.ExecuteAsync(
            plan, report, await _argo.ApproveAsync(report), Halted.Value);
        _argo.Failpoint = null;
        Assert.Equal(ExecutionState.Halted, end.State);
        await security.UnlockAsync("false alarm", "ada");
    }
}
