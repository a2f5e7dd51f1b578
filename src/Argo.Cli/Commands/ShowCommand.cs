using System.CommandLine;
using Argo.Artifacts;
using Argo.Cli.Input;
using Argo.Cli.Screens;
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

    public override async Task<Answer> RunAsync(Call call)
    {
        var subject = call.Get(_subject)!;
        if (subject == ArtifactFile.Standard || Path.Exists(subject))
            return await FileAsync(call, subject).ConfigureAwait(false);
        var archive = await call.OpenArchiveAsync().ConfigureAwait(false);
        if (await archive.FindAsync(subject, call.Stop).ConfigureAwait(false) is { } stored)
            return AnswerOf(stored);
        var document = await archive.FindDocumentAsync(subject, call.Stop).ConfigureAwait(false)
            ?? throw CliException.NotFound(
                $"There is no execution {Visible.Quote(subject)}, no report or plan with that id, and no "
                + "such file; 'argo list' shows the executions there are.");
        return await DocumentAsync(call, subject, document.Kind, document.Json).ConfigureAwait(false);
    }

    private async Task<Answer> FileAsync(Call call, string path)
    {
        var bytes = ArtifactFile.ReadBytes(call.World, path, "document");
        var kind = EvidenceFile.KindOf(bytes.Span) ?? throw CliException.BadInput(
            $"{ArtifactFile.NameOf(path)}: is no plan, report, approval, result, record or receipt of Argo.",
            "ID|FILE");
        try
        {
            return await DocumentAsync(call, path, kind, bytes).ConfigureAwait(false);
        }
        catch (ArtifactFormatException bad)
        {
            throw ArtifactFile.Bad(path, bad);
        }
    }

    private async Task<Answer> DocumentAsync(
        Call call, string subject, EvidenceKind kind, ReadOnlyMemory<byte> json)
    {
        switch (kind)
        {
            case EvidenceKind.Report:
                return await ReportAsync(call, subject, json).ConfigureAwait(false);
            case EvidenceKind.Result:
                var id = ArtifactJson.Read<ExecutionResultArtifact>(json).ExecutionId;
                return AnswerOf(await call.FindAsync(id).ConfigureAwait(false));
            default:
                return new Answer(
                    ExitCode.Done, DocumentScreen.Json(kind, json), DocumentScreen.Of(subject, kind, json));
        }
    }

    private async Task<Answer> ReportAsync(Call call, string subject, ReadOnlyMemory<byte> json)
    {
        var (report, opensNothing) = await Reports.VerifiedAsync(call, json).ConfigureAwait(false);
        var plan = await Reports.FindPlanAsync(call, report.PlanDigest).ConfigureAwait(false);
        return new Answer(ExitCode.Done, CliJson.Of(report), screen =>
        {
            SimulationScreen.Show(screen, plan, report, call.Get(_stat));
            if (opensNothing is not null)
                screen.Say($"It cannot be approved any more: {Visible.Line(opensNothing)}", Ink.Warning);
            else if (report.ExecutionFeasible)
                screen.Next($"argo approve {ShellWord.Of(subject)} -o approval.json");
        });
    }

    private static Answer AnswerOf(StoredExecution stored) => new(
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
