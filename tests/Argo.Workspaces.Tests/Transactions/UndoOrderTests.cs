using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// A swap that cannot be undone now: what depends on it waits, so that the next undo finds the plan's paths.
/// </summary>
public sealed class UndoOrderTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();
    private readonly TreeManifest _before;
    private readonly TransactionRun _run;

    public UndoOrderTests()
    {
        _before = _tree.Capture();
        _run = new TransactionRun(_tree, new TransactionOptions { BallastBytes = 0 });
    }

    public static TheoryData<string> Calls => new("rename", "create", "chmod", "rmdir");

    public void Dispose()
    {
        _run.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_run_that_ended_before_it_moved_something_there_and_back_should_be_undone(int done)
    {
        _run.Prepare(
            Some.Move("a.txt", "n.txt"),
            Some.Make("made"),
            Some.Make("made/deep"),
            Some.Move("n.txt", "made/deep/n.txt"),
            Some.Move("made/deep/n.txt", "n.txt"));
        for (var step = 0; step < done; step++)
            Assert.Null(_run.Act(step).Refusal);
        NeedUndone(_run.Recover(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Two_hard_links_moved_over_one_name_should_both_be_put_back(int done)
    {
        _tree.HardLink("a.txt", "dir/h.txt");
        var before = _tree.Capture();
        _run.Prepare(
            Some.Move("dir/h.txt", "n.txt"), Some.Move("n.txt", "z.txt"), Some.Move("a.txt", "n.txt"));
        for (var step = 0; step < done; step++)
            Assert.Null(_run.Act(step).Refusal);
        Assert.All(_run.Recover(1), o => Assert.NotEqual(UndoVerdict.Conflict, o.Verdict));
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void One_error_in_an_undo_should_leave_nothing_that_the_next_does_not_find(string call)
    {
        _run.Prepare(
            Some.Mode("a.txt", 0b110_000_000),
            Some.Move("a.txt", "dir/a.txt"),
            Some.Mode("dir/a.txt", 0b111_000_000),
            Some.Put("dir/n.txt", "new"),
            Some.Make("dir/made"),
            Some.Move("dir", "moved"),
            Some.Remove("moved/b.txt"),
            Some.Make("moved/made/deep")).ActAll();
        var hasFailed = false;
        Errno FailOnce(string name)
        {
            if (hasFailed || name != $"undo.{call}.before")
                return Errno.Ok;
            hasFailed = true;
            return Errno.InputOutput;
        }

        var first = _run.Recover(1, new TransactionOptions { BallastBytes = 0, Failpoint = FailOnce });
        Assert.True(hasFailed);
        Assert.Contains(first, o => o.Verdict is UndoVerdict.Failed);
        NeedUndone(_run.Recover(2));
    }

    [Fact]
    public void A_conflict_should_keep_the_directory_where_the_next_undo_looks_for_it()
    {
        _run.Prepare(Some.Move("dir", "moved"), Some.Make("moved/made")).ActAll();
        _tree.Put("moved/made/foreign", "x");
        var first = _run.Recover(1);
        Assert.Equal([UndoVerdict.Conflict, UndoVerdict.Failed], first.Select(o => o.Verdict));
        Assert.Contains("waits until swap 1", first[1].Detail, StringComparison.Ordinal);
        File.Delete(_tree.At("moved/made/foreign"));
        NeedUndone(_run.Recover(2));
    }

    [Fact]
    public void A_file_where_the_plan_would_have_made_a_directory_should_need_nothing()
    {
        _run.Prepare(Some.Remove("a.txt"), Some.Make("a.txt"), Some.Move("dir/b.txt", "a.txt/b.txt"));
        NeedUndone(_run.Recover());
    }

    [Fact]
    public void A_link_of_its_own_where_the_plan_would_have_made_a_directory_should_need_nothing()
    {
        _run.Prepare(Some.Move("link", "dir/link"), Some.Make("link"), Some.Move("a.txt", "link/a.txt"));
        NeedUndone(_run.Recover());
    }

    [Fact]
    public void A_paused_executor_should_neither_move_nor_change_a_mode_after_the_claim()
    {
        _run.Prepare(Some.Move("a.txt", "z.txt"), Some.Mode("dir/b.txt", 0b110_000_000));
        using (var recovery = WorkspaceTransaction.Reopen(
            _tree.Root, "ws", "exec-1", _run.Journaled, new TransactionOptions()))
            recovery.Fence(1);
        Assert.Equal(WorkspaceFault.Fenced, _run.Act(0).Refusal?.Fault);
        Assert.Equal(WorkspaceFault.Fenced, _run.Act(1).Refusal?.Fault);
        Assert.Empty(_before.Diff(_tree.Capture()));
    }

    [Fact]
    public void A_recovery_should_need_no_room_for_a_probe()
    {
        const int ofVault = 2; // they are there already, and asked for all the same
        _run.Prepare(Some.Put("a.txt", "new"), Some.Put("n.txt", "new")).ActAll();
        var files = 0;
        NeedUndone(_run.Recover(1, new TransactionOptions
        {
            Failpoint = name =>
                name == "open.create.before" && ++files > ofVault ? Errno.NoSpace : Errno.Ok,
        }));
        Assert.True(files > ofVault);
    }

    [Fact]
    public void A_probe_should_take_away_what_a_dead_one_has_left()
    {
        _run.Prepare(Some.Put("a.txt", "new"));
        _run.Dispose();
        File.WriteAllText(_tree.At(".argo/probe-1"), "");
        File.WriteAllText(_tree.At(".argo/probe-3"), "");
        NeedUndone(_run.Recover());
        Assert.Empty(Directory.GetFiles(_tree.At(".argo"), "probe*"));
    }

    [Fact]
    public void A_probe_whose_names_cannot_be_removed_should_refuse_and_not_find_less_than_there_is()
    {
        using var run = new TransactionRun(_tree, new TransactionOptions
        {
            Failpoint = name => name == "open.unlink.before" ? Errno.InputOutput : Errno.Ok,
        });
        Assert.Equal(WorkspaceFault.Io, Assert.Throws<WorkspaceException>(() => run.Site).Fault);
    }

    private void NeedUndone(List<UndoOutcome> outcomes)
    {
        Assert.All(outcomes, o => Assert.True(
            o.Verdict is UndoVerdict.Undone or UndoVerdict.NothingToDo, $"{o.Verdict}: {o.Detail}"));
        var differences = _before.Diff(_tree.Capture());
        Assert.True(differences.IsEmpty, string.Join("; ", differences));
    }
}
