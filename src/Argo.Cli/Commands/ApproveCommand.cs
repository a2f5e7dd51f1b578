using System.CommandLine;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>
/// <c>argo approve REPORT</c>: shows one report, asks, and signs a named person's yes to it.
/// </summary>
internal sealed class ApproveCommand : ArgoCommand
{
    private readonly Argument<string> _report = Shared.Report();
    private readonly Option<bool> _yes = Shared.Yes();
    private readonly Option<bool> _stat = Shared.Stat();
    private readonly Option<string?> _by = Shared.By();
    private readonly Option<string?> _output = Shared.Output("approval");
    private readonly Option<bool> _force = Shared.Force();
    private readonly Option<TimeSpan?> _expires = Shared.Expires();
    private readonly Option<int[]> _acknowledge = Shared.Acknowledge();
    private readonly Option<string[]> _confirm = Shared.Confirm();

    public ApproveCommand()
        : base(
            "approve",
            "Shows a report, asks, and signs the approval: single use, and only for a while.",
            "argo approve report.json --by ann -o approval.json",
            "argo approve report.json --by ann --expires 2h -o approval.json",
            "argo approve report.json --yes --acknowledge-irreversible 4 7   # from a script: signs unasked")
    {
        Add(_report);
        Add(_yes);
        Add(_stat);
        Add(_by);
        Add(_output);
        Add(_force);
        Add(_expires);
        Add(_acknowledge);
        Add(_confirm);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var (path, output) = (context.Get(_report)!, context.Get(_output));
        OutputFile.Check(output, context.Get(_force));
        var report = await Reports.ReadAsync(context, path).ConfigureAwait(false);
        await ShowAsync(context, report, output).ConfigureAwait(false);
        if (!report.ExecutionFeasible)
            return Refusal.Of(report, "Nothing was signed");
        var consent = new Consent(
            context.Get(_yes), context.Get(_acknowledge) ?? [], context.Get(_confirm) ?? [])
        {
            Verb = "Approve",
            Otherwise = "nothing was signed",
        };
        if (!await consent.AskAsync(context, report).ConfigureAwait(false))
            return Refusal.Declined(consent.Otherwise);
        var approval = await SignAsync(context, report, consent).ConfigureAwait(false);
        if (!OutputFile.IsStandard(output))
            OutputFile.Write(output, ArtifactJson.WriteUtf8(approval, indented: true), context.Get(_force));
        return new CommandOutcome(
            ExitCode.Done,
            CliJson.Of(approval),
            screen => Show(screen, approval, output, PlanFile.ExecuteWords(report, path, output)));
    }

    /// <summary>The same as <c>argo run</c> shows; on stderr where stdout is for the approval.</summary>
    private async Task ShowAsync(CommandContext context, DryRunExecutionReport report, string? output)
    {
        if (context.Screen.IsJson)
            return;
        var plan = await Reports.FindPlanAsync(context, report.PlanDigest).ConfigureAwait(false);
        SimulationScreen.Show(
            OutputFile.IsStandard(output) ? context.Screen.Aside() : context.Screen, plan, report,
            context.Get(_stat));
    }

    private async Task<ApprovalArtifact> SignAsync(
        CommandContext context, DryRunExecutionReport report, Consent consent)
    {
        context.RequireStore(); // whoever has no store has simulated nothing
        var host = context.Open<IArgo>();
        return await host.ApproveAsync(
            new ApproveRequest
            {
                Report = report,
                Approver = context.Get(_by) ?? Shared.ThisUser,
                Method = consent.Method,
                Lifetime = context.Get(_expires),
                AcknowledgedIrreversibleSteps = consent.Acknowledged(report),
                Confirmations = consent.Confirmed,
            },
            context.Stop).ConfigureAwait(false);
    }

    private static void Show(Screen screen, ApprovalArtifact approval, string? output, string next)
    {
        if (OutputFile.IsStandard(output))
            screen.Verbatim(ArtifactJson.Write(approval, indented: true));
        screen.Say(
            $"Approved {Words.By(approval.Approver, approval.OsUser)}: {Visible.Line(approval.ReportId)}, "
            + $"once, until {screen.Time(approval.ExpiresAt)}.",
            TextStyle.Good);
        screen.Next(next);
    }
}
