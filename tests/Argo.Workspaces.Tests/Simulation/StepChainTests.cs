using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class StepChainTests : IDisposable
{
    private readonly TempTree _tree = new TempTree().Put("a", "before").Put("d/x", "1").Put("d/y/z", "2");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_directory_made_by_one_step_can_be_written_in_by_the_next() =>
        Succeeds(Some.Directory("n"), Some.Write("n/file", "1"), Some.Read("n/file"));

    [Fact]
    public void A_file_can_be_written_deleted_and_created_again()
    {
        var report = Succeeds(Some.Write("a", "other"), Some.Delete("a"), Some.Create("a"));
        Assert.Equal(0, report.Predicted("a").Size);
        Assert.Equal(1, report.TotalPredictedChanges);
    }

    [Fact]
    public void The_second_write_to_a_path_sees_the_first()
    {
        var report = Succeeds(Some.Write("a", "12"), Some.Write("a", "123"));
        Assert.Equal("replaces 'a': 2 bytes before, 3 bytes after", report.Step(2).PredictedStateChange);
    }

    [Fact]
    public void Nothing_can_be_written_below_a_deleted_directory()
    {
        var report = _tree.DryRun(Some.Delete("d", recursive: true), Some.Write("d/x", "1"));
        Assert.Contains("step 2 (write 'd/x') is blocked: the parent directory 'd' is not there",
            report.BlockingReason);
    }

    [Fact]
    public void A_directory_made_in_the_place_of_a_deleted_one_is_empty()
    {
        var report = _tree.DryRun(Some.Delete("d", recursive: true), Some.Directory("d"), Some.Read("d/x"));
        Assert.Contains("step 3 (read 'd/x') is blocked: 'd/x' is not there", report.BlockingReason);
    }

    [Fact]
    public void What_is_written_into_a_directory_moves_and_is_copied_with_it()
    {
        var report = Succeeds(
            Some.Write("d/new", "n"), Some.Delete("d/x"), Some.Move("d", "e"), Some.Copy("e", "f"),
                Some.Read("f/new"));
        Assert.Equal(["f", "f/new", "f/y", "f/y/z"], report.Step(4).AffectedResources.AsEnumerable());
    }

    [Fact]
    public void An_object_that_is_moved_twice_is_still_the_one_on_disk()
    {
        var report = Succeeds(Some.Move("d", "e"), Some.Move("e/y", "y"), Some.Move("y/z", "z"),
            Some.Modify("z", "2", "3"));
        Assert.Equal(DryRuns.Sha("3"), report.Predicted("z").Sha256);
    }

    [Fact]
    public void Two_paths_can_change_places()
    {
        _tree.Put("b", "other");
        var report = Succeeds(Some.Move("a", "t"), Some.Move("b", "a"), Some.Move("t", "b"));
        Assert.Equal(DryRuns.Sha("other"), report.Predicted("a").Sha256);
        Assert.Equal(DryRuns.Sha("before"), report.Predicted("b").Sha256);
    }

    [Fact]
    public void A_mode_changed_by_the_plan_is_kept_by_the_next_write()
    {
        var report = Succeeds(Some.Chmod("a", "0600"), Some.Write("a", "new"));
        Assert.Equal("0600", report.Predicted("a").Mode);
    }

    [Fact]
    public void The_witness_has_what_was_there_before_any_step_and_proof_of_what_was_not()
    {
        var witness = Succeeds(Some.Write("a", "1"), Some.Read("a"), Some.Write("new", "1"),
            Some.Delete("d", recursive: true))
            .Witness.ToDictionary(entry => entry.Path);

        Assert.Equal(["a", "d", "new"], witness.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(DryRuns.Sha("before"), witness["a"].Fingerprint.Sha256);
        Assert.NotNull(witness["a"].Identity);
        Assert.Equal(Fingerprint.Absent, witness["new"].Fingerprint);
        Assert.Equal(3, witness["d"].Fingerprint.ManifestEntries);
        Assert.Equal(["x", "y", "y/z"], witness["d"].Manifest.Select(entry => entry.Path));
    }

    private DryRunExecutionReport Succeeds(params PlanStep[] steps)
    {
        var report = _tree.DryRun(steps);
        Assert.True(report.ExecutionFeasible, report.BlockingReason);
        return report;
    }
}
