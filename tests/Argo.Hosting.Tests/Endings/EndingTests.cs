using Argo.Actors;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Hosting.Tests.Endings;

/// <summary>
/// The table of endings on a real disk; a failpoint makes the disk or a person get in the way.
/// </summary>
public sealed class EndingTests : IAsyncLifetime
{
    private static readonly string TwoWrites =
        $"{HostedArgo.WriteStep(1, "a.txt", "new a")}, {HostedArgo.WriteStep(2, "sub/b.txt", "new b")}";

    private HostedArgo _argo = null!;
    private TreeManifest _before = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        _argo.Write("a.txt", "old a");
        _argo.Write("sub/b.txt", "old b");
        _argo.Write("other.txt", "not in the plan");
        File.SetUnixFileMode(_argo.PathOf("a.txt"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _before = TreeManifest.Capture(_argo.Root);
    }

    public Task DisposeAsync() => _argo.DisposeAsync().AsTask();

    [Fact]
    public async Task Rollback_on_execution_failure()
    {
        var end = await RunAsync(HostedArgo.Plan(TwoWrites), () =>
            EditWhenSwapping("sub/b.txt", "edited by a person"));

        Assert.Equal(ExecutionStatus.RolledBack, end.Result.ExecutionStatus);
        Assert.True(end.Result is { RollbackInvoked: true, RollbackFullySuccessful: true });
        Assert.Equal("old a", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        Assert.Equal("edited by a person", await File.ReadAllTextAsync(_argo.PathOf("sub/b.txt")));
    }

    [Fact]
    public async Task A_failing_step_should_leave_the_tree_equal_to_what_it_was()
    {
        var end = await RunAsync(HostedArgo.Plan(TwoWrites), () => CancelWhen("swap.rename.after"));

        Assert.Equal(ExecutionStatus.RolledBack, end.Result.ExecutionStatus);
        Assert.Empty(_before.Diff(TreeManifest.Capture(_argo.Root)));
        Assert.Equal(RecordStatus.Failed, end.Record.Status);
        Assert.Contains(end.Record.StepEvents, e => e.EventType is StepEventType.StepCompensated);
    }

    [Fact]
    public async Task Undoing_an_overwrite_should_bring_the_users_file_back_with_its_mode_and_time()
    {
        var written = File.GetLastWriteTimeUtc(_argo.PathOf("a.txt"));
        await RunAsync(HostedArgo.Plan(TwoWrites), () => CancelWhen("swap.rename.after"));

        Assert.Equal("old a", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        Assert.Equal(written, File.GetLastWriteTimeUtc(_argo.PathOf("a.txt")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(_argo.PathOf("a.txt")));
    }

    [Fact]
    public async Task A_deleted_directory_should_be_restored_with_everything_below_it()
    {
        var plan = HostedArgo.Plan(
            $$"""{"step_id": 1, "action_type": "delete", "target": "sub", "parameters": {"recursive": true} }, """
            + HostedArgo.WriteStep(2, "a.txt", "new"));
        var end = await RunAsync(plan, () => CancelWhen("swap.rename.after"));

        Assert.Equal(ExecutionStatus.RolledBack, end.Result.ExecutionStatus);
        Assert.Empty(_before.Diff(TreeManifest.Capture(_argo.Root)));
    }

    [Fact]
    public async Task No_step_should_run_after_one_has_failed()
    {
        var plan = HostedArgo.Plan($"{TwoWrites}, {HostedArgo.WriteStep(3, "c.txt", "c")}");
        var end = await RunAsync(plan, () => EditWhenSwapping("sub/b.txt", "edited"));

        Assert.Equal([1, 2], end.Result.StepsExecuted.Select(step => step.StepId));
        Assert.False(File.Exists(_argo.PathOf("c.txt")));
    }

    [Fact]
    public async Task A_cancel_should_undo_everything_and_say_who_asked()
    {
        var end = await RunAsync(HostedArgo.Plan(TwoWrites), () => CancelWhen("swap.rename.after"));
        Assert.Contains(end.Result.Errors, error =>
            error.Contains("changed my mind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_foreign_edit_of_what_was_written_should_park_and_never_be_lost()
    {
        var end = await RunAsync(HostedArgo.Plan(TwoWrites), () =>
            EditAfterFirstSwap("a.txt", "a person's work"));

        Assert.Equal(ExecutionState.Parked, end.State);
        Assert.Equal(ExecutionStatus.Partial, end.Result.ExecutionStatus);
        Assert.False(end.Result.RollbackFullySuccessful);
        Assert.Equal("a person's work", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        Assert.Contains(end.Result.Errors, error => error.Contains("a.txt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_moved_file_that_others_replaced_should_park_until_somebody_decides()
    {
        var plan = HostedArgo.Plan(
            """{"step_id": 1, "action_type": "move", "target": "a.txt", "parameters": {"destination": "c.txt"} }, """
            + HostedArgo.WriteStep(2, "sub/b.txt", "new"));
        var swaps = 0;
        var end = await RunAsync(plan, () => _argo.Failpoint = name =>
        {
            if (name != "swap.rename.before" || ++swaps != 2)
                return;
            File.WriteAllText(_argo.PathOf("draft"), "a person's work");
            File.Move(_argo.PathOf("draft"), _argo.PathOf("c.txt"), overwrite: true);
            Cancel();
        });

        Assert.Equal(ExecutionState.Parked, end.State);
        var conflict = Assert.Single(end.Result.Conflicts);
        Assert.Equal(("c.txt", false), (conflict.Path, conflict.CanKeepMine));

        var decided = await _argo.Argo.ResolveAsync(
            new ExecutionId("exec-ending"), new ConflictDecision("c.txt", ConflictChoice.KeepTheirs, "ada"));
        var last = Assert.Single(decided.Ends);
        Assert.Equal(ExecutionStatus.Partial, last.Result.ExecutionStatus);
        Assert.True(last.Result is { RollbackFullySuccessful: false, Conflicts.IsEmpty: true });
        Assert.Equal("a person's work", await File.ReadAllTextAsync(_argo.PathOf("c.txt")));
    }

    [Fact]
    public async Task A_file_that_is_only_read_and_was_changed_meanwhile_should_be_told_as_divergence()
    {
        var plan = HostedArgo.Plan(
            HostedArgo.WriteStep(1, "sub/b.txt", "new")
            + """, {"step_id": 2, "action_type": "read", "target": "a.txt"}""");
        var end = await RunAsync(plan, () => EditWhenSwapping("a.txt", "a person's work"));

        Assert.Equal(ExecutionStatus.RolledBack, end.Result.ExecutionStatus);
        Assert.Contains("a.txt", end.Result.DivergenceDetails, StringComparison.Ordinal);
    }

    /// <summary>
    /// The step's own file is edited before it is verified: it fails, and what a person wrote is in the way
    /// of its undo.
    /// </summary>
    [Theory]
    [InlineData("stop")]
    [InlineData("continue")]
    public async Task A_step_that_cannot_be_undone_should_park_and_be_decidable_whatever_on_failure_says(
        string onFailure)
    {
        var steps = string.Join(
            ", ", HostedArgo.WriteStep(1, "other.txt", "ours"), HostedArgo.WriteStep(2, "a.txt", "new a"),
            HostedArgo.WriteStep(3, "sub/b.txt", "new b"));
        var swaps = 0;
        var end = await RunAsync(
            HostedArgo.Plan(steps, $", \"on_failure\": \"{onFailure}\""),
            () => _argo.Failpoint = name =>
            {
                if (name == "swap.rename.after" && Interlocked.Increment(ref swaps) == 2)
                    File.WriteAllText(_argo.PathOf("a.txt"), "a person's a");
            });
        _argo.Failpoint = null;

        Assert.Equal(ExecutionState.Parked, end.State);
        Assert.Equal(ExecutionStatus.Partial, end.Result.ExecutionStatus);
        Assert.True(end.Result is { RollbackInvoked: true, RollbackFullySuccessful: false });
        Assert.Equal("a.txt", Assert.Single(end.Result.Conflicts).Path);
        Assert.Equal("a person's a", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));

        var decided = await _argo.Argo.ResolveAsync(
            new ExecutionId("exec-ending"), new ConflictDecision("a.txt", ConflictChoice.KeepMine, "ada"));
        Assert.Equal(ExecutionState.RolledBack, Assert.Single(decided.Ends).State);
        Assert.Empty(_before.Diff(TreeManifest.Capture(_argo.Root)));
    }

    [Fact]
    public async Task A_step_that_needs_what_a_failed_one_did_not_make_should_fail_without_acting()
    {
        var steps = $$"""
            {{HostedArgo.WriteStep(1, "a.txt", "new a")}},
                {{HostedArgo.WriteStep(2, "n.txt", "never there")}},
            {"step_id": 3, "action_type": "copy", "target": "n.txt",
                "parameters": {"destination": "copy.txt"} },
            {"step_id": 4, "action_type": "read", "target": "n.txt", "parameters": {} },
            {{HostedArgo.WriteStep(5, "sub/b.txt", "new b")}}
            """;
        var swaps = 0;
        var end = await RunAsync(
            HostedArgo.Plan(steps, ", \"on_failure\": \"continue\""),
            () => _argo.Failpoint = name =>
            {
                if (name == "swap.rename.before" && Interlocked.Increment(ref swaps) == 2)
                    throw new WorkspaceException(WorkspaceFault.Io, "the disk failed");
            });

        Assert.Equal(ExecutionState.Partial, end.State);
        Assert.Equal([true, false, false, false, true],
            end.Result.StepsExecuted.Select(step => step.Success));
        Assert.False(File.Exists(_argo.PathOf("copy.txt")));
        Assert.Equal("new b", await File.ReadAllTextAsync(_argo.PathOf("sub/b.txt")));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("continue")]
    public async Task A_swap_that_was_made_though_its_call_failed_should_be_undone_with_its_step(
        string onFailure)
    {
        var swaps = 0;
        var end = await RunAsync(
            HostedArgo.Plan(TwoWrites, $", \"on_failure\": \"{onFailure}\""),
            () => _argo.Failpoint = name =>
            {
                if (name == "swap.rename.after" && Interlocked.Increment(ref swaps) == 2)
                    throw new WorkspaceException(WorkspaceFault.Io, "nobody knows whether it was made");
            });

        Assert.Equal(ExecutionState.Partial, end.State);
        Assert.Equal("new a", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        Assert.Equal("old b", await File.ReadAllTextAsync(_argo.PathOf("sub/b.txt")));
    }

    [Fact]
    public async Task A_host_that_stops_should_end_what_runs_before_it_is_gone()
    {
        var stopping = Task.CompletedTask;
        var run = RunAsync(
            HostedArgo.Plan(TwoWrites), () =>
                OnceAt("swap.rename.after", () => stopping = _argo.StopAsync()));
        var end = await run;
        await stopping;

        // A stop that comes while the last step runs may find everything done: either end is whole.
        if (end.Result.ExecutionStatus is ExecutionStatus.RolledBack)
            Assert.Empty(_before.Diff(TreeManifest.Capture(_argo.Root)));
        else
            Assert.Equal(ExecutionStatus.Success, end.Result.ExecutionStatus);
    }

    private async Task<ExecutionEnd> RunAsync(ExecutionPlanArtifact plan, Action arm)
    {
        var report = await _argo.DryRunAsync(plan);
        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        var approval = await _argo.ApproveAsync(report);
        arm();
        return await _argo.ExecuteAsync(plan, report, approval, "exec-ending");
    }

    /// <summary>A person replaces a file after the world was verified and before its own swap.</summary>
    private void EditWhenSwapping(string name, string text) =>
        OnceAt("swap.rename.after", () => File.WriteAllText(_argo.PathOf(name), text));

    /// <summary>A person edits what the first swap has just put there, and the next step fails.</summary>
    private void EditAfterFirstSwap(string name, string text) => OnceAt("swap.rename.after", () =>
    {
        File.WriteAllText(_argo.PathOf(name), text);
        Cancel();
    });

    private void CancelWhen(string point) => OnceAt(point, Cancel);

    private void Cancel() =>
        _argo.Argo.CancelAsync(new ExecutionId("exec-ending"), "changed my mind").Wait(
            TimeSpan.FromSeconds(30));

    private void OnceAt(string point, Action action)
    {
        var armed = 1;
        _argo.Failpoint = name =>
        {
            if (name == point && Interlocked.Exchange(ref armed, 0) == 1)
                action();
        };
    }
}
