using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class PythonPlanTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly ExecutionPlanArtifact _plan =
        PlanReader.Read(File.ReadAllBytes("Fixtures/python-plan-1.2.0-write.json"));

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Without_the_file_the_backup_is_a_verified_no_op()
    {
        var report = _tree.DryRun(_plan);

        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        Assert.Empty(report.Step(2).AffectedResources);
        Assert.Contains("there is nothing to back up", report.Step(2).PreconditionDetails);
        Assert.Equal(DryRuns.Sha("test data"), report.Predicted("test_output.txt").Sha256);
        Assert.Equal(1, report.TotalPredictedChanges);
    }

    [Fact]
    public void With_the_file_it_is_copied_before_it_is_replaced()
    {
        _tree.Put("test_output.txt", "mine", "0600");
        var report = _tree.DryRun(_plan);

        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        Assert.Equal(DryRuns.Sha("mine"), report.Predicted("test_output.txt.backup").Sha256);
        Assert.Equal("0600", report.Predicted("test_output.txt.backup").Mode);
        Assert.Equal(DryRuns.Sha("test data"), report.Predicted("test_output.txt").Sha256);
    }

    [Fact]
    public void An_older_backup_is_never_replaced()
    {
        _tree.Put("test_output.txt", "mine").Put("test_output.txt.backup", "older");
        Assert.Contains("move or delete the older backup first", _tree.DryRun(_plan).BlockingReason);
    }
}
