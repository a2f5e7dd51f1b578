using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// Classes B and C after a restart of the machine: what a power loss kept of the renames is made by hand.
/// </summary>
public sealed class HalfDoneTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();
    private readonly TreeManifest _before;
    private UndoPlan? _plan;

    public HalfDoneTests() => _before = _tree.Capture();

    public static TheoryData<FileSystemClass, bool> Classes => new()
    {
        { FileSystemClass.LinkAndExchange, true },
        { FileSystemClass.CopyAndRename, true },
        { FileSystemClass.CopyAndRename, false },
    };

    public void Dispose() => _tree.Dispose();

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_move_lost_half_way_should_be_brought_back_from_its_second_name(
        FileSystemClass fileSystem, bool links)
    {
        Act(fileSystem, links, Some.Move("a.txt", "dir/z.txt"));
        File.Delete(_tree.At("dir/z.txt"));
        NeedUndone(AfterRestart(fileSystem, links));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_delete_or_an_overwrite_lost_half_way_should_be_brought_back(
        FileSystemClass fileSystem, bool links)
    {
        Prepare(
            fileSystem,
            links,
            Some.Remove("a.txt"),
            Some.Put("dir/b.txt", "new"),
            Some.Remove("link", EntryKind.Symlink));
        File.Delete(_tree.At("a.txt"));
        File.Delete(_tree.At("dir/b.txt"));
        File.Delete(_tree.At("link"));
        NeedUndone(AfterRestart(fileSystem, links));
    }

    [Fact]
    public void What_others_put_at_a_second_name_in_the_moment_of_its_removal_should_be_given_back()
    {
        Act(FileSystemClass.LinkAndExchange, true, Some.Move("a.txt", "dir/z.txt"));
        TempTree.Run("ln", _tree.At("dir/z.txt"), _tree.At("a.txt"));
        var hook = FailpointHook.Meanwhile("undo.rename.before", () =>
        {
            _tree.Put("tmp", "foreign");
            File.Move(_tree.At("tmp"), _tree.At("dir/z.txt"), overwrite: true);
        });
        var outcome = Assert.Single(AfterRestart(FileSystemClass.LinkAndExchange, true, hook));
        Assert.Equal(UndoVerdict.Conflict, outcome.Verdict);
        Assert.Equal(("one", "foreign"), (_tree.Read("a.txt"), _tree.Read("dir/z.txt")));
    }

    [Fact]
    public void What_is_gone_should_stay_gone_where_the_machine_did_not_restart()
    {
        Prepare(FileSystemClass.LinkAndExchange, true, Some.Remove("a.txt"));
        File.Delete(_tree.At("a.txt")); // so it was another program
        var outcome = Assert.Single(Recover(FileSystemClass.LinkAndExchange, true));
        Assert.Equal(UndoVerdict.NothingToDo, outcome.Verdict);
        Assert.False(_tree.Exists("a.txt"));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_foreign_object_where_something_was_lost_half_way_should_be_a_conflict(
        FileSystemClass fileSystem, bool links)
    {
        Act(fileSystem, links, Some.Move("a.txt", "dir/z.txt"));
        File.Delete(_tree.At("dir/z.txt"));
        _tree.Put("a.txt", "foreign");
        var outcome = Assert.Single(AfterRestart(fileSystem, links));
        Assert.Equal(UndoVerdict.Conflict, outcome.Verdict);
        Assert.Contains("b0", outcome.Conflict!.KeptAt, StringComparison.Ordinal);
        Assert.Equal("foreign", _tree.Read("a.txt"));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_directory_lost_half_way_should_be_reported_and_never_taken_for_one_that_was_not_touched(
        FileSystemClass fileSystem, bool links)
    {
        Prepare(fileSystem, links, Some.Remove("dir", EntryKind.Directory));
        Directory.Delete(_tree.At("dir"), recursive: true);
        var outcome = Assert.Single(AfterRestart(fileSystem, links));
        Assert.Equal(UndoVerdict.Conflict, outcome.Verdict);
        Assert.Contains("not in the vault any more", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_several_names_lost_half_way_should_be_brought_back()
    {
        _tree.HardLink("a.txt", "dir/h.txt");
        var before = _tree.Capture();
        Prepare(FileSystemClass.LinkAndExchange, true, Some.Move("a.txt", "z.txt"), Some.Remove("dir/h.txt"));
        File.Delete(_tree.At("dir/h.txt"));
        AfterRestart(FileSystemClass.LinkAndExchange, true);
        Collect();
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Fact]
    public void A_mark_of_an_earlier_start_should_not_be_believed()
    {
        Act(FileSystemClass.LinkAndExchange, true, Some.Make("made"));
        File.WriteAllText(_tree.At(".argo/x/exec-1/u0-an earlier start"), "");
        var outcome = Assert.Single(AfterRestart(FileSystemClass.LinkAndExchange, true));
        Assert.Equal(UndoVerdict.Undone, outcome.Verdict);
        Assert.False(_tree.Exists("made"));
    }

    [Theory]
    [InlineData(FileSystemClass.LinkAndExchange)]
    [InlineData(FileSystemClass.CopyAndRename)]
    public void A_second_name_should_stay_while_it_is_put_back(FileSystemClass fileSystem)
    {
        Act(fileSystem, true, Some.Put("a.txt", "new"));
        File.Delete(_tree.At(".argo/x/exec-1/0"));
        NeedUndone(AfterRestart(fileSystem, true));
        Assert.Equal("one", File.ReadAllText(_tree.At(".argo/x/exec-1.r1/b0")));
    }

    [Fact]
    public void What_takes_the_target_while_the_second_copy_is_put_back_should_go_back_to_its_place()
    {
        Act(FileSystemClass.LinkAndExchange, true, Some.Put("a.txt", "new"));
        File.Delete(_tree.At(".argo/x/exec-1/0"));
        var hook = FailpointHook.Meanwhile(
            "undo.rename.before", () => File.WriteAllText(_tree.At("a.txt"), "foreign"));
        var outcome = Assert.Single(AfterRestart(FileSystemClass.LinkAndExchange, true, hook));
        Assert.Equal(UndoVerdict.Conflict, outcome.Verdict);
        Assert.Equal("foreign", _tree.Read("a.txt"));
        Assert.Equal("one", _tree.Read(".argo/x/exec-1.r1/b0"));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_was_made_in_a_directory_whose_move_was_lost_should_be_found_and_undone(
        FileSystemClass fileSystem, bool links)
    {
        Act(
            fileSystem,
            links,
            Some.Move("dir", "moved"),
            Some.Put("moved/n.txt", "new"),
            Some.Put("moved/b.txt", "overwritten"),
            Some.Make("moved/made"),
            Some.Mode("moved/sub/c.txt", 0b110_000_000));
        Directory.Move(_tree.At("moved"), _tree.At("dir"));
        NeedUndone(AfterRestart(fileSystem, links));
    }

    [Fact]
    public void A_mode_set_where_the_object_was_to_be_moved_should_be_put_back()
    {
        Act(
            FileSystemClass.LinkAndExchange,
            true,
            Some.Move("a.txt", "dir/z.txt"),
            Some.Mode("dir/z.txt", 0b110_000_000));
        File.Move(_tree.At("dir/z.txt"), _tree.At("a.txt"));
        NeedUndone(AfterRestart(FileSystemClass.LinkAndExchange, true));
    }

    [Fact]
    public void Names_of_a_copy_that_a_stopped_undo_left_in_the_stage_should_be_known_as_such()
    {
        Act(FileSystemClass.CopyAndRename, false, Some.Put("n.txt", "first"), Some.Put("n.txt", "second"));
        File.Delete(_tree.At("n.txt"));
        TempTree.Run("ln", _tree.At(".argo/x/exec-1/b1"), _tree.At("n.txt"));
        TempTree.Run("ln", _tree.At(".argo/x/exec-1/b1"), _tree.At(".argo/x/exec-1/o0"));
        TempTree.Run("ln", _tree.At(".argo/x/exec-1/b1"), _tree.At(".argo/x/exec-1/0"));
        NeedUndone(AfterRestart(FileSystemClass.CopyAndRename, false));
    }

    [Fact]
    public void An_undo_that_came_further_than_its_marks_should_be_no_conflict()
    {
        Prepare(
            FileSystemClass.LinkAndExchange, true, Some.Put("a.txt", "first"), Some.Put("a.txt", "second"));
        File.Delete(_tree.At(".argo/x/exec-1/1"));
        NeedUndone(AfterRestart(FileSystemClass.LinkAndExchange, true));
    }

    [Fact]
    public void What_a_later_step_had_made_should_not_come_back_with_the_next_undo()
    {
        Prepare(
            FileSystemClass.LinkAndExchange,
            true,
            Some.Put("n.txt", "first"),
            Some.Put("n.txt", "second"),
            Some.Remove("n.txt"));
        TempTree.Run("ln", _tree.At(".argo/x/exec-1/0"), _tree.At("n.txt"));
        File.Move(_tree.At(".argo/x/exec-1/1"), _tree.At(".argo/x/exec-1/2"), overwrite: true);
        AfterRestart(FileSystemClass.LinkAndExchange, true);
        NeedUndone(AfterRestart(FileSystemClass.LinkAndExchange, true));
    }

    [Fact]
    public void The_same_should_hold_in_a_directory_whose_move_is_there_still()
    {
        Prepare(
            FileSystemClass.LinkAndExchange,
            true,
            Some.Put("dir/b.txt", "first"),
            Some.Move("dir", "moved"),
            Some.Put("moved/b.txt", "second"));
        Directory.Move(_tree.At("dir"), _tree.At("moved"));
        File.Delete(_tree.At(".argo/x/exec-1/2"));
        NeedUndone(AfterRestart(FileSystemClass.LinkAndExchange, true));
    }

    [Fact]
    public void What_the_plan_had_made_itself_should_not_be_missed()
    {
        Act(
            FileSystemClass.LinkAndExchange,
            true,
            Some.Make("made"),
            Some.Remove("made", EntryKind.Directory));
        Directory.Delete(_tree.At(".argo/x/exec-1/1"));
        NeedUndone(AfterRestart(FileSystemClass.LinkAndExchange, true));
    }

    [Fact]
    public void An_object_whose_place_between_was_lost_should_go_back_to_its_first_one()
    {
        Act(
            FileSystemClass.LinkAndExchange,
            true,
            Some.Make("made"),
            Some.Move("a.txt", "made/a.txt"),
            Some.Move("made/a.txt", "z.txt"));
        Directory.Delete(_tree.At("made"));
        var outcomes = AfterRestart(FileSystemClass.LinkAndExchange, true);
        Collect();
        NeedUndone(outcomes);
    }

    [Fact]
    public void What_the_plan_made_last_should_go_where_the_undo_had_come_further_with_what_it_made_before()
    {
        Act(FileSystemClass.LinkAndExchange, true, Some.Put("n.txt", "first"), Some.Put("n.txt", "second"));
        File.Move(_tree.At(".argo/x/exec-1/1"), _tree.At(".argo/x/exec-1/0"));
        File.Delete(_tree.At(".argo/x/exec-1/b1"));
        NeedUndone(AfterRestart(FileSystemClass.LinkAndExchange, true));
    }

    private static TransactionOptions Options(FileSystemClass fileSystem, bool links) => new()
    {
        BallastBytes = 0,
        ForcedClass = fileSystem,
        ForcedNoLinks = !links,
    };

    private void Prepare(FileSystemClass fileSystem, bool links, params Change[] changes)
    {
        using var run = new TransactionRun(_tree, Options(fileSystem, links));
        _plan = run.Prepare(changes).Journaled;
    }

    private void Act(FileSystemClass fileSystem, bool links, params Change[] changes)
    {
        using var run = new TransactionRun(_tree, Options(fileSystem, links));
        _plan = run.Prepare(changes).ActAll().Journaled;
    }

    private List<UndoOutcome> AfterRestart(FileSystemClass fileSystem, bool links, FailpointHook? hook = null)
    {
        _plan = _plan! with { BootId = "an earlier start" };
        return Recover(fileSystem, links, hook);
    }

    private List<UndoOutcome> Recover(FileSystemClass fileSystem, bool links, FailpointHook? hook = null)
    {
        var options = Options(fileSystem, links) with { Failpoint = hook is null ? null : hook.Reach };
        using var site = WorkspaceTransaction.Reopen(_tree.Root, "ws", "exec-1", _plan, options);
        site.Fence(1);
        return [.. _plan!.Rows.Reverse().Select(site.Undo)];
    }

    private void Collect()
    {
        using var site = WorkspaceTransaction.Reopen(
            _tree.Root, "ws", "exec-1", _plan, new TransactionOptions());
        site.Collect();
    }

    private void NeedUndone(List<UndoOutcome> outcomes)
    {
        Assert.All(outcomes, o => Assert.True(
            o.Verdict is UndoVerdict.Undone or UndoVerdict.NothingToDo, $"{o.Verdict}: {o.Detail}"));
        var differences = _before.Diff(_tree.Capture());
        Assert.True(differences.IsEmpty, string.Join("; ", differences));
    }
}
