using System.CommandLine;
using Argo.Actors;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Cli.Input;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>
/// <c>argo execute PLAN</c>: runs what was approved. Without a report or an approval a gate refuses.
/// </summary>
internal sealed class ExecuteCommand : ArgoCommand
{
    private readonly Argument<string> _plan = Shared.Plan();
    private readonly Option<string?> _report =
        new("--report") { Description = "The report of its dry run.", HelpName = "REPORT" };
    private readonly Option<string?> _approval =
        new("--approval") { Description = "A person's approval of that report.", HelpName = "APPROVAL" };
    private readonly Option<string?> _id = new("--execution-id")
    {
        Description = "The id to run under; one that is known gives the end it had, and runs nothing.",
        HelpName = "ID",
    };

    public ExecuteCommand()
        : base(
            "execute",
            "Executes an approved plan: wholly, or not at all.",
            "argo execute plan.json --report report.json --approval approval.json",
            "argo execute plan.json --report report.json --approval approval.json --execution-id deploy-42",
            "argo execute plan.json --report report.json   # without an approval: see the gate refuse")
    {
        Add(_plan);
        Add(_report);
        Add(_approval);
        Add(_id);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var plan = ArtifactFile.Read<ExecutionPlanArtifact>(context.Environment, context.Get(_plan)!, "plan");
        var report = Read<DryRunExecutionReport>(context, _report, "report");
        var approval = Read<ApprovalArtifact>(context, _approval, "approval");
        var id = IdOf(context.Get(_id));
        var host = await context.StartHostAsync(recovers: false).ConfigureAwait(false);
        var workspace = await context.ResolveWorkspaceAsync(host, plan).ConfigureAwait(false);
        await RecoveryFirst.RunAsync(context, host, workspace).ConfigureAwait(false);
        return await Execution.RunAsync(
            context,
            host,
            new ExecuteRequest
            {
                Plan = plan,
                Workspace = workspace,
                Report = report,
                Approval = approval,
                ExecutionId = id,
            })
            .ConfigureAwait(false);
    }

    private static T? Read<T>(CommandContext context, Option<string?> option, string noun)
        where T : class =>
        context.Get(option) is { } path ? ArtifactFile.Read<T>(context.Environment, path, noun) : null;

    private static ExecutionId? IdOf(string? given)
    {
        if (given is null)
            return null;
        return ExecutionId.WhyNot(given) is { } reason
            ? throw CliException.Usage(
                $"{reason.Replace("execution_id", "--execution-id", StringComparison.Ordinal)}.",
                "--execution-id")
            : new ExecutionId(given);
    }
}
