namespace Argo.Artifacts.Evidence;

/// <summary>
/// Checks the proofs of a <see cref="MerkleTree"/> as RFC 9162, section 2.1, says; needs no leaves.
/// </summary>
public static class MerkleProof
{
    /// <summary>
    /// The root that follows from a leaf and its path; null when the path does not fit the tree.
    /// </summary>
    /// <param name="leafHash">The leaf's hash.</param>
    /// <param name="index">The leaf's place, from 0.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="path">From <see cref="MerkleTree.InclusionPath"/>.</param>
    public static byte[]? RootOf(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> path)
    {
        ArgumentNullException.ThrowIfNull(leafHash);
        ArgumentNullException.ThrowIfNull(path);
        if (index < 0 || index >= size)
            return null;
        var (at, last, root) = (index, size - 1, leafHash);
        foreach (var beside in path)
        {
            if (last == 0)
                return null;
            if ((at & 1) == 1 || at == last)
            {
                root = MerkleTree.NodeHash(beside, root);
                while ((at & 1) == 0 && at != 0)
                    (at, last) = (at >> 1, last >> 1);
            }
            else
            {
                root = MerkleTree.NodeHash(root, beside);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 ? root : null;
    }

    /// <summary>Whether a tree with one root became one with another by appending alone.</summary>
    /// <param name="earlierSize">How many leaves it had.</param>
    /// <param name="earlierRoot">Its root then.</param>
    /// <param name="size">How many it has.</param>
    /// <param name="root">Its root now.</param>
    /// <param name="path">From <see cref="MerkleTree.ConsistencyPath"/>.</param>
    public static bool IsConsistent(
        long earlierSize, byte[] earlierRoot, long size, byte[] root, IReadOnlyList<byte[]> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (earlierSize < 0 || earlierSize > size)
            return false;
        if (earlierSize == 0)
            return path.Count == 0 && MerkleTree.Root([]).AsSpan().SequenceEqual(earlierRoot);
        if (earlierSize == size)
            return path.Count == 0 && earlierRoot.AsSpan().SequenceEqual(root);
        List<byte[]> nodes = long.IsPow2(earlierSize) ? [earlierRoot, .. path] : [.. path];
        return nodes.Count > 0
            && Climb(nodes, earlierSize - 1, size - 1) is var (before, after)
            && before.AsSpan().SequenceEqual(earlierRoot) && after.AsSpan().SequenceEqual(root);
    }

    /// <summary>Both roots as the path gives them; null when it does not fit.</summary>
    private static (byte[] Before, byte[] After)? Climb(List<byte[]> nodes, long at, long last)
    {
        while ((at & 1) == 1)
            (at, last) = (at >> 1, last >> 1);
        var (before, after) = (nodes[0], nodes[0]);
        foreach (var node in nodes.Skip(1))
        {
            if (last == 0)
                return null;
            if ((at & 1) == 1 || at == last)
            {
                (before, after) = (MerkleTree.NodeHash(node, before), MerkleTree.NodeHash(node, after));
                while ((at & 1) == 0 && at != 0)
                    (at, last) = (at >> 1, last >> 1);
            }
            else
            {
                after = MerkleTree.NodeHash(after, node);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 ? (before, after) : null;
    }
}
