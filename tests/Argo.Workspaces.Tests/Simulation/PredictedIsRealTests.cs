using System.Globalization;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Interpretation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;

namespace Argo.Workspaces.Tests.Simulation;

/// <summary>The promise of one interpreter: what the dry run predicts is what the disk becomes.</summary>
public sealed class PredictedIsRealTests
{
    private const int Rounds = 40;
    private const int StepsTried = 25;

    /// <summary>Set ARGO_SEED to the number in a failure's message to run that case again.</summary>
    [Fact]
    public void Random_plans_leave_what_was_predicted_and_their_undo_leaves_what_was_before()
    {
        var replay = Environment.GetEnvironmentVariable("ARGO_SEED");
        var first = replay is null ? Random.Shared.Next() : int.Parse(replay, CultureInfo.InvariantCulture);
        var changed = 0;
        for (var round = 0; round < (replay is null ? Rounds : 1); round++)
            changed += RunOne(first + round);
        Assert.True(changed > 0 || replay is not null, "no plan changed anything: the generator is wrong");
    }

    private static int RunOne(int seed)
    {
        using var tree = new TempTree("/dev/shm");
        var plans = new RandomPlans(new Random(seed));
        for (var count = 0; count < 8; count++)
            Grow(tree, plans);
        var plan = Feasible(tree, [.. Enumerable.Range(0, StepsTried).Select(_ => plans.Step())]);
        var (report, before) = (tree.DryRun(plan), tree.Capture());
        Assert.True(report.ExecutionFeasible, $"ARGO_SEED={seed}: {report.BlockingReason}");

        using var site = WorkspaceTransaction.Open(
            tree.Root, "test", $"execution-{seed}", new TransactionOptions());
        Stage(site, plan, report, seed);
        foreach (var step in report.StepsSimulated)
            Act(site, step, seed);
        foreach (var row in site.BuildUndoPlan().Rows.Reverse())
            Assert.True(site.Undo(row).Verdict == UndoVerdict.Undone, $"ARGO_SEED={seed}: {row}");
        Assert.True(before.Diff(tree.Capture()).IsEmpty, $"ARGO_SEED={seed}: the undo left a difference");
        return report.TotalPredictedChanges;
    }

    private static void Grow(TempTree tree, RandomPlans plans)
    {
        var path = plans.Path();
        var parents = path.Split('/').SkipLast(1)
            .Select((_, count) => string.Join('/', path.Split('/').Take(count + 1)));
        if (tree.Exists(path) || parents.Any(parent => File.Exists(tree.At(parent))))
            return;
        if (plans.Coin())
            tree.Put(path, plans.Text(), plans.Mode());
        else
            tree.Dir(path);
    }

    /// <summary>The steps that can be done where they stand.</summary>
    private static ExecutionPlanArtifact Feasible(TempTree tree, PlanStep[] steps)
    {
        var report = tree.DryRun(steps);
        var ids = report.StepsSimulated.Where(step => step.PreconditionStatus == PreconditionStatus.Met)
            .Select(step => step.StepId);
        return Some.Plan([.. ids.Select(id => steps[id - 1])]);
    }

    private static void Stage(
        WorkspaceTransaction site, ExecutionPlanArtifact plan, DryRunExecutionReport report,
        int seed)
    {
        var interpreter = new StagingInterpreter(site.Tree, report, new SimulatorOptions());
        foreach (var step in plan.Steps)
        {
            var staged = interpreter.Next(step);
            Assert.True(staged.Difference is null,
                $"ARGO_SEED={seed}: step {step.StepId}: {staged.Difference}");
            var made = site.Stage(step.StepId, staged.Interpretation.Changes);
            Assert.True(made.Error is null, $"ARGO_SEED={seed}: step {step.StepId}: {made.Error}");
        }
        site.Barrier();
        site.BuildUndoPlan();
    }

    private static void Act(WorkspaceTransaction site, SimulatedStep step, int seed)
    {
        var acted = site.Act(step.StepId);
        Assert.True(acted.Refusal is null, $"ARGO_SEED={seed}: step {step.StepId}: {acted.Refusal?.Message}");
        foreach (var (path, predicted) in step.PredictedAfter)
        {
            Assert.True(
                acted.Found[path] == predicted,
                $"ARGO_SEED={seed}: step {step.StepId} left '{path}' {acted.Found[path]}, not {predicted}");
        }
    }
}
