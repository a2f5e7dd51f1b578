using System.Security.Cryptography;

namespace Argo.Artifacts.Evidence;

/// <summary>
/// The Merkle tree of RFC 6962 (RFC 9162, section 2.1): leaves hashed with 0x00, nodes with 0x01.
/// </summary>
/// <remarks>What it gives is checked, without the leaves, by <see cref="MerkleProof"/>.</remarks>
public static class MerkleTree
{
    private const byte LeafMark = 0x00;
    private const byte NodeMark = 0x01;

    /// <summary>The hash of one leaf.</summary>
    /// <param name="data">The leaf's bytes.</param>
    public static byte[] LeafHash(ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([LeafMark]);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    /// <summary>The root of a tree; of an empty one the hash of nothing.</summary>
    /// <param name="leafHashes">The leaves' hashes, in order.</param>
    public static byte[] Root(ReadOnlySpan<byte[]> leafHashes) => leafHashes.Length switch
    {
        0 => SHA256.HashData([]),
        1 => leafHashes[0],
        _ => NodeHash(Root(leafHashes[..Split(leafHashes)]), Root(leafHashes[Split(leafHashes)..])),
    };

    /// <summary>What, with the leaf, gives the root: the proof that the leaf is in the tree.</summary>
    /// <param name="leafHashes">The leaves' hashes, in order.</param>
    /// <param name="index">The leaf's place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static IReadOnlyList<byte[]> InclusionPath(ReadOnlySpan<byte[]> leafHashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Length);
        var path = new List<byte[]>();
        Include(leafHashes, index, path);
        return path;
    }

    /// <summary>
    /// The proof that the tree only grew: from it follow both the root that it had and the one it has.
    /// </summary>
    /// <param name="leafHashes">The leaves' hashes of the tree as it is, in order.</param>
    /// <param name="earlierSize">How many leaves it had.</param>
    /// <exception cref="ArgumentOutOfRangeException">It never had so many leaves.</exception>
    public static IReadOnlyList<byte[]> ConsistencyPath(ReadOnlySpan<byte[]> leafHashes, int earlierSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(earlierSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlierSize, leafHashes.Length);
        var path = new List<byte[]>();
        if (earlierSize > 0)
            Connect(leafHashes, earlierSize, isWhole: true, path);
        return path;
    }

    internal static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        node[0] = NodeMark;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(node);
    }

    private static void Include(ReadOnlySpan<byte[]> leaves, int index, List<byte[]> path)
    {
        if (leaves.Length <= 1)
            return;
        var left = Split(leaves);
        if (index < left)
        {
            Include(leaves[..left], index, path);
            path.Add(Root(leaves[left..]));
        }
        else
        {
            Include(leaves[left..], index - left, path);
            path.Add(Root(leaves[..left]));
        }
    }

    private static void Connect(ReadOnlySpan<byte[]> leaves, int size, bool isWhole, List<byte[]> path)
    {
        if (size == leaves.Length)
        {
            if (!isWhole) // the verifier has the root of the whole earlier tree
                path.Add(Root(leaves));
            return;
        }

        var left = Split(leaves);
        if (size <= left)
        {
            Connect(leaves[..left], size, isWhole, path);
            path.Add(Root(leaves[left..]));
        }
        else
        {
            Connect(leaves[left..], size - left, isWhole: false, path);
            path.Add(Root(leaves[..left]));
        }
    }

    /// <summary>The largest power of two that is smaller than the number of leaves.</summary>
    private static int Split(ReadOnlySpan<byte[]> leaves) =>
        1 << (31 - int.LeadingZeroCount(leaves.Length - 1));
}
