using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;

namespace Argo.Artifacts.Receipts;

/// <summary>
/// Checks signed envelopes: the signature, and that the document inside is what it says it is.
/// </summary>
internal static class EnvelopeCheck
{
    public static EvidenceVerdict Receipt(DsseEnvelope envelope, IEnumerable<PublicKey> keys)
    {
        if (Dsse.FindFault(envelope, keys) is { } fault)
            return new EvidenceVerdict { Kind = EvidenceKind.Receipt, Broken = fault };
        var statement = Receipts.Receipt.Read(envelope);
        return new EvidenceVerdict
        {
            Kind = EvidenceKind.Receipt,
            Id = statement.Predicate.ExecutionId,
            Checked = [SignedBy(envelope), .. Subjects(statement)],
            Broken = OtherSubjects(statement),
        };
    }

    public static EvidenceVerdict Head(DsseEnvelope envelope, IEnumerable<PublicKey> keys)
    {
        if (Dsse.FindFault(envelope, keys) is { } fault)
            return new EvidenceVerdict { Kind = EvidenceKind.LogHead, Broken = fault };
        var head = LogHead.Read(envelope);
        return new EvidenceVerdict
        {
            Kind = EvidenceKind.LogHead,
            Checked = [SignedBy(envelope), $"the head of a log of {head.TreeSize} end(s)",
                $"root {head.RootHash}"],
        };
    }

    /// <summary>The head of a key's id: enough to tell two apart by eye.</summary>
    public static string Short(DsseEnvelope envelope) =>
        envelope.Signatures[0].KeyId is { Length: > 16 } id ? id[..16] : envelope.Signatures[0].KeyId;

    private static string SignedBy(DsseEnvelope envelope) => $"signed by the key {Short(envelope)}";

    private static IEnumerable<string> Subjects(ReceiptStatement statement) =>
        [$"{statement.Subject.Length} subject(s), {statement.Predicate.Files.Length} touched path(s)"];

    /// <summary>A signed receipt whose subjects are not its files was never made by Argo.</summary>
    private static BrokenLink? OtherSubjects(ReceiptStatement statement)
    {
        var expected = ArtifactJson.Write(Receipts.Receipt.StatementOf(statement.Predicate));
        var found = ArtifactJson.Write(statement);
        return expected == found ? null : new BrokenLink(
            "subject", null, "the files that the predicate lists", "others",
            "The subjects are not the files that the predicate says exist afterwards.");
    }
}
