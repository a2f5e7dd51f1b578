using System.Globalization;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Tests.Simulation;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Access;

/// <summary>What a dry run calls SUCCESS for an ordinary user is done, and undone, by that user.</summary>
public sealed class OrdinaryUserTests : IDisposable
{
    private const int Rounds = 150;
    private const int StepsTried = 14;
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    /// <summary>Set ARGO_SEED to the number in a failure's message to run that case again.</summary>
    [RootFact]
    public void Random_plans_that_the_dry_run_accepts_are_done_and_undone_by_an_ordinary_user()
    {
        var replay = Environment.GetEnvironmentVariable("ARGO_SEED");
        var first = replay is null ? Random.Shared.Next() : int.Parse(replay, CultureInfo.InvariantCulture);
        var rounds = Environment.GetEnvironmentVariable("ARGO_SOAK") is null ? Rounds : 50 * Rounds;
        var (changed, failures) = (0, new List<string>());
        for (var round = 0; round < (replay is null ? rounds : 1); round++)
            changed += RunOne(first + round, failures);
        Assert.True(failures.Count == 0, $"{failures.Count} failed: {string.Join("\n\n", failures.Take(5))}");
        Assert.True(changed > 0 || replay is not null, "no plan changed anything: the generator is wrong");
    }

    private static int RunOne(int seed, List<string> failures)
    {
        using var tree = new TempTree("/dev/shm");
        var rights = new RandomRights(new Random(seed));
        rights.Grow(tree);
        var steps = Enumerable.Range(0, StepsTried).Select(_ => rights.Step()).ToArray();
        var before = tree.Capture();
        var (plan, report) = OtherUser.Do(() => Accepted(tree, steps));
        Assert.True(before.Diff(tree.Capture()).IsEmpty, $"ARGO_SEED={seed}: the dry run changed something");
        if (plan.Steps.IsEmpty)
            return 0;
        var failure = OtherUser.Do(() =>
        {
            using var run = PlanRun.Open(tree, plan, report);
            var failed = run.Failure() ?? run.Undo();
            run.Collect();
            return failed;
        });
        var left = before.Diff(tree.Capture());
        if (failure is not null || !left.IsEmpty)
            failures.Add($"ARGO_SEED={seed}: {failure}; left {string.Join(", ", left)}\n{report.Summary}");
        return report.TotalPredictedChanges;
    }

    private static (ExecutionPlanArtifact Plan, DryRunExecutionReport Report) Accepted(
        TempTree tree, PlanStep[] steps)
    {
        var first = tree.DryRun(steps);
        var met = first.StepsSimulated.Where(step => step.PreconditionStatus == PreconditionStatus.Met);
        var plan = Some.Plan([.. met.Select(step => steps[step.StepId - 1])]);
        var report = tree.DryRun(plan);
        return report.ExecutionFeasible ? (plan, report) : (Some.Plan(), report);
    }
}
