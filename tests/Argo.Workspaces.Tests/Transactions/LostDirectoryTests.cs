using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Tests.Simulation;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>ext4 without a journal, where a power cut leaves directories in <c>lost+found</c>.</summary>
public sealed class LostDirectoryTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [RootFact]
    public void A_directory_in_lost_and_found_should_be_named_and_the_undo_should_go_on_when_it_is_back()
    {
        using var disk = Mount.PlainExt4(_tree.Outside("disk"), _tree.Outside("image"));
        var root = Path.Combine(disk.At, "ws");
        Directory.CreateDirectory(Path.Combine(root, "dir/sub"));
        File.WriteAllText(Path.Combine(root, "dir/sub/c.txt"), "three");
        File.WriteAllText(Path.Combine(root, "a.txt"), "one");
        Assert.True(WorkspaceInspection.Look(root).LosesDirectories);
        var before = TreeManifest.Capture(root);

        UndoPlan plan;
        using (var site = WorkspaceTransaction.Open(root, "ws", "exec-1", new TransactionOptions()))
        {
            Change[] changes = [Some.Put("a.txt", "new"), Some.Remove("dir", EntryKind.Directory)];
            Assert.Null(site.Stage(0, changes).Error);
            site.Barrier();
            plan = site.BuildUndoPlan();
            Assert.Null(site.Act(0).Refusal);
        }
        var lost = Path.Combine(disk.At, $"lost+found/#{plan.Rows[1].Before!.Inode}");
        Directory.Move(Path.Combine(root, ".argo/x/exec-1/1"), lost);

        using var recovery = WorkspaceTransaction.Reopen(
            root, "ws", "exec-1", plan, new TransactionOptions());
        recovery.Fence(1);
        var missing = Assert.Single(recovery.FindMissing(plan.Rows, Nobody));
        Assert.Equal("dir", missing.Conflict?.Path);
        Assert.Contains(lost, missing.Detail, StringComparison.Ordinal);
        Assert.Equal("new", File.ReadAllText(Path.Combine(root, "a.txt"))); // nothing was touched

        Directory.Move(lost, Path.Combine(root, "dir"));
        Assert.Empty(recovery.FindMissing(plan.Rows, Nobody));
        Assert.All(
            plan.Rows.Reverse(), row => Assert.NotEqual(UndoVerdict.Conflict, recovery.Undo(row).Verdict));
        Assert.Empty(before.Diff(TreeManifest.Capture(root)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_dry_run_should_warn_of_it_for_steps_that_delete_or_move_a_directory(bool losesDirectories)
    {
        _tree.Put("dir/file", "one");
        _tree.Put("moved/file", "one");
        _tree.Put("single", "one");
        using var disk = new WatchedTree(
            _tree.Root) { LosesDirectories = losesDirectories };
        var plan = Argo.TestSupport.Plans.Some.Plan(
            Argo.TestSupport.Plans.Some.Delete("dir", recursive: true),
            Argo.TestSupport.Plans.Some.Move("moved", "there"),
            Argo.TestSupport.Plans.Some.Delete("single"),
            Argo.TestSupport.Plans.Some.Move("there/file", "file"));
        var report = new Simulator()
            .Simulate(plan, new SimulationRequest { WorkspaceRoot = _tree.Root }, disk);
        Assert.Equal(
            losesDirectories ? [true, true, false, false] : [false, false, false, false],
            report.StepsSimulated.Select(step => step.CanFail.Contains(DirectoryWarnings.Text)));
    }

    private static Dictionary<string, ConflictChoice> Nobody => [];
}
