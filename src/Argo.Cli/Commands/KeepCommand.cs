using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting.Evidence;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo keep KIND FILE</c>: puts what a plan came from into the chain of custody.</summary>
internal sealed class KeepCommand : ArgoCommand
{
    private readonly Argument<string> _kind = new("KIND") { Description = "intent or transcription." };

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A JSON object with an intent_id or a transcription_id; '-' reads stdin.",
    };

    public KeepCommand()
        : base(
            "keep",
            "Keeps the document of an intent or a transcription, so that receipts carry its digest.",
            "argo keep transcription transcription.json",
            "argo keep intent intent.json && argo run plan.json")
    {
        Add(_kind);
        Add(_file);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var kind = context.Get(_kind) switch
        {
            "intent" => EvidenceKind.Intent,
            "transcription" => EvidenceKind.Transcription,
            var other => throw CliException.Usage(
                $"{Visible.Quote(other ?? "")} is not kept; there are: intent, transcription.", "KIND"),
        };
        var bytes = ArtifactFile.ReadBytes(
            context.Environment, context.Get(_file)!, Word.Of(kind));
        if (EvidenceFile.KindOf(bytes.Span) is { } found)
            throw WrongDocument.Of(context.Get(_file)!, found, Word.Of(kind));
        var digest = await KeepAsync(context, kind, bytes).ConfigureAwait(false);
        return new CommandOutcome(
            ExitCode.Done,
            new JsonObject { ["kind"] = Word.Snake(kind), ["digest"] = digest },
            screen => screen.Line($"Kept: sha256:{digest}", TextStyle.Good));
    }

    private async Task<string> KeepAsync(
        CommandContext context, EvidenceKind kind, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return await context.Open<IArgoEvidence>().KeepOriginAsync(kind, bytes, context.Stop)
                .ConfigureAwait(false);
        }
        catch (ArgoException wrong) when (wrong.Fault is ArgoFault.InvalidInput)
        {
            throw CliException.BadInput(
                $"{ArtifactFile.NameOf(context.Get(_file)!)}: {wrong.Message}", "FILE", wrong);
        }
    }
}
