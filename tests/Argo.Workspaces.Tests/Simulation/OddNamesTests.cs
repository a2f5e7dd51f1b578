using Argo.Artifacts.Reports;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class OddNamesTests : IDisposable
{
    private static readonly byte[] NotUtf8 = [(byte)'a', 0xFF];
    private readonly TempTree _tree = new TempTree().Put("d/x", "1");

    public OddNamesTests() => _tree.PutRaw("d", NotUtf8, "odd");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_name_that_is_not_utf8_is_in_the_manifest_by_its_bytes_and_its_drift_is_seen()
    {
        var report = _tree.DryRun(Some.Delete("d", recursive: true));
        var entry = report.Witness.Single().Manifest[0];
        using var disk = ConfinedRoot.Open(_tree.Root);

        Assert.Equal((null, Convert.ToBase64String(NotUtf8)), (entry.Path, entry.NameBytes));
        Assert.Equal(DryRuns.Sha("odd"), entry.Fingerprint.Sha256);
        Assert.Empty(new WitnessCheck(disk, new()).Compare(report));
        TempTree.Run("sh", "-c", $"printf other > '{_tree.Root}/d/a'$(printf '\\377')");
        Assert.Single(new WitnessCheck(disk, new()).Compare(report));
    }

    [Fact]
    public void A_directory_with_such_a_name_can_be_moved_but_not_copied()
    {
        Assert.True(_tree.DryRun(Some.Move("d", "e")).ExecutionFeasible);
        Assert.Contains("a name that is not UTF-8", _tree.DryRun(Some.Copy("d", "e")).BlockingReason);
    }

    [Fact]
    public void A_directory_past_the_entry_limit_is_refused_with_the_limit()
    {
        var options = new SimulatorOptions { Limits = new() { ManifestEntries = 1 } };
        var report = _tree.DryRun(Some.Plan(Some.Delete("d", recursive: true)), options);

        Assert.Contains("'d' holds more than 1 entries, the limit of one step", report.BlockingReason);
    }

    [RootFact]
    public void A_mount_inside_a_directory_blocks_its_removal()
    {
        _tree.Dir("d/mount");
        TempTree.Run("mount", "-t", "tmpfs", "none", _tree.At("d/mount"));
        try
        {
            var report = _tree.DryRun(Some.Delete("d", recursive: true));
            Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
            Assert.Contains("mount", report.BlockingReason);
        }
        finally
        {
            TempTree.Run("umount", _tree.At("d/mount"));
        }
    }
}
