using FsCheck;
using FsCheck.Fluent;
using Listening.Core.Auditing;

namespace Listening.Core.Tests.Auditing;

public sealed class MerkleTrees
{
    private const int Sizes = 260;
    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, 2_000).Select(NaiveTree.LeafOf)];
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261122, 2051);

    [Fact]
    public void Have_the_roots_of_the_definition_at_every_size_and_go_on_from_what_is_kept_of_them()
    {
        var frontier = new MerkleFrontier();
        for (var size = 0; size <= Sizes; size++)
        {
            Assert.Equal(NaiveTree.Root(Leaves[..size]), frontier.Root());
            var kept = frontier.ToBytes();
            Assert.Equal(System.Numerics.BitOperations.PopCount((uint)size) * MerkleHash.Size, kept.Length);
            frontier = MerkleFrontier.FromBytes(size, kept)!;
            Assert.Null(MerkleFrontier.FromBytes(size, [.. kept, 1]));
            frontier.Append(Leaves[size]);
        }
    }

    [Fact]
    public void Have_the_root_of_the_test_vectors_that_others_use()
    {
        var frontier = new MerkleFrontier();
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(frontier.Root()));
        string[] data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        foreach (var leaf in data) frontier.Append(MerkleHash.Leaf(Convert.FromHexString(leaf)));
        Assert.Equal("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328", Convert.ToHexStringLower(frontier.Root()));
    }

    [Fact]
    public void Prove_every_leaf_of_every_size_as_the_definition_does_and_no_other()
    {
        for (var size = 1; size <= Sizes; size += size < 66 ? 1 : 48)
        {
            var root = NaiveTree.Root(Leaves[..size]);
            for (var leaf = 0; leaf < size; leaf++)
            {
                var path = Roots(MerkleRanges.OfInclusion(leaf, size), size);
                Assert.Equal(NaiveTree.Path(leaf, Leaves[..size]), path);
                Assert.True(MerkleProof.Includes(leaf, size, Leaves[leaf], path, root));
                Assert.False(MerkleProof.Includes(leaf, size, Leaves[leaf + 1], path, root));
                Assert.False(MerkleProof.Includes(leaf, size, Leaves[leaf], [.. path, Leaves[0]], root));
                if (size > 1) Assert.False(MerkleProof.Includes((leaf + 1) % size, size, Leaves[leaf], path, root));
                if (path.Count > 0) Assert.False(MerkleProof.Includes(leaf, size, Leaves[leaf], [.. path.SkipLast(1)], root));
            }
        }
    }

    [Fact]
    public void Prove_that_every_size_begins_with_every_smaller_one_as_the_definition_does()
    {
        for (var size = 1; size <= Sizes; size += size < 66 ? 1 : 48)
        {
            var root = NaiveTree.Root(Leaves[..size]);
            for (var older = 1; older <= size; older++)
            {
                var olderRoot = NaiveTree.Root(Leaves[..older]);
                var path = Roots(MerkleRanges.OfConsistency(older, size), size);
                Assert.Equal(NaiveTree.Proof(older, Leaves[..size]), path);
                Assert.True(MerkleProof.IsConsistent(older, olderRoot, size, root, path));
                Assert.False(MerkleProof.IsConsistent(older, Leaves[1999], size, root, path));
                Assert.False(MerkleProof.IsConsistent(older, olderRoot, size, Leaves[1999], path));
                if (older < size) Assert.False(MerkleProof.IsConsistent(older + 1, olderRoot, size, root, path));
            }
        }
    }

    [Fact]
    public void Prove_at_larger_sizes_what_stands_there_and_refuse_whatever_was_touched()
    {
        var sample = Arb.From(
            from size in Gen.Choose(2, 1_999) from leaf in Gen.Choose(0, size - 1) from older in Gen.Choose(1, size - 1) from touched in Gen.Choose(0, 10_000) select (size, leaf, older, touched));
        Prop.ForAll(sample, given =>
        {
            var root = RootOf(given.size);
            var path = Roots(MerkleRanges.OfInclusion(given.leaf, given.size), given.size);
            var proof = Roots(MerkleRanges.OfConsistency(given.older, given.size), given.size);
            return MerkleProof.Includes(given.leaf, given.size, Leaves[given.leaf], path, root)
                && !MerkleProof.Includes(given.leaf, given.size, Leaves[given.leaf], Touch(path, given.touched), root)
                && MerkleProof.IsConsistent(given.older, RootOf(given.older), given.size, root, proof)
                && !MerkleProof.IsConsistent(given.older, RootOf(given.older), given.size, root, Touch(proof, given.touched));
        }).Check(Fixed);
    }

    private static byte[] RootOf(int size)
    {
        var frontier = new MerkleFrontier();
        foreach (var leaf in Leaves.Take(size)) frontier.Append(leaf);
        return frontier.Root();
    }

    private static IReadOnlyList<byte[]> Roots(IReadOnlyList<LeafRange> ranges, int size)
    {
        var hashes = new MerkleRangeHashes(ranges);
        foreach (var leaf in Leaves.Take(size)) hashes.Add(leaf);
        return hashes.Roots();
    }

    // One bit of one hash.
    private static List<byte[]> Touch(IReadOnlyList<byte[]> path, int where)
    {
        var touched = path.Select(hash => hash.ToArray()).ToList();
        touched[where % path.Count][where % MerkleHash.Size] ^= 1;
        return touched;
    }
}
