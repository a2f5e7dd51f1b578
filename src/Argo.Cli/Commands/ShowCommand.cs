using System.CommandLine;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Results;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting.Evidence;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo show ID|FILE</c>: an execution's result, a report, a plan: whatever has an id.</summary>
internal sealed class ShowCommand : ArgoCommand
{
    private readonly Argument<string> _subject = Shared.NotEmpty(new Argument<string>("ID|FILE")
    {
        Description = "An execution, report, plan or other document: its id, the beginning of it, or a file; "
            + "'-' reads stdin.",
    });

    private readonly Option<bool> _stat = Shared.Stat();

    public ShowCommand()
        : base(
            "show",
            "Shows how an execution ended, or what a report, a plan or another document says.",
            "argo show exec-0193",
            "argo show report.json    # as 'argo run' and 'argo approve' show it",
            "argo show plan.json",
            "argo show deploy-42 --json")
    {
        Add(_subject);
        Add(_stat);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var subject = context.Get(_subject)!;
        if (subject == ArtifactFile.Standard || Path.Exists(subject))
            return await FileAsync(context, subject).ConfigureAwait(false);
        var archive = context.OpenStored<IArgoArchive>();
        if (await archive.FindAsync(subject, context.Stop).ConfigureAwait(false) is { } stored)
            return AnswerOf(stored);
        var document = await archive.FindDocumentAsync(subject, context.Stop).ConfigureAwait(false)
            ?? throw CliException.NotFound(
                $"There is no execution {Visible.Quote(subject)}, no report or plan with that id, and no "
                + "such file; 'argo list' shows the executions there are.");
        return await DocumentAsync(context, subject, document.Kind, document.Json).ConfigureAwait(false);
    }

    private async Task<CommandOutcome> FileAsync(CommandContext context, string path)
    {
        var bytes = ArtifactFile.ReadBytes(context.Environment, path, "document");
        var kind = EvidenceFile.KindOf(bytes.Span) ?? throw CliException.BadInput(
            $"{ArtifactFile.NameOf(path)}: is no plan, report, approval, result, record or receipt of Argo.",
            "ID|FILE");
        try
        {
            return await DocumentAsync(context, path, kind, bytes).ConfigureAwait(false);
        }
        catch (ArtifactFormatException bad)
        {
            throw ArtifactFile.Bad(path, bad);
        }
    }

    private async Task<CommandOutcome> DocumentAsync(
        CommandContext context, string subject, EvidenceKind kind, ReadOnlyMemory<byte> json)
    {
        switch (kind)
        {
            case EvidenceKind.Report:
                return await ReportAsync(context, subject, json).ConfigureAwait(false);
            case EvidenceKind.Result:
                var id = ArtifactJson.Read<ExecutionResultArtifact>(json).ExecutionId;
                return AnswerOf(await context.FindAsync(id).ConfigureAwait(false));
            case EvidenceKind.Plan or EvidenceKind.Intent or EvidenceKind.Transcription:
                return new CommandOutcome( // it says what was wished for, which nothing can prove
                    ExitCode.Done, DocumentScreen.Json(kind, json), DocumentScreen.Of(subject, kind, json));
            default:
                return await EvidenceAsync(context, subject, kind, json).ConfigureAwait(false);
        }
    }

    /// <summary>The execution that has used an approval; null when this store knows of none.</summary>
    private static async Task<string?> UseOfAsync(CommandContext context, ReadOnlyMemory<byte> json)
    {
        var id = ArtifactJson.Read<ApprovalArtifact>(json).ApprovalId;
        if (!context.HasStore())
            return null; // a file can be looked at anywhere
        return await context.OpenStored<IArgoArchive>().FindApprovalUserAsync(id, context.Stop)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// What says that something was done or allowed is shown with what could be verified of it, and what not.
    /// </summary>
    private static async Task<CommandOutcome> EvidenceAsync(
        CommandContext context, string subject, EvidenceKind kind, ReadOnlyMemory<byte> json)
    {
        var show = DocumentScreen.Of(subject, kind, json);
        var used = kind is EvidenceKind.Approval ? await UseOfAsync(context, json).ConfigureAwait(false)
            : null;
        var verdict = await context.Open<IArgoEvidence>().VerifyFileAsync(json, cancellation: context.Stop)
            .ConfigureAwait(false);
        if (context.Screen.IsJson && EvidenceScreen.Doubt(verdict) is { } doubt)
            context.Screen.Warn(doubt);
        return new CommandOutcome(
            verdict.IsIntact ? ExitCode.Done : ExitCode.EvidenceBroken,
            DocumentScreen.Json(kind, json),
            screen =>
            {
                EvidenceScreen.ShowAround(screen, ArtifactFile.NameOf(subject), verdict, show);
                if (used is not null)
                    screen.Line($"used      by {Visible.Line(used)}: it serves no more", TextStyle.Warning);
            });
    }

    private async Task<CommandOutcome> ReportAsync(
        CommandContext context, string subject, ReadOnlyMemory<byte> json)
    {
        var (report, opensNothing) = await Reports.VerifiedAsync(context, json).ConfigureAwait(false);
        var plan = await Reports.FindPlanAsync(context, report.PlanDigest).ConfigureAwait(false);
        return new CommandOutcome(ExitCode.Done, CliJson.Of(report), screen =>
        {
            SimulationScreen.Show(screen, plan, report, context.Get(_stat));
            if (opensNothing is not null)
                screen.Say(
                    $"It cannot be approved any more: {Visible.Line(opensNothing)}", TextStyle.Warning);
            else if (report.ExecutionFeasible)
                screen.Next($"argo approve {ShellQuoting.Of(subject)} -o approval.json");
        });
    }

    private static CommandOutcome AnswerOf(StoredExecution stored) => new(
        ExitCode.Done,
        ExecutionJson.Of(stored),
        screen =>
        {
            EndScreen.ShowWhole(screen, stored);
            screen.Next(Hints(stored.Entry));
        });

    private static IEnumerable<string> Hints(ExecutionEntry entry)
    {
        if (entry.State is ExecutionState.Parked or ExecutionState.Halted or ExecutionState.Running)
            yield return $"argo recover {entry.ExecutionId}   # undoes what is left, once no process runs it";
        yield return $"argo record {entry.ExecutionId}";
        yield return $"argo verify {entry.ExecutionId}";
    }
}
