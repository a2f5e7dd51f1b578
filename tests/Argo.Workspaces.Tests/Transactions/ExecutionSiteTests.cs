using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

public sealed class ExecutionSiteTests : IDisposable
{
    private readonly TempTree _tree = new TempTree()
        .Put("a.txt", "one", "0640").Put("dir/b.txt", "two").Put("dir/sub/c.txt", "three").Link(
            "link", "a.txt");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Staging_should_change_nothing_in_the_tree()
    {
        var before = _tree.Capture();
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("a.txt", "new"), Some.Remove("dir", EntryKind.Directory), Some.Make("made"));
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Fact]
    public void Acting_should_make_exactly_the_staged_changes_and_report_what_is_on_disk()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(
            Some.Put("a.txt", "changed"),
            Some.Put("new.txt", "fresh", Octal.Parse("0600")),
            Some.Make("made", Octal.Parse("0750")),
            Some.Remove("link", EntryKind.Symlink),
            Some.Move("dir/b.txt", "moved.txt"),
            Some.Mode("dir/sub/c.txt", Octal.Parse("0400")));
        var found = Enumerable.Range(0, 6).Select(run.Act).ToList();
        run.Site.Barrier();

        Assert.All(found, result => Assert.Null(result.Refusal));
        Assert.Equal(Some.Text("changed").Sha256, found[0].Found["a.txt"].Sha256);
        Assert.Equal("0640", found[0].Found["a.txt"].Mode); // kept
        Assert.Equal("0600", found[1].Found["new.txt"].Mode);
        Assert.Equal(
            (EntryKind.Directory, "0750"), (found[2].Found["made"].Kind, found[2].Found["made"].Mode));
        Assert.Equal(Fingerprint.Absent, found[3].Found["link"]);
        Assert.Equal(Fingerprint.Absent, found[4].Found["dir/b.txt"]);
        Assert.Equal(Some.Text("two").Sha256, found[4].Found["moved.txt"].Sha256);
        Assert.Equal("0400", found[5].Found["dir/sub/c.txt"].Mode);
        Assert.Equal(0, Assert.Single(found[0].AppliedSwaps));
        Assert.Equal("changed", _tree.Read("a.txt"));
        Assert.False(_tree.Exists("link"));
    }

    [Fact]
    public void Undo_should_bring_back_the_very_same_tree()
    {
        var before = _tree.Capture();
        using var run = new TransactionRun(_tree);
        run.Prepare(Plans.Everything).ActAll();
        Assert.NotEqual(before, _tree.Capture());

        var outcomes = run.UndoAll();
        Assert.All(outcomes, outcome => Assert.Equal(UndoVerdict.Undone, outcome.Verdict));
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Fact]
    public void Undo_run_twice_should_do_nothing_the_second_time()
    {
        var before = _tree.Capture();
        using var run = new TransactionRun(_tree);
        run.Prepare(Plans.Everything).ActAll().UndoAll();
        Assert.All(run.UndoAll(), outcome => Assert.Equal(UndoVerdict.NothingToDo, outcome.Verdict));
        Assert.All(run.Recover(), outcome => Assert.Equal(UndoVerdict.NothingToDo, outcome.Verdict));
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Fact]
    public void Undo_of_what_never_acted_should_do_nothing()
    {
        var before = _tree.Capture();
        using var run = new TransactionRun(_tree);
        run.Prepare(Plans.Everything);
        Assert.All(run.UndoAll(), outcome => Assert.Equal(UndoVerdict.NothingToDo, outcome.Verdict));
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Fact]
    public void Collect_should_leave_an_empty_vault_and_the_changed_tree()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Plans.Everything).ActAll();
        var after = _tree.Capture();
        run.Site.Collect();
        Assert.Empty(Directory.GetFileSystemEntries(_tree.At(".argo/x")));
        Assert.Empty(Directory.GetFileSystemEntries(_tree.At(".argo/conflicts")));
        Assert.Equal(after, _tree.Capture());
    }

    [Fact]
    public void The_vault_should_be_private_and_ignored_by_version_control()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("a.txt", "x"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(_tree.At(".argo")));
        Assert.Equal("*\n", _tree.Read(".argo/.gitignore"));
    }

    [Fact]
    public void The_facts_should_say_which_directory_and_file_system_it_is()
    {
        using var run = new TransactionRun(_tree);
        var facts = run.Site.Facts;
        using var root = ConfinedRoot.Open(_tree.Root);
        Assert.True(facts.RootIdentity.IsSameObject(root.RootStat.Identity));
        Assert.NotEmpty(facts.FileSystemName);
        Assert.NotEmpty(facts.BootId);
    }

    [Fact]
    public void Nothing_should_act_before_the_undo_plan_is_built()
    {
        using var run = new TransactionRun(_tree);
        run.Site.Stage(0, [Some.Put("a.txt", "x")]);
        Assert.Throws<InvalidOperationException>(() => run.Act(0));
    }

    [Fact]
    public void A_step_that_cannot_be_staged_should_say_why_and_leave_the_tree()
    {
        var before = _tree.Capture();
        using var run = new TransactionRun(_tree);
        Assert.Null(run.Site.Stage(0, [Some.Put("a.txt", "x")]).Error);
        var staged = run.Site.Stage(1, [Some.PutChanged("dir/b.txt")]);
        Assert.Contains("dir/b.txt", staged.Error, StringComparison.Ordinal);
        Assert.Contains("dry run", staged.Error, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(run.Site.BuildUndoPlan);
        run.Site.Collect();
        Assert.Empty(before.Diff(_tree.Capture()));
        Assert.Empty(Directory.GetFileSystemEntries(_tree.At(".argo/x")));
    }

    [Fact]
    public void A_second_execution_of_the_same_id_should_be_refused_until_the_first_is_recovered()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("a.txt", "x"));
        run.Dispose();
        using var again = new TransactionRun(_tree);
        var refusal = Assert.Throws<WorkspaceException>(() => again.Site);
        Assert.Contains("argo recover exec-1", refusal.Message, StringComparison.Ordinal);
        run.Recover();
        run.Site.Collect();
        again.Prepare(Some.Put("a.txt", "x"));
    }

    [Theory]
    [InlineData("plain-id_1", "plain-id_1")]
    [InlineData("a.r1", "a%2Er1")]
    [InlineData("../up", "%2E%2E%2Fup")]
    [InlineData("ü", "%C3%BC")]
    public void An_execution_id_should_never_be_a_path(string id, string name) =>
        Assert.Equal(name, ExecutionName.Of(id));

    [Fact]
    public void An_execution_should_not_take_anothers_stage_for_its_own()
    {
        Assert.Equal(3, ExecutionName.EpochOf("a.r3", "a"));
        Assert.Equal(0, ExecutionName.EpochOf("a", "a"));
        Assert.Null(ExecutionName.EpochOf("ab.r3", "a"));
        Assert.Null(ExecutionName.EpochOf("a.r1x", "a"));
        Assert.Null(ExecutionName.EpochOf(ExecutionName.Of("a.r1"), "a"));
        Assert.True(ExecutionName.Of(new string('y', 500)).Length < PathBytes.MaxNameBytes);
    }
}
