using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>A plan that was read and simulated.</summary>
/// <param name="Path">The plan as typed.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Workspace">Where.</param>
/// <param name="Report">What was found.</param>
internal sealed record Simulation(
    string Path,
    ExecutionPlanArtifact Plan,
    WorkspaceRef Workspace,
    DryRunExecutionReport Report)
{
    /// <exception cref="CliException">The plan asks for an action that Argo does not know.</exception>
    public static async Task<Simulation> RunAsync(
        CommandContext context, IArgo argo, string path, ExecutionPlanArtifact plan, WorkspaceRef workspace,
        bool willRun = false)
    {
        await UnsettledExecutions.CheckAsync(context, plan, workspace, willRun).ConfigureAwait(false);
        var request = new DryRunRequest(plan, workspace, ArtifactFile.DirectoryOf(path));
        using var wait = new WaitIndicator(
            context.Screen, context.Environment.Time, $"simulating {Words.Count(plan.Steps.Length, "step")}");
        var report = await argo.DryRunAsync(request, context.Stop).ConfigureAwait(false);
        RefuseUnknownActions(path, plan, report);
        return new Simulation(path, plan, workspace, report);
    }

    public static ExecutionPlanArtifact Read(CommandContext context, string path) =>
        ArtifactFile.Read<ExecutionPlanArtifact>(context.Environment, path, "plan");

    /// <summary>What to type to do something with this plan.</summary>
    public string Command(string verb) => $"argo {verb} {ShellQuoting.Of(Path)}";

    private static void RefuseUnknownActions(
        string path, ExecutionPlanArtifact plan, DryRunExecutionReport report)
    {
        for (var index = 0; index < plan.Steps.Length; index++)
        {
            if (VerbCatalog.BuiltIn.Knows(plan.Steps[index].ActionType))
                continue;
            var reason = report.StepsSimulated.ElementAtOrDefault(index)?.SimulationBlockedReason
                ?? $"{Visible.Quote(plan.Steps[index].ActionType.Name)} is no action that Argo knows";
            throw new CliException(
                ExitCode.Usage,
                "unknown_action",
                $"{Visible.Line(path)}: steps[{index}].action_type: {reason.TrimEnd('.')}.",
                $"steps[{index}].action_type");
        }
    }
}
