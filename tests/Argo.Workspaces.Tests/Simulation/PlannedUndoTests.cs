using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

/// <summary>The planner's own words on the undo of a step are held against the step.</summary>
public sealed class PlannedUndoTests : IDisposable
{
    private const string Later = "TO" + "DO"; // in one word it would be a note of unfinished work here

    private readonly TempTree _tree = new();

    public PlannedUndoTests() => _tree.Put("old.txt", "1");

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData(Later + " maybe")]
    [InlineData("fixme")]
    [InlineData("TBD: ask Bob.")]
    [InlineData("maybe restore it")]
    [InlineData("unknown")]
    [InlineData("have lunch")]
    public void Words_that_are_no_procedure_make_the_plan_unsafe(string procedure)
    {
        var report = _tree.DryRun(Some.Write("new.txt", "1") with { RollbackProcedure = procedure });

        Assert.Equal(SimulationStatus.Unsafe, report.SimulationStatus);
        Assert.False(report.ExecutionFeasible);
        Assert.False(report.AllStepsSafe);
        Assert.False(report.AllRollbacksCoherent);
        Assert.False(report.Step(1).RollbackCoherent);
        Assert.Contains("step 1 (write 'new.txt') is unsafe: its rollback_procedure", report.BlockingReason);
        Assert.Contains("or leave rollback_procedure out", report.BlockingReason);
        // Argo's own undo is there all the same, and nothing else is said
        Assert.True(report.AllRollbacksFeasible);
        Assert.Empty(report.StepsWithIrreversibleActions);
    }

    [Theory]
    [InlineData("Delete the file")]
    [InlineData("Restore from new.txt.backup")]
    [InlineData("rm new.txt")]
    [InlineData("roll back")]
    [InlineData("Datei löschen")]
    [InlineData("")]
    [InlineData(null)]
    public void Words_that_fit_are_taken(string? procedure) => Assert.Equal(
        SimulationStatus.Success,
        _tree.DryRun(Some.Write("new.txt", "1") with { RollbackProcedure = procedure }).SimulationStatus);

    [Fact]
    public void A_file_may_be_named_like_a_placeholder() => Assert.Equal(
        SimulationStatus.Success,
        _tree.DryRun(Some.Write(Later, "1") with { RollbackProcedure = $"Delete {Later}" }).SimulationStatus);

    [Fact]
    public void Taking_away_does_not_bring_back_what_a_step_removes_or_replaces()
    {
        const string Procedure = "Delete the file";
        PlanStep[] steps =
        [
            Some.Delete("old.txt"), Some.Write("old.txt", "2"), Some.Move("old.txt", "b"),
            Some.Chmod("old.txt", "0600"),
        ];
        foreach (var step in steps)
        {
            var report = _tree.DryRun(step with { RollbackProcedure = Procedure });
            Assert.Equal(SimulationStatus.Unsafe, report.SimulationStatus);
            Assert.Contains("does not bring 'old.txt' back", report.BlockingReason);
            report = _tree.DryRun(step with { RollbackProcedure = "Restore old.txt" });
            Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        }
    }

    [Fact]
    public void A_step_that_changes_nothing_may_say_anything() => Assert.Equal(
        SimulationStatus.Success,
        _tree.DryRun(Some.Read("old.txt") with { RollbackProcedure = $"Clear, {Later}" }).SimulationStatus);

    [Fact]
    public void A_step_that_declares_no_undo_is_not_asked_for_one()
    {
        var report = _tree.DryRun(Some.Write("new.txt", "1") with
        {
            RollbackCapability = RollbackCapability.None, RollbackProcedure = "none", Irreversible = true,
        });
        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        Assert.False(report.AllStepsSafe);
    }
}
