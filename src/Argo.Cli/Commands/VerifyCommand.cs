using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Artifacts;
using Argo.Cli.Input;
using Argo.Cli.Screens;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>
/// <c>argo verify ID|FILE</c>: recomputes every hash from the bytes; names the first link that is broken.
/// </summary>
internal sealed class VerifyCommand : ArgoCommand
{
    private readonly Argument<string> _subject = new("ID|FILE")
    {
        Description = "An execution of this store, or an exported record; '-' reads one from stdin.",
    };

    public VerifyCommand()
        : base(
            "verify",
            "Checks a record: recomputes every hash from the bytes and names the first broken link.",
            "argo verify exec-0193",
            "argo verify record.json      # offline: no store is needed",
            "argo record exec-0193 --json | argo verify -") =>
        Add(_subject);

    public override async Task<Answer> RunAsync(Call call)
    {
        var subject = call.Get(_subject)!;
        return subject == "-" || Path.Exists(subject)
            ? AnswerOf(subject, RecordVerifier.Verify(ArtifactFile.ReadBytes(call.World, subject, "record")))
            : await VerifyStoredAsync(call, subject).ConfigureAwait(false);
    }

    private static async Task<Answer> VerifyStoredAsync(Call call, string id)
    {
        StoredExecution stored;
        try
        {
            stored = await call.FindAsync(id).ConfigureAwait(false);
        }
        catch (ArtifactFormatException altered)
        {
            return Broken(id, altered);
        }

        if (stored is not { RecordBytes: { } bytes, Entry.RecordDigest: { } digest })
            throw RecordCommand.NoRecordYet(stored.Entry);
        var verdict = RecordVerifier.Verify(bytes);
        return AnswerOf(
            stored.Entry.ExecutionId, verdict.IsIntact ? AsStored(verdict, stored.Record!, digest) : verdict);
    }

    /// <summary>
    /// A record whose hashes were all recomputed is found by the digest that the store kept beside it.
    /// </summary>
    private static RecordVerdict AsStored(RecordVerdict verdict, ExecutionRecord record, string digest) =>
        record.ExecutionHash == digest ? verdict : verdict with
        {
            Broken = new BrokenLink(
                "execution_hash",
                null,
                digest,
                record.ExecutionHash,
                "The record is whole in itself, but it is not the one that was stored: "
                + $"its hash was {digest} then and is {record.ExecutionHash} now."),
        };

    private static Answer Broken(string subject, ArtifactFormatException altered) => AnswerOf(
        subject,
        new RecordVerdict(
            0,
            new BrokenLink(
                altered.Path,
                null,
                "a record",
                "something else",
                $"What is stored cannot be read any more: {altered.Message}")));

    private static Answer AnswerOf(string subject, RecordVerdict verdict) => new(
        verdict.IsIntact ? ExitCode.Done : ExitCode.EvidenceBroken,
        new JsonObject
        {
            ["subject"] = subject,
            ["intact"] = verdict.IsIntact,
            ["events_intact"] = verdict.EventsIntact,
            ["broken_link"] = verdict.Broken is { } broken ? DocumentOf(broken) : null,
        },
        screen => Show(screen, subject, verdict));

    private static JsonObject DocumentOf(BrokenLink broken) => new()
    {
        ["path"] = broken.Path,
        ["event_index"] = broken.EventIndex,
        ["expected"] = broken.Expected,
        ["found"] = broken.Found,
        ["explanation"] = broken.Explanation,
    };

    private static void Show(Screen screen, string subject, RecordVerdict verdict)
    {
        if (verdict.Broken is not { } broken)
        {
            screen.Line(
                $"Intact: {Visible.Line(subject)}: "
                + $"{Screens.Words.Count(verdict.EventsIntact, "event")} linked, and the whole hash holds.",
                Ink.Good);
            return;
        }

        screen.Line($"BROKEN: {Visible.Line(subject)}: {Visible.Line(broken.Path)}", Ink.Bad);
        screen.Line(Visible.Line(broken.Explanation));
        screen.Line($"Events that are linked as they should be: {verdict.EventsIntact}.");
    }
}
