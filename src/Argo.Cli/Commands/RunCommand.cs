using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo run PLAN</c>: simulates, shows, asks, executes.</summary>
internal sealed class RunCommand : ArgoCommand
{
    private readonly Argument<string> _plan = Shared.Plan();
    private readonly Option<bool> _yes = Shared.Yes();
    private readonly Option<bool> _stat = Shared.Stat();
    private readonly Option<string?> _by = Shared.By();
    private readonly Option<int[]> _acknowledge = Shared.Acknowledge();
    private readonly Option<string[]> _confirm = Shared.Confirm();

    public RunCommand()
        : base(
            "run",
            "Simulates a plan, shows it, asks, and executes it: wholly, or not at all.",
            "argo run plan.json                          # in the current directory",
            "argo run plan.json --workspace ~/project    # in another one",
            "argo run plan.json --yes --json             # from a script: the result as JSON")
    {
        Add(_plan);
        Add(_yes);
        Add(_stat);
        Add(_by);
        Add(_acknowledge);
        Add(_confirm);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var path = context.Get(_plan)!;
        var plan = Simulation.Read(context, path);
        var host = await context.StartHostAsync(recovers: false).ConfigureAwait(false);
        var workspace = await context.ResolveWorkspaceAsync(host, plan, refusesUnknown: true)
            .ConfigureAwait(false);
        var recovered = await RecoveryFirst.RunAsync(context, host, workspace).ConfigureAwait(false);
        var simulation = await Simulation.RunAsync(context, host, path, plan, workspace, willRun: true)
            .ConfigureAwait(false);
        if (!context.Screen.IsJson)
            SimulationScreen.Show(context.Screen, simulation.Plan, simulation.Report, context.Get(_stat));
        if (!simulation.Report.ExecutionFeasible)
            return Refusal.Of(simulation.Report, "Nothing ran");
        var consent = new Consent(
            context.Get(_yes), context.Get(_acknowledge) ?? [], context.Get(_confirm) ?? [])
        {
            Verb = "Execute",
            Otherwise = RecoveryFirst.Otherwise(recovered),
        };
        if (!await consent.AskAsync(context, simulation.Report).ConfigureAwait(false))
            return Refusal.Declined(consent.Otherwise);
        return await ExecuteAsync(context, host, simulation, consent).ConfigureAwait(false);
    }

    private async Task<CommandOutcome> ExecuteAsync(
        CommandContext context, IArgo host, Simulation simulation, Consent consent)
    {
        var approval = await host.ApproveAsync(
            new ApproveRequest
            {
                Report = simulation.Report,
                Approver = context.Get(_by) ?? Shared.ThisUser,
                Method = consent.Method,
                AcknowledgedIrreversibleSteps = consent.Acknowledged(simulation.Report),
                Confirmations = consent.Confirmed,
            },
            context.Stop).ConfigureAwait(false);
        return await Execution.RunAsync(
            context,
            host,
            new ExecuteRequest
            {
                Plan = simulation.Plan,
                Workspace = simulation.Workspace,
                Report = simulation.Report,
                Approval = approval,
            },
            isSimulated: true).ConfigureAwait(false);
    }
}
