using System.Text.Json;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>
/// Recomputes one stored artifact from its bytes: spelling, digest, shape, and then what it says.
/// </summary>
internal static class ArtifactCheck
{
    private const int ShortDigest = 12;

    /// <summary>The link that an artifact is.</summary>
    /// <param name="kind">What it must be.</param>
    /// <param name="digest">The digest that others pin it by.</param>
    /// <param name="stored">What is kept under that digest; null for nothing.</param>
    /// <param name="judge">What is wrong with what it says, or null; its words for people.</param>
    public static CustodyNode Check<T>(
        EvidenceKind kind, string digest, StoredArtifact? stored, Func<T,
            (BrokenLink? Broken, string Detail)> judge)
        where T : notnull
    {
        var node = new CustodyNode
        {
            Kind = kind, Id = stored?.ArtifactId ?? ShortId(digest),
            Digest = digest,
        };
        if (stored is null)
            return node with { Status = CustodyStatus.Missing, Broken = Gone(kind, digest) };
        if (WrongBytes(kind, digest, stored) is { } wrong)
            return Altered(node, wrong);
        try
        {
            var (broken, detail) = judge(ArtifactJson.Read<T>(stored.Json, ArtifactLimits.Evidence));
            return (broken is null ? node : Altered(node, broken)) with { Detail = detail };
        }
        catch (ArtifactFormatException damaged)
        {
            return Altered(node, Unreadable(kind, damaged.Message));
        }
    }

    /// <summary>
    /// What is wrong with the bytes of an artifact; null when they are what their digest says.
    /// </summary>
    public static BrokenLink? WrongBytes(EvidenceKind kind, string digest, StoredArtifact stored)
    {
        try
        {
            var word = Word.Of(kind);
            if (kind is EvidenceKind.Record && RecordVerifier.Verify(stored.Json).Broken is { } link)
                return link;
            if (!CanonicalJson.Of(stored.Json).AsSpan().SequenceEqual(stored.Json.Span))
                return Unreadable(kind, "its bytes are not the canonical form that was stored");
            var found = ArtifactDigest.OfJson(stored.Json, LeftOut(kind));
            return found != digest
                ? new BrokenLink(word, null, digest, found,
                    $"The {word} {stored.ArtifactId} is not the one that was stored: its digest was "
                    + $"{digest} then "
                    + $"and is {found} now.")
                : stored.Kind == Word.Snake(kind) ? WrongId(kind, stored)
                : new BrokenLink(word, null, Word.Snake(kind), stored.Kind,
                    $"The store calls the {word} {stored.ArtifactId} a {stored.Kind}.");
        }
        catch (Exception damaged) when (
            damaged is JsonException or ArgumentException or ArtifactFormatException)
        {
            return Unreadable(kind, damaged.Message);
        }
    }

    /// <summary>How two values that must be the same differ; null when they are the same.</summary>
    public static BrokenLink? Differs(string path, string? expected, string? found, string sentence) =>
        expected == found
            ? null
            : new BrokenLink(path, null, expected ?? "null", found ?? "null",
                $"{sentence} (expected {expected ?? "nothing"}, found {found ?? "nothing"}).");

    public static CustodyNode Altered(CustodyNode node, BrokenLink broken) =>
        node with { Status = CustodyStatus.Altered, Broken = broken };

    /// <summary>What stands for the id of an artifact that is not there.</summary>
    public static string ShortId(string digest) =>
        $"sha256:{digest[..Math.Min(ShortDigest, digest.Length)]}";

    private static BrokenLink? WrongId(EvidenceKind kind, StoredArtifact stored) =>
        OriginCheck.IdOf(kind, stored.Json.Span) is { } own
            ? Differs(
                $"{Word.Snake(kind)}_id", own, stored.ArtifactId,
                $"The store keeps the {Word.Of(kind)} under another id than its own")
            : null;

    /// <summary>The members that the digest of a kind of artifact does not cover.</summary>
    public static string[] LeftOut(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Report => ["report_digest", "signature"],
        EvidenceKind.Record => ["execution_hash"],
        _ => [],
    };

    private static BrokenLink Gone(EvidenceKind kind, string digest) => new(
        Word.Of(kind), null, digest, "nothing",
        $"The {Word.Of(kind)} with the digest {digest} is missing in the store.");

    private static BrokenLink Unreadable(EvidenceKind kind, string why) => new(
        Word.Of(kind), null, $"a {Word.Of(kind)}", "something else",
        $"The {Word.Of(kind)} that is stored was altered, and cannot be read any more: {why.TrimEnd('.')}.");
}
