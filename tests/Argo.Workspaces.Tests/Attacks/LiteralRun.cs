using Argo.Artifacts;
using Argo.Workspaces.Execution;
using Argo.Workspaces.Handles;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Staging;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>A plan that nothing is wrong with, done as far as it goes, and undone.</summary>
internal sealed class LiteralRun(Field field, ExecutionPlanArtifact plan, DryRunExecutionReport report)
{
    /// <summary>What a call answers.</summary>
    public Func<string, Errno>? Failpoint { get; init; }

    /// <summary>Looks at the tree once everything is done.</summary>
    public Action Look { get; init; } = () => { };

    /// <summary>What was refused, or could not be undone, in words.</summary>
    public IEnumerable<string> Play()
    {
        using var site = PlanSite.Open(new SiteOrder
        {
            ExecutionId = "exec-literal",
            Workspace = "ws",
            WorkspaceRoot = field.Root,
            Plan = plan,
            Report = report,
            Simulator = new SimulatorOptions(),
            Options = new SiteOptions { BallastBytes = 0, Failpoint = Failpoint },
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
