using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>Every mutating call and flush fails in turn, once or from there on.</summary>
public sealed class FaultTests
{
    public static TheoryData<int, bool> Faults => new()
    {
        { (int)Errno.NoSpace, false },
        { (int)Errno.InputOutput, false },
        { (int)Errno.QuotaExceeded, true },
        { (int)Errno.NotPermitted, true },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_failing_call_should_end_in_the_tree_before_or_after_and_never_be_hidden(
        int errno, bool forever)
    {
        var sprung = true;
        for (var point = 0; sprung; point++)
        {
            using var tree = SeedTree.Make();
            var before = tree.Capture();
            var hook = FailpointHook.Failing(point, (Errno)errno, forever);
            var refusal = TryRun(tree, hook, out var run);
            sprung = hook.Sprung;
            using (run)
            {
                if (refusal is null)
                {
                    NeedDone(tree);
                    continue;
                }
                Assert.DoesNotContain("stack", refusal, StringComparison.OrdinalIgnoreCase);
                NeedUndone(run.Recover(), $"{point}: {refusal}");
                Assert.Empty(before.Diff(tree.Capture()));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_failing_undo_should_be_finished_by_the_next(int errno, bool forever)
    {
        var sprung = true;
        for (var point = 0; sprung; point++)
        {
            using var tree = SeedTree.Make();
            var before = tree.Capture();
            using var run = new TransactionRun(tree);
            run.Prepare(Plans.Short).ActAll();
            var hook = FailpointHook.Failing(point, (Errno)errno, forever);
            try
            {
                var outcomes = run.Recover(1, new TransactionOptions { Failpoint = hook.Reach });
                Assert.All(outcomes, o => Assert.NotEqual(UndoVerdict.Conflict, o.Verdict));
            }
            catch (WorkspaceException refusal)
            {
                Assert.NotEmpty(refusal.Message);
            }
            sprung = hook.Sprung;
            NeedUndone(run.Recover(2), $"{point}");
            Assert.Empty(before.Diff(tree.Capture()));
        }
    }

    [Fact]
    public void Staging_that_fails_should_leave_the_tree_as_it_is_at_once()
    {
        var sprung = true;
        for (var point = 0; sprung; point++)
        {
            using var tree = SeedTree.Make();
            var before = tree.Capture();
            var hook = FailpointHook.Failing(point, Errno.NoSpace);
            TryStage(tree, hook);
            sprung = hook.Sprung;
            Assert.Empty(before.Diff(tree.Capture()));
        }
    }

    [Fact]
    public void A_failed_flush_should_not_be_believed_when_it_works_the_second_time()
    {
        using var tree = SeedTree.Make();
        var fail = true;
        using var run = new TransactionRun(tree, new TransactionOptions
        {
            Failpoint = name => fail && name == "flush.syncfs.before" ? Errno.InputOutput : Errno.Ok,
        });
        run.Site.Stage(0, [Some.Put("a.txt", "new")]);
        Assert.Equal(WorkspaceFault.Io, Assert.Throws<WorkspaceException>(run.Site.Barrier).Fault);
        fail = false;
        Assert.Equal(WorkspaceFault.Io, Assert.Throws<WorkspaceException>(run.Site.Barrier).Fault);
        run.Site.Fence(1);
        run.Site.Barrier(); // the undo's own writes are judged by the undo's own flush
    }

    [Fact]
    public void An_undo_without_room_should_use_the_ballast()
    {
        using var tree = SeedTree.Make();
        var before = tree.Capture();
        var released = false;
        using var run = new TransactionRun(tree, new TransactionOptions
        {
            BallastBytes = 4096,
            Failpoint = name =>
            {
                released |= name == "undo.unlink.after";
                return name == "undo.create.before" && !released ? Errno.NoSpace : Errno.Ok;
            },
        });
        run.Prepare(Some.Remove("a.txt")).ActAll();
        Assert.True(File.Exists(tree.At(".argo/x/exec-1/ballast")));
        NeedUndone(run.UndoAll(), "");
        Assert.False(File.Exists(tree.At(".argo/x/exec-1/ballast")));
        Assert.Empty(before.Diff(tree.Capture()));
    }

    private static string? TryRun(TempTree tree, FailpointHook hook, out TransactionRun run)
    {
        run = new TransactionRun(
            tree, new TransactionOptions { BallastBytes = 4096, Failpoint = hook.Reach });
        try
        {
            if (run.TryPrepare(Plans.Short) is { } unstaged)
                return unstaged;
            for (var step = 0; step < Plans.Short.Length; step++)
            {
                if (run.Act(step).Refusal is { } refusal)
                    return refusal.Message;
            }
            run.Site.Barrier();
            return null;
        }
        catch (WorkspaceException refusal)
        {
            return refusal.Message;
        }
    }

    private static void TryStage(TempTree tree, FailpointHook hook)
    {
        using var run = new TransactionRun(tree, new TransactionOptions { Failpoint = hook.Reach });
        try
        {
            run.TryPrepare(Plans.Everything);
        }
        catch (WorkspaceException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }

    private static void NeedDone(TempTree tree)
    {
        Assert.Equal("second", tree.Read("a.txt"));
        Assert.Equal(
            ["f", "b"], Directory.GetFiles(tree.At("made")).Select(Path.GetFileName).OrderDescending());
        Assert.False(tree.Exists("link"));
    }

    private static void NeedUndone(List<UndoOutcome> outcomes, string context) => Assert.All(
        outcomes,
        o => Assert.True(
            o.Verdict is UndoVerdict.Undone or UndoVerdict.NothingToDo,
            $"{context}: {o.Verdict}: {o.Detail}"));
}
