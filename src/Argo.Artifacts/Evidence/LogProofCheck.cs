using System.Collections.Immutable;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;

namespace Argo.Artifacts.Evidence;

/// <summary>
/// Checks a proof from the log: signatures, the way from the receipt to the root, and growth.
/// </summary>
internal static class LogProofCheck
{
    private const int HashHexLength = 64;

    public static EvidenceVerdict Verify(LogProof proof, IReadOnlyCollection<PublicKey> keys)
    {
        var verdict = new EvidenceVerdict { Kind = EvidenceKind.LogProof, Id = proof.ExecutionId };
        if (Within("receipt", EnvelopeCheck.Receipt(proof.Receipt, keys)) is { } receipt)
            return verdict with { Broken = receipt };
        if (Within("head", EnvelopeCheck.Head(proof.Head, keys)) is { } head)
            return verdict with { Broken = head };
        if ((WrongReceipt(proof) ?? WrongPath(proof)) is { } wrong)
            return verdict with { Broken = wrong };
        verdict = verdict with
        {
            Checked =
            [
                $"receipt and head are signed by the key {EnvelopeCheck.Short(proof.Head)}",
                $"the receipt is number {proof.LeafIndex} of the {LogHead.Read(proof.Head).TreeSize} "
                    + "in the log",
            ],
        };
        return proof.PublishedHead is null ? WithoutPublished(proof, verdict) : Grown(proof, keys, verdict);
    }

    private static BrokenLink? WrongReceipt(LogProof proof)
    {
        var said = Receipt.Read(proof.Receipt).Predicate;
        if (said.ExecutionId != proof.ExecutionId)
            return new("execution_id", null, said.ExecutionId, proof.ExecutionId,
                $"The receipt is that of {said.ExecutionId}, not of {proof.ExecutionId}.");
        return said.LogIndex == proof.LeafIndex ? null : new(
            "leaf_index", null, $"{said.LogIndex}", $"{proof.LeafIndex}",
            $"The receipt says that its place in the log is {said.LogIndex}, not {proof.LeafIndex}.");
    }

    private static BrokenLink? WrongPath(LogProof proof)
    {
        if (Hashes(proof.InclusionPath) is not { } path)
            return NoHashes("inclusion_path");
        var head = LogHead.Read(proof.Head);
        var leaf = MerkleTree.LeafHash(ArtifactJson.Canonical(proof.Receipt));
        var root = MerkleProof.RootOf(leaf, proof.LeafIndex, head.TreeSize, path);
        var found = root is null ? "no root" : Convert.ToHexStringLower(root);
        return found == head.RootHash ? null : new("inclusion_path", null, head.RootHash, found,
            $"The receipt is not in the log that the head is of (expected root {head.RootHash}, "
            + $"found {found}).");
    }

    private static EvidenceVerdict WithoutPublished(LogProof proof, EvidenceVerdict verdict) =>
        proof.ConsistencyPath.IsEmpty ? verdict : verdict with
        {
            Broken = new("consistency_path", null, "none", $"{proof.ConsistencyPath.Length} hash(es)",
                "There is a way from an earlier head, but that head is missing."),
        };

    private static EvidenceVerdict Grown(
        LogProof proof, IReadOnlyCollection<PublicKey> keys, EvidenceVerdict verdict)
    {
        var published = proof.PublishedHead!;
        if (Within("published_head", EnvelopeCheck.Head(published, keys)) is { } fault)
            return verdict with { Broken = fault };
        if (Hashes(proof.ConsistencyPath) is not { } path)
            return verdict with { Broken = NoHashes("consistency_path") };
        var (was, now) = (LogHead.Read(published), LogHead.Read(proof.Head));
        return FindForgery(was, now, path) is { } forged
            ? verdict with { Broken = forged }
            : verdict with
            {
                Checked =
                [
                    .. verdict.Checked,
                    $"the log only grew since the published head of {was.TreeSize} end(s)",
                ],
            };
    }

    /// <summary>That the log did not only grow from one head to the other; null when it did.</summary>
    public static BrokenLink? FindForgery(LogHead was, LogHead now, IReadOnlyList<byte[]> path)
    {
        if (Hashes([was.RootHash]) is not [var earlier] || Hashes([now.RootHash]) is not [var root])
            return NoHashes("root_hash");
        return MerkleProof.IsConsistent(was.TreeSize, earlier, now.TreeSize, root, path) ? null
            : new BrokenLink(
            "consistency_path", null, was.RootHash, now.RootHash,
            $"The log is not the one that the published head is of: of its first {was.TreeSize} ends some "
            + $"were removed, changed or exchanged (published root {was.RootHash}, {was.TreeSize} ends; now "
            + $"{now.TreeSize} ends).");
    }

    private static BrokenLink? Within(string member, EvidenceVerdict verdict) =>
        verdict.Broken is { } broken ? broken with { Path = $"{member}.{broken.Path}" } : null;

    private static IReadOnlyList<byte[]>? Hashes(ImmutableArray<string> hex) =>
        hex.All(one => one.Length == HashHexLength && one.All(char.IsAsciiHexDigitLower))
            ? [.. hex.Select(Convert.FromHexString)]
            : null;

    private static BrokenLink NoHashes(string path) => new(
        path, null, "SHA-256 hashes in lower-case hex", "something else", $"{path} was altered.");
}
