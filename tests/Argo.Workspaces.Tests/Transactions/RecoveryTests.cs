using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

public sealed class RecoveryTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_paused_executor_should_find_no_stage_after_the_claim()
    {
        var before = _tree.Capture();
        using var paused = new TransactionRun(_tree);
        paused.Prepare(
            Some.Put("a.txt", "1"), Some.Put("n.txt", "2"), Some.Remove("dir/b.txt"), Some.Make("m"));
        Assert.Null(paused.Act(0).Refusal);

        using (var recovery = WorkspaceTransaction.Reopen(
            _tree.Root, "ws", "exec-1", paused.Journaled, new TransactionOptions()))
        {
            recovery.Fence(1);
            foreach (var row in paused.Journaled!.Rows.Reverse())
                Assert.NotEqual(UndoVerdict.Conflict, recovery.Undo(row).Verdict);
            recovery.Barrier();
        }
        foreach (var step in new[] { 1, 2, 3 })
            Assert.Equal(WorkspaceFault.Fenced, paused.Act(step).Refusal?.Fault);
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Fact]
    public void The_later_of_two_recoveries_should_win_and_the_earlier_be_told()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("a.txt", "1")).ActAll();
        run.Dispose();
        using var first = WorkspaceTransaction.Reopen(
            _tree.Root, "ws", "exec-1", run.Journaled, new TransactionOptions());
        using var second = WorkspaceTransaction.Reopen(
            _tree.Root, "ws", "exec-1", run.Journaled, new TransactionOptions());
        first.Fence(1);
        Assert.Equal(WorkspaceFault.Fenced, Assert.Throws<WorkspaceException>(() => second.Fence(2)).Fault);
        using var third = WorkspaceTransaction.Reopen(
            _tree.Root, "ws", "exec-1", run.Journaled, new TransactionOptions());
        third.Fence(2);
        Assert.NotEqual(UndoVerdict.Undone, first.Undo(run.Journaled!.Rows[0]).Verdict);
        Assert.Equal("1", _tree.Read("a.txt"));
        Assert.Equal(UndoVerdict.Undone, third.Undo(run.Journaled.Rows[0]).Verdict);
        Assert.Equal("one", _tree.Read("a.txt"));
        third.Fence(2); // the same claim again is no news
        using var late = WorkspaceTransaction.Reopen(
        _tree.Root, "ws", "exec-1", run.Journaled, new TransactionOptions());
        Assert.Equal(WorkspaceFault.Fenced, Assert.Throws<WorkspaceException>(() => late.Fence(1)).Fault);
    }

    [Fact]
    public void A_workspace_that_was_copied_should_be_refused_and_left_alone()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("a.txt", "1")).ActAll();
        run.Dispose();
        TempTree.Run("cp", "-a", _tree.Root, _tree.Outside("copy"));
        var refusal = Assert.Throws<WorkspaceException>(
            () => WorkspaceTransaction.Reopen(
                _tree.Outside("copy"), "ws", "exec-1", run.Journaled, new TransactionOptions()));
        Assert.Equal(WorkspaceFault.Refused, refusal.Fault);
        Assert.Contains("copied", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("1", File.ReadAllText(_tree.Outside("copy/a.txt")));
    }

    [Fact]
    public void A_workspace_that_was_moved_should_be_recovered_where_it_is_now()
    {
        var before = _tree.Capture();
        using var run = new TransactionRun(_tree);
        run.Prepare(Plans.Short).ActAll();
        run.Dispose();
        Directory.Move(_tree.Root, _tree.Outside("moved"));
        using (var site = WorkspaceTransaction.Reopen(
            _tree.Outside("moved"), "ws", "exec-1", run.Journaled, new TransactionOptions()))
        {
            site.Fence(1);
            foreach (var row in run.Journaled!.Rows.Reverse())
                Assert.Equal(UndoVerdict.Undone, site.Undo(row).Verdict);
        }
        Directory.Move(_tree.Outside("moved"), _tree.Root);
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Fact]
    public void A_vault_that_was_deleted_should_be_reported_row_by_row_and_nothing_touched()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("a.txt", "1"), Some.Remove("dir/b.txt"), Some.Move("dir/sub", "sub")).ActAll();
        run.Dispose();
        TempTree.Run("rm", "-rf", _tree.At(".argo"));
        var outcomes = run.Recover();
        Assert.Equal(
            [UndoVerdict.Undone, UndoVerdict.Conflict, UndoVerdict.Conflict], outcomes.Select(
                o => o.Verdict));
        Assert.Equal("1", _tree.Read("a.txt"));
        Assert.True(_tree.Exists("dir/sub/c.txt"));
    }

    [Fact]
    public void What_never_reached_its_undo_plan_should_only_be_collected()
    {
        var before = _tree.Capture();
        using var run = new TransactionRun(_tree);
        run.Site.Stage(0, [Some.Put("a.txt", "1")]);
        run.Dispose();
        run.Recover();
        Assert.Empty(before.Diff(_tree.Capture()));
        Assert.Empty(Directory.GetFileSystemEntries(_tree.At(".argo/x")));
    }

    [RootFact]
    public void On_an_overlay_files_of_the_lower_layer_should_be_staged_acted_on_and_undone()
    {
        using var outer = new TempTree();
        var lower = outer.Outside("lower");
        Directory.CreateDirectory(Path.Combine(lower, "dir"));
        File.WriteAllText(Path.Combine(lower, "a.txt"), "one");
        File.WriteAllText(Path.Combine(lower, "dir/b.txt"), "two");
        File.WriteAllText(Path.Combine(lower, "c.txt"), "three");
        using var layers = Mount.Tmpfs(outer.Outside("layers"), "size=8m");
        using var mount = Mount.Overlay(
            outer.Root, lower, Path.Combine(layers.At, "upper"), Path.Combine(layers.At, "work"));
        var before = outer.Capture();
        using var run = new TransactionRun(outer);
        Assert.Equal(FileSystemClass.LinkAndExchange, run.Site.Facts.FileSystemClass);
        run.Prepare(
            Some.Put("a.txt", "1"), Some.Remove("dir/b.txt"), Some.Move("c.txt", "dir/c.txt"), Some.Mode(
                "dir/c.txt", 384));
        run.ActAll();
        Assert.All(run.UndoAll(), outcome => Assert.Equal(UndoVerdict.Undone, outcome.Verdict));
        run.Site.Collect();
        Assert.Empty(before.Diff(outer.Capture()));
    }

    [Fact]
    public void The_probe_should_leave_nothing_behind()
    {
        using var run = new TransactionRun(_tree);
        _ = run.Site;
        Assert.Equal(
            [".gitignore", "conflicts", "lock", "x"],
            Directory.GetFileSystemEntries(_tree.At(".argo")).Select(Path.GetFileName).Order(
                StringComparer.Ordinal));
    }
}
