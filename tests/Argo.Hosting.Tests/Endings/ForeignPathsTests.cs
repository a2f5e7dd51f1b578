using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.Transactions;

namespace Argo.Hosting.Tests.Endings;

/// <summary>
/// A path of the plan that another program takes or changes: it is told, and nothing that is signed or
/// advised treats it as the plan's.
/// </summary>
public sealed class ForeignPathsTests : IAsyncLifetime
{
    private HostedArgo _argo = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        _argo.Write("a.txt", "old a");
    }

    public Task DisposeAsync() => _argo.DisposeAsync().AsTask();

    [Theory]
    [InlineData("stop")]
    [InlineData("continue")]
    public async Task A_target_that_others_have_taken_should_be_told_and_vouched_for_by_nobody(
        string onFailure)
    {
        var end = await RunAsync(onFailure, swap: 2, "before", "n.txt");

        Assert.Equal(ExecutionState.Partial, end.State);
        Assert.Equal("theirs", await File.ReadAllTextAsync(_argo.PathOf("n.txt")));
        Assert.Contains(
            "n.txt: expected nothing, found a file", end.Result.DivergenceDetails, StringComparison.Ordinal);
        Assert.Equal(["n.txt"], end.Result.ForeignPaths.AsEnumerable());
        Assert.Equal(["a.txt"], await SubjectsAsync());

        var scaffold = (await _argo.Archive.PlanRollbackAsync("exec-1"))!;
        Assert.Equal(["rm a.txt"], scaffold.Hints.SelectMany(hint => hint.Actions));
        Assert.Contains(scaffold.Warnings, warning => warning.Contains("Step 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_others_changed_after_its_step_should_be_told_and_vouched_for_by_nobody()
    {
        var end = await RunAsync("rollback", swap: 2, "after", "a.txt");

        Assert.Equal(ExecutionState.Completed, end.State);
        Assert.Contains("a.txt: expected a file", end.Result.DivergenceDetails, StringComparison.Ordinal);
        Assert.Equal(["a.txt"], end.Result.ForeignPaths.AsEnumerable());
        Assert.Equal(["n.txt"], await SubjectsAsync());
    }

    [Fact]
    public async Task A_run_that_nobody_disturbs_should_have_every_file_as_a_subject()
    {
        var end = await RunAsync("rollback", swap: 99, "after", "a.txt");

        Assert.False(end.Result.DivergenceDetected, end.Result.DivergenceDetails);
        Assert.Empty(end.Result.ForeignPaths);
        Assert.Equal(["a.txt", "n.txt"], await SubjectsAsync());
    }

    private async Task<ExecutionEnd> RunAsync(string onFailure, int swap, string moment, string path)
    {
        var plan = HostedArgo.Plan(
            $"{Step(1, "a.txt")}, {Step(2, "n.txt")}", $", \"on_failure\": \"{onFailure}\"");
        var report = await _argo.DryRunAsync(plan);
        var approval = await _argo.ApproveAsync(report);
        var swaps = 0;
        _argo.Failpoint = name =>
        {
            if (name == $"swap.rename.{moment}" && Interlocked.Increment(ref swaps) == swap)
                File.WriteAllText(_argo.PathOf(path), "theirs");
        };
        var end = await _argo.ExecuteAsync(plan, report, approval, "exec-1");
        _argo.Failpoint = null;
        return end;
    }

    private async Task<IEnumerable<string>> SubjectsAsync()
    {
        var evidence = (IArgoEvidence)_argo.Services.GetService(typeof(IArgoEvidence))!;
        var receipt = await evidence.FindReceiptAsync("exec-1");
        return Receipt.Read(receipt!).Subject.Select(subject => subject.Name);
    }

    private static string Step(int id, string path) =>
        $$$"""
        {"step_id": {{{id}}}, "action_type": "write", "target": "{{{path}}}",
         "parameters": {"content": "new {{{path}}}"},
         "rollback_hints": [{"description": "take it away", "actions": ["rm {{{path}}}"]}] }
        """;
}
