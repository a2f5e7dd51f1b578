using System.Text.Json;
using System.Text.Json.Nodes;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using Argo.Hosting.Adapters;
using Argo.Storage.Repositories;
using static Argo.Hosting.Evidence.ArtifactCheck;

namespace Argo.Hosting.Evidence;

/// <summary>Judges one end of an execution: result, record, receipt, and its place in the log.</summary>
internal static class EndVerifier
{
    /// <summary>An end that was logged.</summary>
    public static IEnumerable<CustodyNode> Logged(ExecutionEvidence evidence, EndEvidence end, bool isLast)
    {
        if (end.Said is { } said)
        {
            yield return Result(evidence, said.ResultDigest, end);
            yield return Record(evidence, said.RecordHash, end);
        }

        yield return ReceiptOf(evidence, end, isLast);
        yield return PlaceOf(evidence, end);
    }

    /// <summary>Result and record as the index has them.</summary>
    public static IEnumerable<CustodyNode> Indexed(ExecutionEvidence evidence)
    {
        if (evidence is not { Indexed: { } end,
            Entry: { ResultDigest: { } result, RecordDigest: { } record } })
            yield break;
        yield return Result(evidence, result, end);
        yield return Record(evidence, record, end);
    }

    /// <summary>An end before the log was kept has no receipt; any later one must.</summary>
    public static IEnumerable<CustodyNode> WithoutReceipt(ExecutionEvidence evidence)
    {
        var node = new CustodyNode { Kind = EvidenceKind.Receipt, Id = evidence.Entry.ExecutionId };
        yield return evidence.Entry.FinishedAt < evidence.LogBegan
            ? node with { Status = CustodyStatus.Named, Detail = "none: it ended before receipts were kept" }
            : node with
            {
                Status = CustodyStatus.Missing,
                Broken = new("log_entry", null, "a place in the log", "none",
                    $"The end of {node.Id} is not in the log: its receipt and its leaf were removed."),
            };
    }

    private static CustodyNode Result(ExecutionEvidence evidence, string digest, EndEvidence end) =>
        Check<ExecutionResultArtifact>(EvidenceKind.Result, digest, end.Result, result => (
            Differs("execution_id", evidence.Entry.ExecutionId, result.ExecutionId,
                "The result is of another execution")
            ?? Differs("execution_plan_id", evidence.Entry.PlanId, result.ExecutionPlanId,
                "The result is of another plan"),
            $"{result.StepsSucceeded}/{result.TotalSteps} step(s)"));

    private static CustodyNode Record(ExecutionEvidence evidence, string digest, EndEvidence end) =>
        Check<ExecutionRecord>(EvidenceKind.Record, digest, end.Record, record => (
            Differs("execution_id", evidence.Entry.ExecutionId, record.ExecutionId,
                "The record is of another execution")
            ?? Differs("plan_id", evidence.Entry.PlanId, record.PlanId, "The record is of another plan"),
            $"{record.StepEvents.Length} events"));

    private static CustodyNode ReceiptOf(ExecutionEvidence evidence, EndEvidence end, bool isLast) =>
        Check<DsseEnvelope>(EvidenceKind.Receipt, end.Place!.ReceiptDigest, end.Receipt, envelope => (
            Dsse.FindFault(envelope, evidence.Signatures.Keys) ?? OtherThanSigned(evidence, end, isLast),
            $"key {Head(envelope.Signatures)}"));

    private static string Head(IEnumerable<DsseSignature> signatures) =>
        signatures.FirstOrDefault()?.KeyId is { } id ? id[..Math.Min(16, id.Length)] : "nobody";

    private static CustodyNode PlaceOf(ExecutionEvidence evidence, EndEvidence end)
    {
        var place = end.Place!;
        var node = new CustodyNode
        {
            Kind = EvidenceKind.LogEntry, Id = $"{place.Index}", Digest = place.LeafHash,
            Detail = $"number {place.Index} of the log",
        };
        if (end.Receipt is null)
            return node with { Status = CustodyStatus.Named };
        var leaf = Convert.ToHexStringLower(MerkleTree.LeafHash(end.Receipt.Json.Span));
        return Differs(
            "leaf_hash", leaf, place.LeafHash, "The leaf is not the hash of the receipt") is { } broken
            ? Altered(node, broken)
            : node;
    }

    /// <summary>What the store has, put as a receipt would say it, against what was signed.</summary>
    private static BrokenLink? OtherThanSigned(ExecutionEvidence evidence, EndEvidence end, bool isLast)
    {
        if (end.Said is not { } said)
            return new(
                "receipt", null, "a statement", "something else", "The receipt holds no statement of Argo.");
        if (Read<ExecutionResultArtifact>(end.Result) is not { } result
            || Read<ExecutionRecord>(end.Record) is not { } record)
            return null; // their own links say so
        var ended = isLast ? evidence.Entry : evidence.Entry with
        {
            State = said.State, FinishedAt = said.FinishedAt, ResultDigest = said.ResultDigest,
            RecordDigest = said.RecordHash,
        };
        if (ended is not { ResultDigest: not null, RecordDigest: not null, FinishedAt: not null })
            return null; // the execution's own link says so
        var stored = ReceiptWriter.PredicateOf(ended, result, record.CompletionReason) with
        {
            LogIndex = end.Place!.Index,
            IntentDigest = said.IntentDigest,
            TranscriptionDigest = said.TranscriptionDigest,
            IndexDigest = isLast && said.IndexDigest is not null ? end.Now?.Index : said.IndexDigest,
            JournalDigest = said.JournalDigest is null ? null : end.Now?.Journal,
            JournalEvents = said.JournalDigest is null ? said.JournalEvents : end.Now?.JournalEvents ?? 0,
        };
        return FirstDifference(Receipt.StatementOf(said), Receipt.StatementOf(stored));
    }

    private static BrokenLink? FirstDifference(ReceiptStatement signed, ReceiptStatement stored)
    {
        var (said, has) = (Predicate(signed), Predicate(stored));
        foreach (var (name, value) in said)
        {
            if (JsonNode.DeepEquals(value, has[name]))
                continue;
            return new BrokenLink(name, null, Shown(value), Shown(has[name]),
                $"The receipt was signed for another {name.Replace('_', ' ')} than the store has now "
                + $"(signed {Shown(value)}, found {Shown(has[name])}).");
        }

        return null;
    }

    private static JsonObject Predicate(ReceiptStatement statement) =>
        JsonNode.Parse(ArtifactJson.WriteUtf8(statement))!["predicate"]!.AsObject();

    private static string Shown(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue text when text.GetValueKind() is JsonValueKind.String => text.GetValue<string>(),
        JsonArray or JsonObject => "another list",
        _ => value.ToJsonString(),
    };

    /// <summary>The result of the last end, unverified; null when there is none that can be read.</summary>
    public static ExecutionResultArtifact? ResultOf(ExecutionEvidence evidence) =>
        Read<ExecutionResultArtifact>(
            evidence.Ends is [.., var last] ? last.Result : evidence.Indexed?.Result);

    private static T? Read<T>(StoredArtifact? stored)
        where T : class
    {
        try
        {
            return stored is null ? null : ArtifactJson.Read<T>(stored.Json, ArtifactLimits.Evidence);
        }
        catch (ArtifactFormatException)
        {
            return null;
        }
    }
}
