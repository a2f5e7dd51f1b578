using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// Another program edits the tree between the phases, and in the very moment of a swap or an undo.
/// </summary>
public sealed class ForeignEditTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();

    public void Dispose() => _tree.Dispose();

    public static TheoryData<string> Edits => [.. Actions.Keys];

    private static Dictionary<string, Action<TempTree>> Actions => new()
    {
        ["edited in place"] = t => File.AppendAllText(t.At("a.txt"), " edited"),
        ["replaced"] = Replace,
        ["deleted"] = t => File.Delete(t.At("a.txt")),
        ["turned into a link"] = t =>
        {
            File.Delete(t.At("a.txt"));
            File.CreateSymbolicLink(t.At("a.txt"), "/etc/passwd");
        },
        ["turned into a directory"] = t =>
        {
            File.Delete(t.At("a.txt"));
            Directory.CreateDirectory(t.At("a.txt"));
            File.WriteAllText(t.At("a.txt/inside"), "foreign");
        },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_target_changed_after_staging_should_fail_the_step_and_stay(string edit)
    {
        foreach (var change in new[]
        {
            Some.Put("a.txt", "new"), Some.Remove("a.txt"), Some.Move("a.txt", "z"), Some.Mode("a.txt", 384),
        })
        {
            using var tree = SeedTree.Make();
            using var run = new TransactionRun(tree);
            run.Prepare(change);
            Actions[edit](tree);
            var foreign = tree.Capture();
            var result = run.Act(0);
            Assert.NotNull(result.Refusal);
            Assert.Empty(result.AppliedSwaps);
            Assert.Contains("a.txt", result.Refusal.Message, StringComparison.Ordinal);
            Assert.Equal(UndoVerdict.NothingToDo, Assert.Single(run.UndoAll()).Verdict);
            Assert.Empty(foreign.Diff(tree.Capture()));
        }
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_target_changed_in_the_moment_of_the_swap_should_be_put_back(string edit)
    {
        foreach (
            var change in new[] { Some.Put("a.txt", "new"), Some.Remove("a.txt"), Some.Move("a.txt", "z") })
        {
            using var tree = SeedTree.Make();
            TreeManifest? foreign = null;
            var hook = FailpointHook.Meanwhile("swap.rename.before", () =>
            {
                Actions[edit](tree);
                foreign = tree.Capture();
            });
            using var run = new TransactionRun(tree, new TransactionOptions { Failpoint = hook.Reach });
            run.Prepare(change);
            var result = run.Act(0);
            Assert.NotNull(result.Refusal);
            Assert.Empty(result.AppliedSwaps);
            Assert.Equal(UndoVerdict.NothingToDo, Assert.Single(run.UndoAll()).Verdict);
            Assert.Empty(foreign!.Diff(tree.Capture()));
        }
    }

    [Fact]
    public void A_name_taken_in_the_moment_of_the_swap_should_stay_with_who_took_it()
    {
        foreach (var change in new[] { Some.Put("n", "new"), Some.Make("n"), Some.Move("a.txt", "n") })
        {
            using var tree = SeedTree.Make();
            var hook = FailpointHook.Meanwhile("swap.rename.before", () => tree.Put("n", "foreign"));
            using var run = new TransactionRun(tree, new TransactionOptions { Failpoint = hook.Reach });
            run.Prepare(change);
            var result = run.Act(0);
            Assert.Equal(WorkspaceFault.Conflict, result.Refusal?.Fault);
            Assert.Equal("foreign", tree.Read("n"));
            Assert.Equal(UndoVerdict.NothingToDo, Assert.Single(run.UndoAll()).Verdict);
            Assert.Equal(("foreign", "one"), (tree.Read("n"), tree.Read("a.txt")));
        }
    }

    [Fact]
    public void A_directory_replaced_after_staging_should_fail_the_step_although_the_name_is_the_same()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("dir/b.txt", "new"), Some.Put("dir/n.txt", "new"));
        Directory.Move(_tree.At("dir"), _tree.At("aside"));
        Directory.CreateDirectory(_tree.At("dir"));
        File.WriteAllText(_tree.At("dir/b.txt"), "two");
        Assert.All(
            new[] { 0, 1 }, step => Assert.Equal(WorkspaceFault.Conflict, run.Act(step).Refusal?.Fault));
        Assert.Equal("two", _tree.Read("dir/b.txt"));
        Assert.False(_tree.Exists("dir/n.txt"));
    }

    [Fact]
    public void A_directory_replaced_by_a_link_between_two_steps_should_not_be_followed()
    {
        Directory.CreateDirectory(_tree.Outside("dir"));
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("dir/n1", "x"), Some.Put("dir/n2", "x"));
        Assert.Null(run.Act(0).Refusal);
        Directory.Move(_tree.At("dir"), _tree.At("aside"));
        File.CreateSymbolicLink(_tree.At("dir"), _tree.Outside("dir"));
        Assert.Equal(WorkspaceFault.Refused, run.Act(1).Refusal?.Fault);
        Assert.Empty(Directory.GetFileSystemEntries(_tree.Outside("dir")));
    }

    [Fact]
    public void A_file_replaced_twice_around_the_swap_should_keep_the_newest_and_not_lose_the_other()
    {
        var renames = 0;
        var hook = FailpointHook.Watching(name =>
        {
            if (name != "swap.rename.before" || ++renames > 2)
                return;
            _tree.Put("tmp", $"foreign {renames}"); // once before the exchange, once before it is taken back
            File.Move(_tree.At("tmp"), _tree.At("a.txt"), overwrite: true);
        });
        using var run = new TransactionRun(_tree, new TransactionOptions { Failpoint = hook.Reach });
        run.Prepare(Some.Put("a.txt", "new"));
        var result = run.Act(0);
        Assert.Contains(".argo/conflicts/exec-1-0", result.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("foreign 2", _tree.Read("a.txt"));
        Assert.Equal("foreign 1", _tree.Read(".argo/conflicts/exec-1-0"));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_target_changed_in_the_moment_of_the_undo_should_be_put_back_and_reported(string edit)
    {
        TreeManifest? foreign = null;
        var hook = FailpointHook.Meanwhile("undo.rename.before", () =>
        {
            Actions[edit](_tree);
            foreign = _tree.Capture();
        });
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("a.txt", "new")).ActAll();
        var outcome = Assert.Single(run.Recover(1, new TransactionOptions { Failpoint = hook.Reach }));
        if (edit == "deleted")
        {
            Assert.Equal(UndoVerdict.Conflict, outcome.Verdict); // and the next run puts the old one back
            Assert.Equal(UndoVerdict.Undone, Assert.Single(run.UndoAll()).Verdict);
            Assert.Equal("one", _tree.Read("a.txt"));
            return;
        }
        Assert.Equal(UndoVerdict.Conflict, outcome.Verdict);
        Assert.Empty(foreign!.Diff(_tree.Capture()));
        Assert.Equal("one", _tree.Read(".argo/x/exec-1.r1/0"));
    }

    [Fact]
    public void Foreign_changes_elsewhere_should_survive_a_rollback()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Plans.Short).ActAll();
        _tree.Put("elsewhere.txt", "foreign");
        Assert.All(run.UndoAll(), outcome => Assert.Equal(UndoVerdict.Undone, outcome.Verdict));
        Assert.Equal("foreign", _tree.Read("elsewhere.txt"));
        Assert.Equal("one", _tree.Read("a.txt"));
    }

    private static void Replace(TempTree tree)
    {
        tree.Put("tmp", "foreign");
        File.Move(tree.At("tmp"), tree.At("a.txt"), overwrite: true);
    }
}
