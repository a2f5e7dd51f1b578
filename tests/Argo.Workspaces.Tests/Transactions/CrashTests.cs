using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>The process dies at every mutating call of a run, and again at calls of the recovery.</summary>
public sealed class CrashTests
{
    public static TheoryData<FileSystemClass, bool> Classes => new()
    {
        { FileSystemClass.Exchange, true },
        { FileSystemClass.LinkAndExchange, true },
        { FileSystemClass.CopyAndRename, true },
        { FileSystemClass.CopyAndRename, false },
    };

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_run_killed_at_any_call_should_be_undone_to_the_same_tree(
        FileSystemClass fileSystemClass, bool links)
    {
        var points = CountPoints(fileSystemClass, links);
        Assert.InRange(points, 80, 1000);
        for (var point = 0; point < points; point++)
        {
            using var tree = SeedTree.Make();
            var before = tree.Capture();
            using var run = KilledAt(tree, point, fileSystemClass, links);
            NeedUndone(run.Recover(), before, tree, point, links);
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_recovery_killed_at_any_call_should_be_finished_by_the_next(
        FileSystemClass fileSystemClass, bool links)
    {
        var points = CountPoints(fileSystemClass, links);
        var combinations = 0;
        for (var point = points - 1; point > 0; point -= points / 6)
        {
            for (var second = 0; ; second++)
            {
                using var tree = SeedTree.Make();
                var before = tree.Capture();
                using var run = KilledAt(tree, point, fileSystemClass, links);
                var hook = FailpointHook.Killing(second);
                var died = Dies(() => run.Recover(1, Options(hook, fileSystemClass, links)));
                NeedUndone(run.Recover(2), before, tree, point, links);
                combinations++;
                if (!died)
                    break;
            }
        }
        Assert.InRange(combinations, 30, 3000);
    }

    [Fact]
    public void A_collection_killed_at_any_call_should_be_finished_by_the_next()
    {
        for (var point = 0; ; point++)
        {
            using var tree = SeedTree.Make();
            using var run = new TransactionRun(tree);
            run.Prepare(Plans.Short).ActAll();
            var after = tree.Capture();
            run.Dispose();
            var hook = FailpointHook.Killing(point);
            var died = Dies(() =>
            {
                using var site = Reopen(tree, run, hook);
                site.Collect();
            });
            using (var site = Reopen(tree, run, FailpointHook.Counting()))
                site.Collect();
            Assert.Equal(after, tree.Capture());
            Assert.Empty(Directory.GetFileSystemEntries(tree.At(".argo/x")));
            if (!died)
                return;
        }
    }

    private static WorkspaceTransaction Reopen(TempTree tree, TransactionRun run, FailpointHook hook) =>
        WorkspaceTransaction.Reopen(
        tree.Root, "ws", "exec-1", run.Journaled, new TransactionOptions { Failpoint = hook.Reach });

    private static int CountPoints(FileSystemClass fileSystemClass, bool links)
    {
        using var tree = SeedTree.Make();
        var hook = FailpointHook.Counting();
        using var run = new TransactionRun(tree, Options(hook, fileSystemClass, links));
        run.Prepare(Plans.Short).ActAll();
        return hook.Points;
    }

    private static TransactionRun KilledAt(
        TempTree tree, int point, FileSystemClass fileSystemClass, bool links)
    {
        var run = new TransactionRun(tree, Options(FailpointHook.Killing(point), fileSystemClass, links));
        Assert.True(Dies(() => run.Prepare(Plans.Short).ActAll()));
        return run;
    }

    private static TransactionOptions Options(
        FailpointHook hook, FileSystemClass fileSystemClass, bool links) => new()
    {
        BallastBytes = 4096,
        ForcedClass = fileSystemClass,
        ForcedNoLinks = !links,
        Failpoint = hook.Reach,
    };

    private static bool Dies(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private static void NeedUndone(
        List<UndoOutcome> outcomes, TreeManifest before, TempTree tree, int point, bool links)
    {
        var unclean = outcomes
            .Where(o => o.Verdict is UndoVerdict.Conflict or UndoVerdict.Failed)
            .ToList();
        if (!links && unclean.Count > 0)
        {
            NeedReported(unclean, tree);
            return;
        }
        Assert.True(
            unclean.Count == 0, $"killed at {point}: {string.Join("; ", unclean.Select(o => o.Detail))}");
        var difference = before.Diff(tree.Capture());
        Assert.True(difference.IsEmpty, $"killed at {point}: {string.Join("; ", difference)}");
    }

    // Without second names, a free name is taken by an empty file first. Killed right after, that file cannot
    // be told
    // from somebody else's: it must be reported as a conflict, and every byte from before must still be
    // there.
    private static void NeedReported(List<UndoOutcome> unclean, TempTree tree)
    {
        Assert.Contains(unclean, o => o.Detail.Contains("0 bytes", StringComparison.Ordinal));
        Assert.All(unclean, o => Assert.Equal(UndoVerdict.Conflict, o.Verdict));
        var now = Directory.GetFiles(tree.Root, "*", SearchOption.AllDirectories)
            .Where(path => new FileInfo(path).LinkTarget is null)
            .Select(File.ReadAllText)
            .ToHashSet();
        Assert.Superset(new HashSet<string> { "one", "two", "three" }, now);
    }
}
