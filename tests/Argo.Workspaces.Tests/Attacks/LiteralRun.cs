using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Transactions;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>A plan that nothing is wrong with, done as far as it goes, and undone.</summary>
internal sealed class LiteralRun(AttackedTree tree, ExecutionPlanArtifact plan, DryRunExecutionReport report)
{
    /// <summary>What a call answers.</summary>
    public Func<string, Errno>? Failpoint { get; init; }

    /// <summary>Looks at the tree once everything is done.</summary>
    public Action Look { get; init; } = () => { };

    /// <summary>What was refused, or could not be undone, in words.</summary>
    public IEnumerable<string> Play()
    {
        using var site = PlanTransaction.Open(new PlanTransactionRequest
        {
            ExecutionId = "exec-literal",
            Workspace = "ws",
            WorkspaceRoot = tree.Root,
            Plan = plan,
            Report = report,
            Simulator = new SimulatorOptions(),
            Options = new TransactionOptions { BallastBytes = 0, Failpoint = Failpoint },
        });
        List<string> said = [.. plan.Steps.Select(step => site.Stage(step.StepId).Error).OfType<string>()];
        if (said.Count == 0)
        {
            var undo = site.BuildUndoPlan();
            said.AddRange(plan.Steps.Select(step => site.Act(step.StepId).Error).OfType<string>().Take(1));
            Look();
            said.AddRange(undo.Rows.Reverse().Select(site.Undo)
                .Where(undone => undone.Verdict is UndoVerdict.Conflict or UndoVerdict.Failed)
                .Select(undone => $"not undone: {undone.Detail}"));
        }
        site.Collect();
        return said;
    }
}
