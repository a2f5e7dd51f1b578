using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Artifacts;
using Argo.Cli.Input;
using Argo.Cli.Screens;
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

    public override async Task<Answer> RunAsync(Call call)
    {
        var kind = call.Get(_kind) switch
        {
            "intent" => EvidenceKind.Intent,
            "transcription" => EvidenceKind.Transcription,
            var other => throw CliException.Usage(
                $"{Visible.Quote(other ?? "")} is not kept; there are: intent, transcription.", "KIND"),
        };
        var bytes = ArtifactFile.ReadBytes(call.World, call.Get(_file)!, Screens.Words.Of(kind));
        if (EvidenceFile.KindOf(bytes.Span) is { } found)
            throw WrongDocument.Of(call.Get(_file)!, found, Screens.Words.Of(kind));
        var digest = await KeepAsync(call, kind, bytes).ConfigureAwait(false);
        return new Answer(
            ExitCode.Done,
            new JsonObject { ["kind"] = Screens.Words.Snake(kind), ["digest"] = digest },
            screen => screen.Line($"Kept: sha256:{digest}", Ink.Good));
    }

    private async Task<string> KeepAsync(Call call, EvidenceKind kind, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return await call.OpenEvidence().KeepOriginAsync(kind, bytes, call.Stop).ConfigureAwait(false);
        }
        catch (ArgoException wrong) when (wrong.Fault is ArgoFault.InvalidInput)
        {
            throw CliException.BadInput(
                $"{ArtifactFile.NameOf(call.Get(_file)!)}: {wrong.Message}", "FILE", wrong);
        }
    }
}
