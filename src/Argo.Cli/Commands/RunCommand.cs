using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Cli.Screens;
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

    public override async Task<Answer> RunAsync(Call call)
    {
        var path = call.Get(_plan)!;
        var plan = Simulation.Read(call, path);
        var host = await call.StartHostAsync().ConfigureAwait(false);
        await RecoverFirstAsync(call, host).ConfigureAwait(false);
        var simulation = await Simulation.RunAsync(call, host, path, plan, willRun: true)
            .ConfigureAwait(false);
        if (!call.Screen.IsJson)
            SimulationScreen.Show(call.Screen, simulation.Plan, simulation.Report, call.Get(_stat));
        if (!simulation.Report.ExecutionFeasible)
            return Refusal.Of(simulation.Report, "Nothing ran");
        var consent = new Consent(
            call.Get(_yes), call.Get(_acknowledge) ?? [], call.Get(_confirm) ?? [])
        {
            Verb = "Execute",
            Otherwise = "nothing was changed",
        };
        if (!await consent.AskAsync(call, simulation.Report).ConfigureAwait(false))
            return Refusal.Declined(consent.Otherwise);
        return await ExecuteAsync(call, host, simulation, consent).ConfigureAwait(false);
    }

    /// <summary>What a dead process left is undone before the simulation looks at the tree.</summary>
    private static async Task RecoverFirstAsync(Call call, IArgo host)
    {
        using var safe = call.Interruption.HoldUntilSafe();
        var recovered = await host.RecoverAsync(null, CancellationToken.None).ConfigureAwait(false);
        foreach (var end in recovered.Ends)
            call.Screen.Say(
                $"Recovered first: {end.ExecutionId}: {Screens.Words.Of(end.State)}.", Ink.Warning);
        foreach (var failure in recovered.Failures)
            call.Screen.Say($"Not recovered: {failure.ExecutionId}: {Visible.Line(failure.Reason)}", Ink.Bad);
    }

    private async Task<Answer> ExecuteAsync(Call call, IArgo host, Simulation simulation, Consent consent)
    {
        var approval = await host.ApproveAsync(
            new ApprovalOrder
            {
                Report = simulation.Report,
                Approver = call.Get(_by) ?? Shared.ThisUser,
                Method = consent.Method,
                AcknowledgedIrreversibleSteps = consent.Acknowledged(simulation.Report),
                Confirmations = consent.Confirmed,
            },
            call.Stop).ConfigureAwait(false);
        return await Execution.RunAsync(
            call,
            host,
            new ExecutionOrder
            {
                Plan = simulation.Plan,
                Workspace = simulation.Workspace,
                Report = simulation.Report,
                Approval = approval,
            },
            simulation.Took).ConfigureAwait(false);
    }
}
