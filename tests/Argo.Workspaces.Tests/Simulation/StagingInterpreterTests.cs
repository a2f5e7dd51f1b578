using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class StagingInterpreterTests : IDisposable
{
    private readonly TempTree _tree = new TempTree().Put("a", "before").Put("d/x", "1");
    private readonly ContentStore _store;

    public StagingInterpreterTests() => _store = new ContentStore(_tree.Outside("content"));

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void On_the_same_world_every_step_is_what_was_approved()
    {
        var plan = Some.Plan(
            Some.Read("a"), Some.Write("n/m/file", "1", parents: true), Some.Modify("a", "before", "after"),
            Some.Copy("d", "e"), Some.Delete("d", recursive: true), Some.Move("a", "b"),
                Some.Chmod("b", "0600"));
        var staged = Stage(plan, _tree.DryRun(plan));

        Assert.All(staged, step => Assert.Null(step.Difference));
        Assert.Equal(["PutFile", "MakeDirectory"],
            staged[1].Interpretation.Changes.Select(change => change.GetType().Name).Distinct().Reverse());
        Assert.Equal(["n", "n/m", "n/m/file"],
            staged[1].Interpretation.Changes.Select(change => change.Path));
        Assert.Equal(["a"], staged[0].Interpretation.Reads.AsEnumerable());
        Assert.Equal(DryRuns.Sha("before"), staged[0].Interpretation.Before["a"].Sha256);
    }

    [Fact]
    public void The_bytes_to_stage_are_those_that_were_predicted()
    {
        var plan = Some.Plan(Some.Write("a", "+", "a"), Some.Modify("a", "before+", "after"),
            Some.Copy("a", "copy"));
        var report = _tree.DryRun(plan);
        using var disk = ConfinedRoot.Open(_tree.Root);
        var interpreter = new StagingInterpreter(disk, report, new());
        foreach (var step in plan.Steps)
        {
            var put = Assert.IsType<Change.PutFile>(
                Assert.Single(interpreter.Next(step).Interpretation.Changes));
            using var bytes = new MemoryStream();
            using (var stream = put.Content.OpenRead())
                stream.CopyTo(bytes);
            Assert.Equal(report.Step(step.StepId).PredictedAfter[put.Path].Sha256, Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(bytes.ToArray())));
            Assert.Equal(put.Content.Length, bytes.Length);
        }
    }

    [Fact]
    public void A_world_that_gives_another_result_is_told()
    {
        var plan = Some.Plan(Some.Write("a", "+", "a"));
        var report = _tree.DryRun(plan);
        _tree.Put("a", "other");

        var difference = Assert.Single(Stage(plan, report)).Difference;
        Assert.Contains("'a' would become a file of 6 bytes", difference);
        Assert.Contains("approved was a file of 7 bytes", difference);
    }

    [Fact]
    public void A_precondition_that_no_longer_holds_is_told()
    {
        var plan = Some.Plan(Some.Read("a"));
        var report = _tree.DryRun(plan);
        File.Delete(_tree.At("a"));

        Assert.Equal("its precondition no longer holds: 'a' is not there",
            Assert.Single(Stage(plan, report)).Difference);
    }

    [Fact]
    public void A_mode_that_the_plan_leaves_open_is_the_approved_one_whatever_the_umask_is_now()
    {
        var plan = Some.Plan(Some.Write("new", "1"));
        var report = _tree.DryRun(plan);
        var step = report.StepsSimulated[0];
        var other = report with
        {
            StepsSimulated = [step with { PredictedAfter = step.PredictedAfter.SetItem("new",
                step.PredictedAfter["new"] with { Mode = "0640" }) }],
        };

        var staged = Assert.Single(Stage(plan, other));
        Assert.Null(staged.Difference);
        Assert.Equal(Octal.Parse("0640"), ((Change.PutFile)staged.Interpretation.Changes[0]).Mode);
    }

    [Fact]
    public void Content_from_is_what_was_pinned_whatever_the_file_is_now()
    {
        File.WriteAllText(_tree.Outside("asset"), "pinned");
        var plan = Some.Plan(Some.Step(ActionType.Write, "copy", new() { ContentFrom = "asset" }));
        var report = _tree.DryRun(plan, new() { Contents = _store }, _tree.Outside("."));
        File.WriteAllText(_tree.Outside("asset"), "changed");

        var staged = Assert.Single(Stage(plan, report));
        Assert.Null(staged.Difference);
        Assert.Equal(DryRuns.Sha("pinned"),
            ((Change.PutFile)staged.Interpretation.Changes[0]).Content.Sha256);
    }

    [Fact]
    public void A_step_that_the_report_does_not_have_is_refused()
    {
        using var disk = ConfinedRoot.Open(_tree.Root);
        var interpreter = new StagingInterpreter(disk, _tree.DryRun(Some.Read("a")), new());
        Assert.Throws<ArgumentException>(() => interpreter.Next(Some.Read("a") with { StepId = 7 }));
    }

    private List<StagedInterpretation> Stage(ExecutionPlanArtifact plan, DryRunExecutionReport report)
    {
        using var disk = ConfinedRoot.Open(_tree.Root);
        var interpreter = new StagingInterpreter(disk, report, new() { Contents = _store });
        return [.. plan.Steps.Select(interpreter.Next)];
    }
}
