using System.CommandLine;
using Argo.Artifacts;
using Argo.Cli.Input;
using Argo.Cli.Screens;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo approve REPORT</c>: signs a named person's yes to one report.</summary>
internal sealed class ApproveCommand : ArgoCommand
{
    private readonly Argument<string> _report =
        new("REPORT") { Description = "The report of a dry run; '-' reads stdin." };
    private readonly Option<string?> _by = Shared.By();
    private readonly Option<string?> _output = Shared.Output("approval");
    private readonly Option<TimeSpan?> _expires = Shared.Expires();
    private readonly Option<int[]> _acknowledge = Shared.Acknowledge();

    public ApproveCommand()
        : base(
            "approve",
            "Signs a person's approval of a report: single use, and only for a while.",
            "argo approve report.json --by ann -o approval.json",
            "argo approve report.json --by ann --expires 2h -o approval.json",
            "argo approve report.json --acknowledge-irreversible 4 7   # steps without an undo, by number")
    {
        Add(_report);
        Add(_by);
        Add(_output);
        Add(_expires);
        Add(_acknowledge);
    }

    public override async Task<Answer> RunAsync(Call call)
    {
        var report = ArtifactFile.Read<DryRunExecutionReport>(call.World, call.Get(_report)!, "report");
        var host = await call.OpenClientAsync().ConfigureAwait(false);
        var approval = await host.ApproveAsync(
            new ApprovalOrder
            {
                Report = report,
                Approver = call.Get(_by) ?? Shared.ThisUser,
                Method = "command",
                Lifetime = call.Get(_expires),
                AcknowledgedIrreversibleSteps = [.. call.Get(_acknowledge) ?? []],
            },
            call.Stop).ConfigureAwait(false);
        var output = call.Get(_output);
        if (output is not (null or OutputFile.Standard))
            OutputFile.Write(output, ArtifactJson.WriteUtf8(approval, indented: true));
        return new Answer(
            ExitCode.Done, CliJson.Of(approval), screen => Show(screen, report, approval, output));
    }

    private static void Show(
        Screen screen, DryRunExecutionReport report, ApprovalArtifact approval, string? output)
    {
        if (output is null or OutputFile.Standard)
            screen.Line(ArtifactJson.Write(approval, indented: true));
        screen.Say(
            $"{Visible.Line(approval.Approver)} approves {Visible.Line(approval.ReportId)}, "
            + $"once, until {screen.Time(approval.ExpiresAt)}.",
            Ink.Good);
        foreach (var line in Visible.Lines(report.Summary))
            screen.Say(line);
        if (!report.ExecutionFeasible)
            screen.Say($"It cannot be executed all the same. {SimulationScreen.Sentence(report)}", Ink.Bad);
        var file = output is null or OutputFile.Standard ? "APPROVAL" : Simulation.Quoted(output);
        screen.Next($"argo execute PLAN --report REPORT --approval {file}");
    }
}
