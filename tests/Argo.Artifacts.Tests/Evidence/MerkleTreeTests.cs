using Argo.Artifacts.Evidence;

namespace Argo.Artifacts.Tests.Evidence;

/// <summary>
/// The tree and its proofs against the test vectors of Certificate Transparency (RFC 6962).
/// </summary>
public sealed class MerkleTreeTests
{
    private const int Largest = 130;

    /// <summary>The eight leaves of the reference implementation's tests.</summary>
    private static readonly byte[][] Leaves =
    [
        .. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f" }
            .Select(hex => MerkleTree.LeafHash(Convert.FromHexString(hex))),
    ];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_should_be_the_reference_s(int size, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(Leaves.AsSpan(0, size))));

    [Fact]
    public void Inclusion_path_should_be_the_reference_s() => Assert.Equal(
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
        Hex(MerkleTree.InclusionPath(Leaves, 5)));

    [Fact]
    public void Consistency_path_should_be_the_reference_s()
    {
        Assert.Equal(
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
            Hex(MerkleTree.ConsistencyPath(Leaves, 6)));
        Assert.Equal(
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
            Hex(MerkleTree.ConsistencyPath(Leaves.AsSpan(0, 5), 2)));
    }

    [Fact]
    public void Every_leaf_of_every_tree_should_be_proved_in_its_place_only()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var leaves = Grown(size);
            var root = MerkleTree.Root(leaves);
            for (var index = 0; index < size; index++)
            {
                var path = MerkleTree.InclusionPath(leaves, index);
                Assert.Equal(root, MerkleProof.RootOf(leaves[index], index, size, path));
                Assert.NotEqual(root, MerkleProof.RootOf(MerkleTree.LeafHash([7]), index, size, path));
                if (size > 1)
                    Assert.NotEqual(root, MerkleProof.RootOf(leaves[index], (index + 1) % size, size, path));
                Assert.Null(MerkleProof.RootOf(leaves[index], index, size, [.. path, root]));
                if (path.Count > 0)
                    Assert.NotEqual(root, MerkleProof.RootOf(leaves[index], index, size, [.. path.Skip(1)]));
            }
        }
    }

    [Fact]
    public void Every_tree_should_be_proved_to_have_grown_from_every_smaller_one_and_from_no_other()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var leaves = Grown(size);
            var root = MerkleTree.Root(leaves);
            for (var earlier = 0; earlier <= size; earlier++)
            {
                var was = MerkleTree.Root(leaves.AsSpan(0, earlier));
                var path = MerkleTree.ConsistencyPath(leaves, earlier);
                Assert.True(MerkleProof.IsConsistent(earlier, was, size, root, path), $"{earlier} of {size}");
                var other = MerkleTree.LeafHash([1]);
                Assert.False(MerkleProof.IsConsistent(earlier, other, size, root, path));
                Assert.False(MerkleProof.IsConsistent(earlier, was, size, root, [.. path, other]));
                if (earlier is > 0 && earlier < size)
                    Assert.False(MerkleProof.IsConsistent(earlier, was, size, other, path));
            }
        }
    }

    [Fact]
    public void A_log_whose_leaves_were_exchanged_or_removed_should_not_have_grown_from_what_it_was()
    {
        for (var size = 2; size <= Largest; size++)
        {
            var leaves = Grown(size);
            var was = MerkleTree.Root(leaves);
            (leaves[0], leaves[^1]) = (leaves[^1], leaves[0]);
            byte[][] exchanged = [.. leaves, MerkleTree.LeafHash([9])];
            Assert.False(MerkleProof.IsConsistent(
                size, was, size + 1, MerkleTree.Root(exchanged),
                    MerkleTree.ConsistencyPath(exchanged, size)));
        }
    }

    [Fact]
    public void A_proof_for_what_is_not_there_should_be_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.InclusionPath(Leaves, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.ConsistencyPath(Leaves, 9));
        Assert.Null(MerkleProof.RootOf(Leaves[0], 8, 8, []));
        Assert.False(MerkleProof.IsConsistent(9, Leaves[0], 8, Leaves[0], []));
    }

    private static byte[][] Grown(int size) =>
        [.. Enumerable.Range(0, size).Select(leaf => MerkleTree.LeafHash([(byte)leaf, (byte)(leaf >> 8)]))];

    private static IEnumerable<string> Hex(IEnumerable<byte[]> hashes) =>
        hashes.Select(hash => Convert.ToHexStringLower(hash));
}
