using System.Collections.Immutable;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Hosting.Adapters;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>Signs the heads of the log, and proves what is in it.</summary>
internal sealed class TransparencyLog(ArgoStore store, HostKey key, TimeProvider time)
{
    /// <summary>The root over the leaves; null when one of them is no hash any more.</summary>
    public static string? RootOf(IReadOnlyList<LoggedEnd> log) =>
        Leaves(log) is { } leaves ? Convert.ToHexStringLower(MerkleTree.Root(leaves)) : null;

    public async Task<DsseEnvelope> SignHeadAsync() =>
        Sign(await store.Log.ListAsync().ConfigureAwait(false));

    /// <exception cref="ArgoException">It has no receipt, or the log is damaged.</exception>
    public async Task<LogProof> ProveAsync(ExecutionEntry entry, DsseEnvelope? published)
    {
        var log = await store.Log.ListAsync().ConfigureAwait(false);
        var place = log.LastOrDefault(end => end.ExecutionId == entry.ExecutionId)
            ?? throw NoReceipt(entry);
        var at = log.Index().First(one => one.Item == place).Index;
        var receipt = await store.Artifacts.GetAsync(place.ReceiptDigest).ConfigureAwait(false)
            ?? throw Damaged($"the receipt of {entry.ExecutionId} is missing");
        var leaves = Leaves(log) ?? throw Damaged("a leaf is no hash");
        return new LogProof
        {
            ExecutionId = entry.ExecutionId,
            LeafIndex = place.Index,
            Receipt = ArtifactJson.Read<DsseEnvelope>(receipt.Json),
            InclusionPath = Hex(MerkleTree.InclusionPath(leaves, at)),
            Head = Sign(log),
            PublishedHead = published,
            ConsistencyPath = published is null ? [] : Grown(leaves, LogHead.Read(published)),
        };
    }

    public static ArgoException NoReceipt(ExecutionEntry entry) => new(
        ArgoFault.NotFound,
        ExecutionVerifier.HasEnded(entry.State)
            ? $"{entry.ExecutionId} has no receipt; 'argo trace {entry.ExecutionId}' says why."
            : $"{entry.ExecutionId} has no receipt yet: it has not ended.");

    /// <summary>
    /// A log that is shorter than the published one cannot be proved; the check of the proof says so.
    /// </summary>
    private static ImmutableArray<string> Grown(byte[][] leaves, LogHead published) =>
        published.TreeSize < 0 || published.TreeSize > leaves.Length
            ? []
            : Hex(MerkleTree.ConsistencyPath(leaves, (int)published.TreeSize));

    private DsseEnvelope Sign(IReadOnlyList<LoggedEnd> log)
    {
        var head = new LogHead
        {
            TreeSize = log.Count,
            RootHash = RootOf(log) ?? throw Damaged("a leaf is no hash"),
            Timestamp = time.GetUtcNow(),
        };
        key.NeedCurrent(); // to look at the log must not make a key
        return key.Sign(head.Sign);
    }

    private static byte[][]? Leaves(IReadOnlyList<LoggedEnd> log)
    {
        var leaves = new byte[log.Count][];
        foreach (var (at, end) in log.Index())
        {
            if (end.LeafHash.Length != 64 || !end.LeafHash.All(char.IsAsciiHexDigitLower))
                return null;
            leaves[at] = Convert.FromHexString(end.LeafHash);
        }

        return leaves;
    }

    private static ImmutableArray<string> Hex(IEnumerable<byte[]> hashes) =>
        [.. hashes.Select(Convert.ToHexStringLower)];

    private static ArgoException Damaged(string why) => new(
        ArgoFault.NotReachable,
        $"The log of ended executions is damaged ({why}): 'argo verify --all' names what was altered.");
}
