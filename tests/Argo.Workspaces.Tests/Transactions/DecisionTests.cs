using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// What a person decides about a conflict: carried out whole, repeatable, and nothing foreign is lost.
/// </summary>
public sealed class DecisionTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();

    public void Dispose() => _tree.Dispose();

    public static TheoryData<string, FileSystemClass> Cases
    {
        get
        {
            var cases = new TheoryData<string, FileSystemClass>();
            foreach (var name in Conflicting.Keys)
            {
                foreach (var fileSystem in Enum.GetValues<FileSystemClass>())
                    cases.Add(name, fileSystem);
            }

            return cases;
        }
    }

    /// <summary>A change of each kind, and what another program does to its path after the swap.</summary>
    private static Dictionary<string, (Change Change, Action<TempTree> Foreign, string Path)> Conflicting =>
        new()
    {
        ["overwritten, then edited"] =
            (Some.Put("a.txt", "new"), t => File.AppendAllText(t.At("a.txt"), "+"), "a.txt"),
        ["overwritten, then replaced"] = (Some.Put("a.txt", "new"), t => Replace(t, "a.txt"), "a.txt"),
        ["overwritten, then a directory"] =
            (Some.Put("a.txt", "new"), t => BecomeDirectory(t, "a.txt"), "a.txt"),
        ["created, then edited"] =
            (Some.Put("n.txt", "new"), t => File.AppendAllText(t.At("n.txt"), "+"), "n.txt"),
        ["created, then replaced"] = (Some.Put("n.txt", "new"), t => Replace(t, "n.txt"), "n.txt"),
        ["deleted, then made again"] = (Some.Remove("a.txt"), t => t.Put("a.txt", "foreign"), "a.txt"),
        ["made, then filled"] = (Some.Make("made"), t => t.Put("made/inside", "foreign"), "made"),
        ["moved, then its old name taken"] =
            (Some.Move("a.txt", "z.txt"), t => t.Put("a.txt", "foreign"), "a.txt"),
    };

    [Fact]
    public void Keeping_theirs_should_keep_the_directories_of_the_plan_above_it_too()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Make("made"), Some.Make("made/deep"), Some.Put("made/deep/f", "ours")).ActAll();
        File.AppendAllText(_tree.At("made/deep/f"), ", edited");
        Dictionary<string, ConflictChoice> one = new() { ["made/deep/f"] = ConflictChoice.KeepTheirs };
        for (var again = 0; again < 2; again++)
        {
            Assert.All(
                run.Journaled!.Rows.Reverse().Select(row => run.Site.Undo(row, one)),
                outcome => Assert.Equal(UndoVerdict.Kept, outcome.Verdict));
        }
        Assert.Equal("ours, edited", _tree.Read("made/deep/f"));
    }

    [Fact]
    public void A_decision_elsewhere_should_not_release_a_directory()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Make("made"), Some.Make("made2"), Some.Put("made2/f", "ours")).ActAll();
        _tree.Put("made/theirs", "foreign");
        File.AppendAllText(_tree.At("made2/f"), ", edited");
        Dictionary<string, ConflictChoice> one = new() { ["made2/f"] = ConflictChoice.KeepTheirs };
        var outcomes = run.Journaled!.Rows.Reverse().Select(row => run.Site.Undo(row, one)).ToList();
        Assert.Equal("made", Assert.Single(outcomes, o => o.Verdict is UndoVerdict.Conflict).Row.Path);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Keeping_mine_should_restore_the_tree_and_keep_the_foreign_object(
        string name, FileSystemClass fileSystem)
    {
        var (change, foreign, path) = Conflicting[name];
        var before = _tree.Capture();
        using var run = Acted(change, fileSystem);
        foreign(_tree);
        var theirs = _tree.Capture();
        AssertConflict(run, path);

        Assert.Equal(UndoVerdict.Undone, Decide(run, path, ConflictChoice.KeepMine).Verdict);
        Assert.Empty(before.Diff(_tree.Capture()));
        Assert.Single(Directory.GetFileSystemEntries(_tree.At(".argo/conflicts")));
        Assert.NotEmpty(theirs.Diff(before)); // or there was no conflict to begin with

        Assert.Equal(UndoVerdict.NothingToDo, Decide(run, path, ConflictChoice.KeepMine).Verdict);
        Assert.Single(Directory.GetFileSystemEntries(_tree.At(".argo/conflicts")));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Keeping_theirs_should_touch_nothing_now_or_later(string name, FileSystemClass fileSystem)
    {
        var (change, foreign, path) = Conflicting[name];
        using var run = Acted(change, fileSystem);
        foreign(_tree);
        var theirs = _tree.Capture();

        Assert.Equal(UndoVerdict.Kept, Decide(run, path, ConflictChoice.KeepTheirs).Verdict);
        Assert.Empty(theirs.Diff(_tree.Capture()));
        TempTree.Run("rm", "-rf", _tree.At(path)); // it is theirs: what they do with it is not undone either
        Assert.Equal(UndoVerdict.Kept, Decide(run, path, ConflictChoice.KeepTheirs).Verdict);
        Assert.False(_tree.Exists(path));
    }

    [Fact]
    public void A_decision_should_not_matter_where_nothing_is_in_conflict()
    {
        var before = _tree.Capture();
        using var run = Acted(Some.Put("a.txt", "new"), FileSystemClass.Exchange);
        Assert.Equal(UndoVerdict.Undone, Decide(run, "a.txt", ConflictChoice.KeepTheirs).Verdict);
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Fact]
    public void Keeping_mine_should_wait_while_the_object_before_is_lost()
    {
        using var run = Acted(Some.Put("a.txt", "new"), FileSystemClass.Exchange);
        Replace(_tree, "a.txt");
        File.Delete(_tree.At(".argo/x/exec-1/0"));
        var outcome = Decide(run, "a.txt", ConflictChoice.KeepMine);
        Assert.Equal(UndoVerdict.Conflict, outcome.Verdict);
        Assert.False(outcome.Conflict!.CanKeepMine);
        Assert.Equal("foreign", _tree.Read("a.txt"));
    }

    [Fact]
    public void Keeping_theirs_should_keep_an_object_that_had_been_moved_there()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Move("dir/b.txt", "b.txt"), Some.Put("b.txt", "new")).ActAll();
        Replace(_tree, "b.txt");
        var outcomes = run.Journaled!.Rows.Reverse()
            .Select(row => run.Site.Undo(row, Decisions("b.txt", ConflictChoice.KeepTheirs))).ToArray();
        Assert.Equal(UndoVerdict.Kept, outcomes[0].Verdict);
        Assert.Equal("two", _tree.Read(".argo/conflicts/exec-1-1"));
    }

    [Theory]
    [InlineData(FileSystemClass.Exchange)]
    [InlineData(FileSystemClass.LinkAndExchange)]
    [InlineData(FileSystemClass.CopyAndRename)]
    public void A_process_that_dies_while_keeping_mine_should_leave_what_a_second_one_finishes(
        FileSystemClass fileSystem)
    {
        for (var call = 1; ; call++)
        {
            using var tree = SeedTree.Make();
            var before = tree.Capture();
            using var run = new TransactionRun(tree, new TransactionOptions { ForcedClass = fileSystem });
            run.Prepare(Some.Put("a.txt", "new")).ActAll();
            Replace(tree, "a.txt");
            if (!DiesAt(run, tree, call))
            {
                Assert.True(call > 2, "no call was ever stopped");
                return;
            }

            using var again = WorkspaceTransaction.Reopen(
                tree.Root, "ws", "exec-1", run.Journaled,
                new TransactionOptions { ForcedClass = fileSystem });
            again.Fence(2);
            var outcome = again.Undo(run.Journaled!.Rows[0], Decisions("a.txt", ConflictChoice.KeepMine));
            Assert.Contains(outcome.Verdict, new[] { UndoVerdict.Undone, UndoVerdict.NothingToDo });
            Assert.Empty(before.Diff(tree.Capture()));
            var kept = Assert.Single(Directory.GetFiles(tree.At(".argo/conflicts")));
            Assert.Equal("foreign", File.ReadAllText(kept));
        }
    }

    /// <summary>
    /// Recovers with the decision; the call of that number, and with it the process, never happens.
    /// </summary>
    private static bool DiesAt(TransactionRun run, TempTree tree, int call)
    {
        run.Dispose();
        var calls = 0;
        var hook = FailpointHook.Watching(name =>
        {
            if (name.StartsWith("undo.", StringComparison.Ordinal) && ++calls == call)
                throw new CrashException();
        });
        using var site = WorkspaceTransaction.Reopen(
            tree.Root, "ws", "exec-1", run.Journaled, new TransactionOptions { Failpoint = hook.Reach });
        try
        {
            site.Fence(1);
            site.Undo(run.Journaled!.Rows[0], Decisions("a.txt", ConflictChoice.KeepMine));
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private TransactionRun Acted(Change change, FileSystemClass fileSystem)
    {
        var run = new TransactionRun(_tree, new TransactionOptions { ForcedClass = fileSystem });
        run.Prepare(change).ActAll();
        return run;
    }

    private static void AssertConflict(TransactionRun run, string path)
    {
        var outcome = Assert.Single(run.UndoAll());
        Assert.True(outcome.Verdict is UndoVerdict.Conflict, outcome.Detail);
        var conflict = Assert.IsType<RollbackConflict>(outcome.Conflict);
        Assert.Equal(path, conflict.Path);
        Assert.True(conflict.CanKeepMine);
        Assert.NotEqual(conflict.Expected, conflict.Found);
        Assert.Contains("--keep-mine", conflict.Advice, StringComparison.Ordinal);
    }

    private static UndoOutcome Decide(TransactionRun run, string path, ConflictChoice choice) =>
        run.Site.Undo(Assert.Single(run.Journaled!.Rows), Decisions(path, choice));

    private static Dictionary<string, ConflictChoice> Decisions(string path, ConflictChoice choice) =>
        new() { [path] = choice };

    private static void BecomeDirectory(TempTree tree, string path)
    {
        File.Delete(tree.At(path));
        tree.Put($"{path}/inside", "foreign");
    }

    private static void Replace(TempTree tree, string path)
    {
        tree.Put("tmp", "foreign");
        File.Move(tree.At("tmp"), tree.At(path), overwrite: true);
    }
}
