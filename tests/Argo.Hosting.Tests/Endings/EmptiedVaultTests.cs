using Argo.Actors;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Records;
using Argo.Hosting.Tests.Doubles;

namespace Argo.Hosting.Tests.Endings;

/// <summary>The vault is emptied while a plan runs: what is told is what is known, and no more.</summary>
public sealed class EmptiedVaultTests : IAsyncLifetime
{
    private HostedArgo _argo = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        _argo.Write("a.txt", "old a");
        _argo.Write("b.txt", "old b");
    }

    public Task DisposeAsync() => _argo.DisposeAsync().AsTask();

    [Theory]
    [InlineData("swap.rename.after", 1)]
    [InlineData("swap.rename.before", 2)]
    public async Task A_removed_stage_should_be_called_removed_and_no_step_be_told_that_never_ran(
        string moment, int swap)
    {
        var swaps = 0;
        _argo.Failpoint = name =>
        {
            if (name != moment || Interlocked.Increment(ref swaps) != swap)
                return;
            foreach (var stage in Directory.GetDirectories(_argo.PathOf(".argo/x")))
                Directory.Delete(stage, recursive: true);
        };
        var end = await _argo.RunAsync(HostedArgo.Plan(string.Join(", ",
            HostedArgo.WriteStep(1, "a.txt", "new a"),
            HostedArgo.WriteStep(2, "b.txt", "new b"),
            HostedArgo.WriteStep(3, "c.txt", "new c"))));
        _argo.Failpoint = null;

        var errors = string.Join('\n', end.Result.Errors);
        Assert.Equal(ExecutionState.Parked, end.State);
        Assert.Contains("was removed", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("another process took", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(end.Record.StepEvents, told => told.StepIndex == 2);

        var again = Assert.Single(
            (await _argo.Argo.RecoverAsync(new ExecutionId(end.Result.ExecutionId))).Ends);
        Assert.Equal(
            end.Result.StepsExecuted.Where(step => step.Success).Select(step => step.StepId),
            again.Result.StepsExecuted.Select(step => step.StepId));
        Assert.DoesNotContain(again.Record.StepEvents, told =>
            told.StepIndex > 0 && told.EventType is StepEventType.StepFoundApplied);
    }
}
