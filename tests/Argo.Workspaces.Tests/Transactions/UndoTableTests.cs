using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// Each row of the undo table: a state that a crash or another program can leave, and what the undo makes of
/// it.
/// </summary>
public sealed class UndoTableTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();
    private TransactionRun _run;

    public UndoTableTests() => _run = new TransactionRun(_tree);

    public void Dispose()
    {
        _run.Dispose();
        _tree.Dispose();
    }

    private string Staged(string entry) => _tree.At($".argo/x/exec-1/{entry}");

    private UndoOutcome UndoFirst() => _run.Site.Undo(_run.Journaled!.Rows[0]);

    private UndoOutcome Expect(UndoVerdict verdict)
    {
        var outcome = UndoFirst();
        Assert.True(verdict == outcome.Verdict, $"{outcome.Verdict}: {outcome.Detail}");
        return outcome;
    }

    private void Expect(UndoVerdict verdict, string detail) =>
        Assert.Contains(detail, Expect(verdict).Detail, StringComparison.Ordinal);

    private void ExpectSame(TreeManifest before) => Assert.Empty(before.Diff(_tree.Capture()));

    private void Applied(Change change) => _run.Prepare(change).ActAll();

    [Fact]
    public void Overwrite_with_new_there_and_old_staged_should_exchange_back()
    {
        var before = _tree.Capture();
        Applied(Some.Put("a.txt", "new"));
        Expect(UndoVerdict.Undone);
        ExpectSame(before);
    }

    [Fact]
    public void Overwrite_not_applied_should_be_left_whatever_is_at_the_target()
    {
        _run.Prepare(Some.Put("a.txt", "new"));
        File.WriteAllText(_tree.At("a.txt"), "foreign");
        Expect(UndoVerdict.NothingToDo);
        File.Delete(_tree.At("a.txt"));
        Expect(UndoVerdict.NothingToDo);
    }

    [Fact]
    public void Overwrite_with_both_names_on_the_new_object_should_report_the_loss()
    {
        Applied(Some.Put("a.txt", "new"));
        File.Delete(Staged("0"));
        TempTree.Run("ln", _tree.At("a.txt"), Staged("0"));
        Expect(UndoVerdict.Conflict, "not in the vault any more");
        Assert.Equal("new", _tree.Read("a.txt"));
    }

    [Theory]
    [InlineData(FileSystemClass.LinkAndExchange)]
    [InlineData(FileSystemClass.CopyAndRename)]
    public void Overwrite_with_both_names_on_the_new_object_should_use_the_backup(
        FileSystemClass fileSystemClass)
    {
        var before = _tree.Capture();
        using var run = new TransactionRun(
            _tree, new TransactionOptions { ForcedClass = fileSystemClass }, "exec-2");
        run.Prepare(Some.Put("a.txt", "new")).ActAll();
        File.Delete(_tree.At(".argo/x/exec-2/0"));
        TempTree.Run("ln", _tree.At("a.txt"), _tree.At(".argo/x/exec-2/0"));
        Assert.Equal(UndoVerdict.Undone, Assert.Single(run.UndoAll()).Verdict);
        ExpectSame(before);
    }

    [Fact]
    public void Overwrite_whose_new_object_was_deleted_should_put_the_old_one_back()
    {
        var before = _tree.Capture();
        Applied(Some.Put("a.txt", "new"));
        File.Delete(_tree.At("a.txt"));
        Expect(UndoVerdict.Undone, "deleted by another program");
        ExpectSame(before);
    }

    [Fact]
    public void Overwrite_with_a_foreign_object_there_should_not_touch_it()
    {
        Applied(Some.Put("a.txt", "new"));
        File.WriteAllText(_tree.At("tmp"), "foreign");
        File.Move(_tree.At("tmp"), _tree.At("a.txt"), overwrite: true);
        Expect(UndoVerdict.Conflict, ".argo/x/exec-1/0");
        Assert.Equal("foreign", _tree.Read("a.txt"));
        Assert.Equal("one", File.ReadAllText(Staged("0")));
    }

    [Fact]
    public void Overwrite_edited_in_place_since_should_not_be_touched()
    {
        Applied(Some.Put("a.txt", "new"));
        File.AppendAllText(_tree.At("a.txt"), " and more");
        Expect(UndoVerdict.Conflict, "was edited");
        Assert.Equal("new and more", _tree.Read("a.txt"));
        Assert.Equal("one", File.ReadAllText(Staged("0")));
    }

    [Fact]
    public void Overwrite_should_keep_what_a_process_wrote_through_its_open_handle()
    {
        using var open = new StreamWriter(new FileStream(
            _tree.At("a.txt"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
        Applied(Some.Put("a.txt", "new"));
        open.Write(", written later");
        open.Flush();
        Expect(UndoVerdict.Undone);
        Assert.Equal("one, written later", _tree.Read("a.txt"));
    }

    [Fact]
    public void Create_should_be_taken_back_into_the_stage()
    {
        var before = _tree.Capture();
        Applied(Some.Put("n.txt", "new"));
        Expect(UndoVerdict.Undone);
        ExpectSame(before);
        Assert.Equal("new", File.ReadAllText(Staged("0")));
    }

    [Fact]
    public void Create_with_both_names_should_lose_the_target_name()
    {
        var before = _tree.Capture();
        Applied(Some.Put("n.txt", "new"));
        TempTree.Run("ln", _tree.At("n.txt"), Staged("0"));
        Expect(UndoVerdict.Undone);
        ExpectSame(before);
    }

    [Theory]
    [InlineData(FileSystemClass.Exchange)]
    [InlineData(FileSystemClass.CopyAndRename)]
    public void Create_with_both_names_and_a_spare_one_of_a_stopped_undo_should_lose_the_target_name(
        FileSystemClass fileSystemClass)
    {
        var before = _tree.Capture();
        using var run = new TransactionRun(
            _tree, new TransactionOptions { ForcedClass = fileSystemClass }, "exec-2");
        run.Prepare(Some.Put("n.txt", "new")).ActAll();
        TempTree.Run("ln", _tree.At("n.txt"), _tree.At(".argo/x/exec-2/0"));
        TempTree.Run("ln", _tree.At("n.txt"), _tree.At(".argo/x/exec-2/o0"));
        Assert.Equal(UndoVerdict.Undone, Assert.Single(run.UndoAll()).Verdict);
        ExpectSame(before);
    }

    [Fact]
    public void Create_should_be_undone_as_soon_as_names_can_be_removed_again()
    {
        var before = _tree.Capture();
        var isBroken = false;
        var options = new TransactionOptions
        {
            ForcedClass = FileSystemClass.CopyAndRename,
            Failpoint = name => isBroken && (name is "swap.unlink.before" or "undo.unlink.before")
                ? Errno.InputOutput : Errno.Ok,
        };
        using var run = new TransactionRun(_tree, options, "exec-2");
        run.Prepare(Some.Put("n.txt", "new"));
        isBroken = true;
        Assert.Equal(WorkspaceFault.Io, run.Act(0).Refusal?.Fault);
        for (var epoch = 1; epoch <= 2; epoch++)
            Assert.Equal(UndoVerdict.Failed, Assert.Single(run.Recover(epoch, options)).Verdict);
        isBroken = false;
        Assert.Equal(UndoVerdict.Undone, Assert.Single(run.Recover(3, options)).Verdict);
        ExpectSame(before);
    }

    [Fact]
    public void Move_with_both_names_and_a_spare_one_of_a_stopped_undo_should_lose_the_new_name()
    {
        _run.Dispose();
        _run = new TransactionRun(
            _tree, new TransactionOptions { BallastBytes = 0, ForcedClass = FileSystemClass.CopyAndRename });
        var before = _tree.Capture();
        Applied(Some.Move("a.txt", "b.txt"));
        TempTree.Run("ln", _tree.At("b.txt"), _tree.At("a.txt"));
        TempTree.Run("ln", _tree.At("b.txt"), Staged("o0"));
        Expect(UndoVerdict.Undone);
        _run.Site.Collect();
        ExpectSame(before);
    }

    [Fact]
    public void Create_already_gone_should_need_nothing()
    {
        var before = _tree.Capture();
        Applied(Some.Put("n.txt", "new"));
        File.Delete(_tree.At("n.txt"));
        Expect(UndoVerdict.NothingToDo);
        ExpectSame(before);
    }

    [Fact]
    public void Create_replaced_by_or_edited_by_others_should_not_be_touched()
    {
        Applied(Some.Put("n.txt", "new"));
        File.AppendAllText(_tree.At("n.txt"), "!");
        Expect(UndoVerdict.Conflict, "was edited");
        File.Delete(_tree.At("n.txt"));
        File.WriteAllText(_tree.At("n.txt"), "foreign");
        Expect(UndoVerdict.Conflict, "another program put there");
        Assert.Equal("foreign", _tree.Read("n.txt"));
    }

    [Fact]
    public void Delete_should_put_the_very_object_back()
    {
        var before = _tree.Capture();
        Applied(Some.Remove("dir", EntryKind.Directory));
        Assert.False(_tree.Exists("dir"));
        Expect(UndoVerdict.Undone);
        ExpectSame(before);
    }

    [Fact]
    public void Delete_not_applied_should_be_left_whatever_is_at_the_target()
    {
        _run.Prepare(Some.Remove("a.txt"));
        File.Delete(_tree.At("a.txt"));
        Expect(UndoVerdict.NothingToDo);
    }

    [Fact]
    public void Delete_with_both_names_on_the_old_object_should_need_nothing()
    {
        Applied(Some.Remove("a.txt"));
        TempTree.Run("ln", Staged("0"), _tree.At("a.txt"));
        Expect(UndoVerdict.NothingToDo);
        Assert.Equal("one", _tree.Read("a.txt"));
    }

    [Fact]
    public void Delete_with_a_foreign_object_there_should_not_touch_it()
    {
        Applied(Some.Remove("a.txt"));
        File.WriteAllText(_tree.At("a.txt"), "foreign");
        Expect(UndoVerdict.Conflict, ".argo/x/exec-1/0");
        Assert.Equal("foreign", _tree.Read("a.txt"));
        Assert.Equal("one", File.ReadAllText(Staged("0")));
    }

    [Fact]
    public void Delete_whose_object_left_the_vault_should_report_the_loss()
    {
        Applied(Some.Remove("a.txt"));
        File.Delete(Staged("0"));
        Expect(UndoVerdict.Conflict, "not in the vault any more");
    }

    [Fact]
    public void Delete_in_a_directory_that_is_gone_should_keep_the_object_and_say_where()
    {
        Applied(Some.Remove("dir/b.txt"));
        Directory.Delete(_tree.At("dir"), recursive: true);
        Expect(UndoVerdict.Conflict, ".argo/x/exec-1/0");
        Assert.Equal("two", File.ReadAllText(Staged("0")));
    }

    [Fact]
    public void A_made_directory_should_be_removed()
    {
        var before = _tree.Capture();
        Applied(Some.Make("made"));
        Expect(UndoVerdict.Undone);
        ExpectSame(before);
        Expect(UndoVerdict.NothingToDo);
    }

    [Fact]
    public void A_made_directory_with_foreign_content_should_stay()
    {
        Applied(Some.Make("made"));
        File.WriteAllText(_tree.At("made/foreign"), "x");
        Expect(UndoVerdict.Conflict, "holds what another program put there");
        Assert.Equal("x", _tree.Read("made/foreign"));
    }

    [Fact]
    public void A_made_directory_replaced_by_another_should_stay()
    {
        Applied(Some.Make("made"));
        Directory.Delete(_tree.At("made"));
        Expect(UndoVerdict.NothingToDo);

        using var again = new TransactionRun(_tree, id: "exec-2");
        again.Prepare(Some.Make("made")).ActAll();
        Directory.Move(_tree.At("made"), _tree.At("aside"));
        Directory.CreateDirectory(_tree.At("made"));
        Assert.Equal(UndoVerdict.Conflict, Assert.Single(again.UndoAll()).Verdict);
        Assert.True(_tree.Exists("made"));
    }

    [Fact]
    public void A_move_should_be_moved_back_with_what_others_wrote_into_it()
    {
        Applied(Some.Move("dir", "elsewhere"));
        File.WriteAllText(_tree.At("elsewhere/foreign"), "x");
        Expect(UndoVerdict.Undone);
        Assert.Equal("x", _tree.Read("dir/foreign"));
        Assert.False(_tree.Exists("elsewhere"));
    }

    [Fact]
    public void A_move_whose_old_name_is_taken_should_not_touch_it()
    {
        Applied(Some.Move("a.txt", "b.txt"));
        File.WriteAllText(_tree.At("a.txt"), "foreign");
        Expect(UndoVerdict.Conflict, "another program put there");
        Assert.Equal(("foreign", "one"), (_tree.Read("a.txt"), _tree.Read("b.txt")));
    }

    [Fact]
    public void A_move_whose_object_was_replaced_should_not_be_called_undone()
    {
        Applied(Some.Move("a.txt", "b.txt"));
        File.WriteAllText(_tree.At("tmp"), "foreign");
        File.Move(_tree.At("tmp"), _tree.At("b.txt"), overwrite: true);
        Expect(UndoVerdict.Conflict, "another program has replaced it there");
        Assert.Equal("foreign", _tree.Read("b.txt"));
        Assert.False(_tree.Exists("a.txt"));
    }

    [Fact]
    public void A_move_whose_object_was_removed_should_need_nothing()
    {
        Applied(Some.Move("a.txt", "b.txt"));
        File.Delete(_tree.At("b.txt"));
        Expect(UndoVerdict.NothingToDo);
        Assert.False(_tree.Exists("b.txt"));
    }

    [Fact]
    public void A_changed_mode_should_be_put_back()
    {
        var before = _tree.Capture();
        Applied(Some.Mode("a.txt", Octal.Parse("0600")));
        Expect(UndoVerdict.Undone);
        ExpectSame(before);
    }

    [Fact]
    public void A_mode_changed_again_by_others_should_be_left_and_reported()
    {
        Applied(Some.Mode("a.txt", Octal.Parse("0600")));
        File.SetUnixFileMode(_tree.At("a.txt"), UnixFileMode.UserRead);
        Expect(UndoVerdict.NothingToDo, "0400");
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(_tree.At("a.txt")));
    }

    [Fact]
    public void A_mode_of_a_foreign_object_should_be_left_and_reported()
    {
        Applied(Some.Mode("a.txt", Octal.Parse("0600")));
        File.Delete(_tree.At("a.txt"));
        _tree.Put("a.txt", "foreign", "0600");
        Expect(UndoVerdict.NothingToDo, "another object");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_tree.At("a.txt")));
    }

    [Fact]
    public void A_missing_directory_above_a_swap_that_was_not_applied_should_need_nothing()
    {
        _run.Prepare(Some.Put("dir/n.txt", "new"));
        Directory.Delete(_tree.At("dir"), recursive: true);
        Expect(UndoVerdict.NothingToDo);
        File.CreateSymbolicLink(_tree.At("dir"), "/etc");
        Expect(UndoVerdict.NothingToDo);
    }

    [Fact]
    public void A_link_in_the_place_of_a_directory_should_never_be_followed()
    {
        Directory.CreateDirectory(_tree.Outside("else"));
        Applied(Some.Put("dir/n.txt", "new"));
        Directory.Move(_tree.At("dir"), _tree.Outside("else/dir"));
        File.CreateSymbolicLink(_tree.At("dir"), _tree.Outside("else/dir"));
        Expect(UndoVerdict.Conflict, "link");
        Assert.True(File.Exists(_tree.Outside("else/dir/n.txt")));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("dir/../../x")]
    [InlineData(".argo/lock")]
    [InlineData("")]
    public void A_row_that_points_outside_should_touch_nothing(string path)
    {
        _run.Prepare(Some.Put("a.txt", "new"), Some.Move("dir/b.txt", "c")).ActAll();
        var now = _tree.Capture();
        foreach (var row in _run.Journaled!.Rows)
        {
            Assert.Equal(UndoVerdict.Conflict, _run.Site.Undo(row with { Path = path }).Verdict);
            if (row.Destination is not null)
                Assert.Equal(UndoVerdict.Conflict, _run.Site.Undo(row with { Destination = path }).Verdict);
        }
        ExpectSame(now);
    }

    [Fact]
    public void A_vault_entry_swapped_for_something_else_should_not_be_put_back()
    {
        Applied(Some.Remove("a.txt"));
        File.Move(Staged("0"), _tree.Outside("real"));
        File.CreateSymbolicLink(Staged("0"), "/etc/passwd");
        Expect(UndoVerdict.Conflict, "not in the vault any more");
        Assert.False(_tree.Exists("a.txt"));
    }
}
