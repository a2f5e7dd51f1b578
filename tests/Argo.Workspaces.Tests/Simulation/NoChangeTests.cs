using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

/// <summary>A step that asks for what is there already changes nothing, and is shown so.</summary>
public sealed class NoChangeTests : IDisposable
{
    private readonly TempTree _tree = new();

    public NoChangeTests()
    {
        _tree.Put("a.txt", "one\n");
        _tree.Put("b.txt", "one\n");
    }

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void The_same_bytes_and_mode_are_no_change()
    {
        var mode = Convert.ToString((int)File.GetUnixFileMode(Path.Combine(_tree.Root, "a.txt")), 8)
            .PadLeft(4, '0');
        PlanStep[] steps =
        [
            Some.Write("a.txt", "one\n"), Some.Write("a.txt", "one\n", mode), Some.Chmod("a.txt", mode),
            Some.Modify("a.txt", "one", "one"), Some.Copy("a.txt", "b.txt", overwrite: true),
        ];
        Assert.All(steps, step =>
        {
            var report = _tree.DryRun(step);
            var simulated = report.Step(1);
            Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
            Assert.Equal(("", SafetyLevel.Safe), (simulated.PredictedStateChange, simulated.RiskLevel));
            Assert.Empty(simulated.AffectedResources);
            Assert.Contains("is as the step wants it already", simulated.PreconditionDetails);
            Assert.Equal(("", 0), (report.Diff, report.TotalPredictedChanges));
            Assert.Contains("changes nothing", report.Summary);
        });
    }

    [Fact]
    public void Other_bytes_or_another_mode_are_a_change()
    {
        PlanStep[] steps =
        [
            Some.Write("a.txt", "two\n"), Some.Write("a.txt", "one\n", "0600"), Some.Chmod("a.txt", "0600"),
            Some.Write("new.txt", "one\n"),
        ];
        Assert.All(steps, step => Assert.NotEmpty(_tree.DryRun(step).Step(1).AffectedResources));
    }

    [Fact]
    public void What_an_earlier_step_made_so_is_no_change_for_a_later_one()
    {
        var report = _tree.DryRun(Some.Write("a.txt", "two\n"), Some.Write("a.txt", "two\n"));
        Assert.NotEmpty(report.Step(1).AffectedResources);
        Assert.Empty(report.Step(2).AffectedResources);
    }
}
