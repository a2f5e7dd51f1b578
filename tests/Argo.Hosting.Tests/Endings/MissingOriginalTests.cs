using Argo.Actors;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Hosting.Tests.Endings;

/// <summary>
/// An undo that does not find what it needs, because the store is older than the tree or somebody has removed
/// the vault: it touches nothing, and a person decides.
/// </summary>
public sealed class MissingOriginalTests : IAsyncLifetime
{
    private static readonly ExecutionId Id = new("exec-half");
    private HostedArgo _argo = null!;
    private TreeManifest _before = null!;
    private TreeManifest _done = null!;

    /// <summary>Everything is done and nothing is undone yet, as when a process dies there.</summary>
    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        _argo.Write("a.txt", "old a");
        _argo.Write("del/inner.txt", "inner");
        _argo.Write("from.txt", "moved");
        _before = TreeManifest.Capture(_argo.Root);
        var plan = HostedArgo.Plan(string.Join(", ",
            HostedArgo.WriteStep(1, "a.txt", "new a"),
            HostedArgo.WriteStep(2, "new.txt", "made"),
            """
            {"step_id": 3, "action_type": "delete", "target": "del", "parameters": {"recursive": true} },
            {"step_id": 4, "action_type": "move", "target": "from.txt",
             "parameters": {"destination": "to.txt"} }
            """));
        var report = await _argo.DryRunAsync(plan);
        var approval = await _argo.ApproveAsync(report);
        var swaps = 0;
        _argo.Failpoint = name =>
        {
            if (name == "swap.rename.after" && Interlocked.Increment(ref swaps) == 4)
                _done = TreeManifest.Capture(_argo.Root);
            var phase = name.Split('.')[0];
            if (swaps >= 4 && phase is ("flush" or "undo"))
                throw new WorkspaceException(WorkspaceFault.Io, "the disk is gone");
        };
        var end = await _argo.ExecuteAsync(plan, report, approval, Id.Value);
        _argo.Failpoint = null;
        Assert.Equal(ExecutionState.Parked, end.State);
        Assert.Empty(_done.Diff(TreeManifest.Capture(_argo.Root)));
    }

    public Task DisposeAsync() => _argo.DisposeAsync().AsTask();

    [Fact]
    public async Task An_undo_that_finds_everything_should_put_all_of_it_back()
    {
        Assert.Equal(ExecutionState.RolledBack, Assert.Single((await RecoverAsync()).Ends).State);
        Assert.Empty(_before.Diff(TreeManifest.Capture(_argo.Root)));
    }

    [Fact]
    public async Task A_directory_that_was_put_back_should_be_as_before_in_the_receipt_of_a_recovery_too()
    {
        var end = Assert.Single((await RecoverAsync()).Ends);
        var file = Assert.Single(Receipt.FilesOf(end.Result), one => one.Path == "del");
        Assert.NotNull(file.After!.ManifestDigest);
        Assert.Equal(file.Before, file.After);
    }

    [Fact]
    public async Task A_step_whose_stage_is_gone_should_be_told_as_applied_where_an_earlier_end_tells_so()
    {
        Directory.Delete(_argo.PathOf(Stage), recursive: true);
        var end = Assert.Single((await RecoverAsync()).Ends);
        Assert.Equal(4, end.Result.StepsSucceeded);
        Assert.All(end.Result.StepsExecuted, step => Assert.Contains(
            "an earlier end", step.VerificationDetail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stages")]
    [InlineData("vault")]
    public async Task Without_its_stage_an_undo_should_touch_nothing_and_park_with_each_path_to_decide(
        string what)
    {
        Directory.Delete(_argo.PathOf(what == "vault" ? ".argo" : Stage), recursive: true);
        for (var run = 1; run <= 2; run++)
        {
            var end = Assert.Single((await RecoverAsync()).Ends);
            Assert.Equal(ExecutionState.Parked, end.State);
            Assert.Empty(_done.Diff(TreeManifest.Capture(_argo.Root)));
            Assert.Equal(
                ["a.txt", "new.txt", "del", "to.txt"], end.Result.Conflicts.Select(one => one.Path));
            Assert.All(end.Result.Conflicts, one => Assert.False(one.CanKeepMine));
        }

        var last = await KeepTheirsAsync("a.txt", "new.txt", "del", "to.txt");
        Assert.Equal(ExecutionState.RolledBack, last.State);
        Assert.Equal(ExecutionStatus.Partial, last.Result.ExecutionStatus);
        Assert.Empty(_done.Diff(TreeManifest.Capture(_argo.Root)));
    }

    [Theory]
    [InlineData("a.txt", "0")]
    [InlineData("del", "2")]
    public async Task Without_one_original_an_undo_should_touch_nothing_until_a_person_decides(
        string path, string entry)
    {
        Remove(entry);
        var end = Assert.Single((await RecoverAsync()).Ends);
        Assert.Equal(ExecutionState.Parked, end.State);
        Assert.Equal(path, Assert.Single(end.Result.Conflicts).Path);
        Assert.Empty(_done.Diff(TreeManifest.Capture(_argo.Root)));

        var last = await KeepTheirsAsync(path);
        Assert.Equal(ExecutionState.RolledBack, last.State);
        Assert.Equal(ExecutionStatus.Partial, last.Result.ExecutionStatus);
        Assert.DoesNotContain(
            _before.Diff(TreeManifest.Capture(_argo.Root)),
            line => !line.StartsWith(path, StringComparison.Ordinal));
    }

    private string Stage => Path.GetRelativePath(
        _argo.Root, Assert.Single(Directory.GetDirectories(_argo.PathOf(".argo/x"))));

    // With its second name, where the file system is one that needs those.
    private void Remove(string entry)
    {
        var at = _argo.PathOf(Path.Combine(Stage, entry));
        if (Directory.Exists(at))
            Directory.Delete(at, recursive: true);
        else
            File.Delete(at);
        File.Delete(_argo.PathOf(Path.Combine(Stage, $"b{entry}")));
    }

    private Task<ExecutionProtocol.Recovered> RecoverAsync() => _argo.Argo.RecoverAsync(Id);

    private async Task<ExecutionProtocol.Ended> KeepTheirsAsync(params string[] paths)
    {
        ExecutionProtocol.Recovered? answer = null;
        foreach (var path in paths)
            answer = await _argo.Argo.ResolveAsync(
                Id, new ConflictDecision(path, ConflictChoice.KeepTheirs, "ada"));
        return Assert.Single(answer!.Ends);
    }
}
