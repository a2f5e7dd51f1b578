using System.Text.Json;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>Recomputes the documents that a plan came from: its intent and its transcription.</summary>
internal static class OriginCheck
{
    /// <summary>The link that an origin is; with its id alone where no document is kept.</summary>
    /// <param name="kind">Intent or transcription.</param>
    /// <param name="id">Its id, as the plan has it.</param>
    /// <param name="stored">Its document; null when none is kept.</param>
    /// <param name="pinned">The digests that receipts were signed for.</param>
    public static CustodyNode Check(
        EvidenceKind kind, string id, StoredArtifact? stored, IReadOnlyCollection<string> pinned)
    {
        var node = new CustodyNode { Kind = kind, Id = id, Digest = stored?.Digest };
        if (stored is null)
        {
            return pinned.FirstOrDefault() is { } gone
                ? node with { Status = CustodyStatus.Missing, Broken = Gone(kind, id, gone) }
                : node with { Status = CustodyStatus.Named, Detail = "known by its id; no document is kept" };
        }

        var broken = ArtifactCheck.WrongBytes(kind, stored.Digest, stored)
            ?? WrongId(kind, id, stored)
            ?? pinned.Where(digest => digest != stored.Digest).Select(digest => ArtifactCheck.Differs(
                Word.Snake(kind), digest, stored.Digest,
                $"The document of {id} is not the one that a receipt was signed for")).FirstOrDefault();
        return broken is null ? node : ArtifactCheck.Altered(node, broken);
    }

    /// <summary>The id that a document has; null when it has none.</summary>
    public static string? IdOf(EvidenceKind kind, ReadOnlySpan<byte> json)
    {
        var document = JsonElement.Parse(json);
        var name = kind is EvidenceKind.Record ? "execution_id" : $"{Word.Snake(kind)}_id";
        return document.ValueKind is JsonValueKind.Object
            && document.TryGetProperty(name, out var id)
            && id.ValueKind is JsonValueKind.String
                ? id.GetString()
                : null;
    }

    private static BrokenLink? WrongId(EvidenceKind kind, string id, StoredArtifact stored) =>
        ArtifactCheck.Differs(
            $"{Word.Snake(kind)}_id", id, IdOf(kind, stored.Json.Span),
                "The document is of another id");

    private static BrokenLink Gone(EvidenceKind kind, string id, string digest) => new(
        Word.Snake(kind), null, digest, "nothing",
        $"The document of the {Word.Of(kind)} {id}, for which a receipt was signed, is missing.");
}
