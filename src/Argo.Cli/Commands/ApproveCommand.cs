using System.CommandLine;
using Argo.Artifacts;
using Argo.Cli.Input;
using Argo.Cli.Screens;
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

    public override async Task<Answer> RunAsync(Call call)
    {
        var (path, output) = (call.Get(_report)!, call.Get(_output));
        OutputFile.Check(output, call.Get(_force));
        var report = await Reports.ReadAsync(call, path).ConfigureAwait(false);
        await ShowAsync(call, report, output).ConfigureAwait(false);
        if (!report.ExecutionFeasible)
            return Refusal.Of(report, "Nothing was signed");
        var consent = new Consent(
            call.Get(_yes), call.Get(_acknowledge) ?? [], call.Get(_confirm) ?? [])
        {
            Verb = "Approve",
            Otherwise = "nothing was signed",
        };
        if (!await consent.AskAsync(call, report).ConfigureAwait(false))
            return Refusal.Declined(consent.Otherwise);
        var approval = await SignAsync(call, report, consent).ConfigureAwait(false);
        if (!OutputFile.IsStandard(output))
            OutputFile.Write(output, ArtifactJson.WriteUtf8(approval, indented: true), call.Get(_force));
        return new Answer(
            ExitCode.Done,
            CliJson.Of(approval),
            screen => Show(screen, approval, output, PlanFile.ExecuteWords(report, path, output)));
    }

    /// <summary>The same as <c>argo run</c> shows; on stderr where stdout is for the approval.</summary>
    private async Task ShowAsync(Call call, DryRunExecutionReport report, string? output)
    {
        if (call.Screen.IsJson)
            return;
        var plan = await Reports.FindPlanAsync(call, report.PlanDigest).ConfigureAwait(false);
        SimulationScreen.Show(
            OutputFile.IsStandard(output) ? call.Screen.Aside() : call.Screen, plan, report, call.Get(_stat));
    }

    private async Task<ApprovalArtifact> SignAsync(Call call, DryRunExecutionReport report, Consent consent)
    {
        call.RequireStore(); // whoever has no store has simulated nothing
        var host = await call.OpenClientAsync().ConfigureAwait(false);
        return await host.ApproveAsync(
            new ApprovalOrder
            {
                Report = report,
                Approver = call.Get(_by) ?? Shared.ThisUser,
                Method = consent.Method,
                Lifetime = call.Get(_expires),
                AcknowledgedIrreversibleSteps = consent.Acknowledged(report),
                Confirmations = consent.Confirmed,
            },
            call.Stop).ConfigureAwait(false);
    }

    private static void Show(Screen screen, ApprovalArtifact approval, string? output, string next)
    {
        if (OutputFile.IsStandard(output))
            screen.Line(ArtifactJson.Write(approval, indented: true));
        screen.Say(
            $"Approved {Words.By(approval.Approver, approval.OsUser)}: {Visible.Line(approval.ReportId)}, "
            + $"once, until {screen.Time(approval.ExpiresAt)}.",
            Ink.Good);
        screen.Next(next);
    }
}
