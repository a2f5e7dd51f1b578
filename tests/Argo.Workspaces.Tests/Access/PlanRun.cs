using System.Globalization;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;

namespace Argo.Workspaces.Tests.Access;

/// <summary>A whole execution without its actors: staged, acted, verified, and undone when asked.</summary>
internal sealed class PlanRun : IDisposable
{
    private static int _count;
    private readonly ExecutionPlanArtifact _plan;
    private readonly PlanTransaction _site;

    private PlanRun(TempTree tree, ExecutionPlanArtifact plan, DryRunExecutionReport report)
    {
        _plan = plan;
        var number = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        _site = PlanTransaction.Open(new PlanTransactionRequest
        {
            ExecutionId = $"exec-{number}",
            Workspace = "test",
            WorkspaceRoot = tree.Root,
            Plan = plan,
            Report = report,
            Simulator = new SimulatorOptions(),
            Options = new TransactionOptions { BallastBytes = 4096 },
        });
    }

    public static PlanRun Open(TempTree tree, ExecutionPlanArtifact plan, DryRunExecutionReport report) =>
        new(tree, plan, report);

    /// <summary>Why it did not do all that was simulated; null when it did.</summary>
    public string? Failure()
    {
        _site.Snapshot();
        foreach (var step in _plan.Steps)
        {
            if (_site.Stage(step.StepId).Error is { } error)
                return $"step {step.StepId} was not staged: {error}";
        }
        _site.Flush();
        if (_site.VerifyWitness() is { IsEmpty: false } drift)
            return $"drift: {drift[0]}";
        _site.BuildUndoPlan();
        foreach (var step in _plan.Steps)
        {
            if (_site.Act(step.StepId) is { Success: false } failed)
                return $"step {step.StepId} failed: {failed.Error}";
        }
        _site.Flush();
        _site.Snapshot();
        return null;
    }

    /// <summary>Undoes everything; the first swap that could not be.</summary>
    public string? Undo()
    {
        var failed = _site.BuildUndoPlan().Rows.Reverse().Select(_site.Undo)
            .FirstOrDefault(outcome => outcome.Verdict is not UndoVerdict.Undone);
        return failed?.ToString();
    }

    public void Collect() => _site.Collect();

    public void Dispose() => _site.Dispose();
}
