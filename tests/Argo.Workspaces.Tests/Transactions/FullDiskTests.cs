using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>A real file system that is full.</summary>
public sealed class FullDiskTests
{
    [RootFact]
    public void No_room_for_the_bytes_should_be_said_at_staging_with_the_tree_untouched()
    {
        using var outer = new TempTree();
        using var mount = Mount.Tmpfs(outer.Root, "size=1m");
        outer.Put("a.txt", "one").Put("dir/b.txt", "two");
        var before = outer.Capture();
        using var run = new TransactionRun(outer);
        Assert.Null(run.Site.Stage(0, [Some.Put("a.txt", "small")]).Error);
        var error = run.Site.Stage(1, [Some.Put("dir/b.txt", new string('x', 2_000_000))]).Error;
        Assert.Contains("full", error, StringComparison.Ordinal);
        Assert.Contains("dir/b.txt", error, StringComparison.Ordinal);
        run.Site.Collect();
        Assert.Empty(before.Diff(outer.Capture()));
        Assert.Empty(Directory.GetFileSystemEntries(outer.At(".argo/x")));
    }

    [RootFact]
    public void No_inodes_should_be_said_at_staging_with_the_tree_untouched()
    {
        using var outer = new TempTree();
        using var mount = Mount.Tmpfs(outer.Root, "size=4m,nr_inodes=20");
        outer.Put("a.txt", "one");
        var before = outer.Capture();
        using var run = new TransactionRun(outer);
        string? error = null;
        for (var step = 0; step < 20 && error is null; step++)
            error = run.Site.Stage(step, [Some.Put($"n{step}", "x")]).Error;
        Assert.Contains("inodes", error, StringComparison.Ordinal);
        run.Site.Collect();
        Assert.Empty(before.Diff(outer.Capture()));
    }

    [RootFact]
    public void A_disk_that_fills_up_after_the_swaps_should_still_be_undone()
    {
        using var outer = new TempTree();
        using var mount = Mount.Tmpfs(outer.Root, "size=1m,nr_inodes=40");
        outer.Put("a.txt", "one").Put("dir/b.txt", "two").Put("dir/sub/c.txt", "three").Link("link", "a.txt");
        var before = outer.Capture();
        using var run = new TransactionRun(outer);
        run.Prepare(Plans.Short).ActAll();
        Fill(outer.At("filler"));
        Assert.All(
            run.UndoAll(), o => Assert.True(o.Verdict is UndoVerdict.Undone, $"{o.Verdict}: {o.Detail}"));
        foreach (var filler in Directory.GetFiles(outer.Root, "filler*"))
            File.Delete(filler);
        Assert.Empty(before.Diff(outer.Capture()));
    }

    [RootFact]
    public void A_read_only_workspace_should_be_refused_at_the_start()
    {
        using var outer = new TempTree();
        using var mount = Mount.Tmpfs(outer.Root, "size=1m");
        outer.Put("a.txt", "one");
        TempTree.Run("mount", "-o", "remount,ro", outer.Root);
        using var run = new TransactionRun(outer);
        var refusal = Assert.Throws<WorkspaceException>(() => run.Site);
        Assert.Contains("read-write", refusal.Message, StringComparison.Ordinal);
    }

    private static void Fill(string path)
    {
        try
        {
            for (var number = 0; number < 100; number++)
                File.WriteAllBytes($"{path}{number}", new byte[100_000]);
        }
        catch (IOException)
        {
            return; // full: what was wanted
        }
        Assert.Fail("The disk did not fill up.");
    }
}
