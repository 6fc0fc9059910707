using System.Numerics;

namespace Listening.Core.Auditing;

/// <summary>
/// As much of a Merkle tree as is needed to append to it and to know its root: one hash for each full subtree, so at most
/// one for each bit of its size.
/// </summary>
public sealed class MerkleFrontier
{
    private const int Levels = 63;
    private readonly byte[] _subtrees = new byte[Levels * MerkleHash.Size];

    /// <summary>How many leaves were appended.</summary>
    public long Size { get; private set; }

    /// <summary>Appends a leaf by its hash.</summary>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        leafHash.CopyTo(hash);
        var level = 0;
        for (; (Size >> level & 1) == 1; level++) MerkleHash.Node(Subtree(level), hash, hash);
        hash.CopyTo(Subtree(level));
        Size++;
    }

    /// <summary>The root of the tree of all leaves appended so far.</summary>
    public byte[] Root()
    {
        if (Size == 0) return MerkleHash.OfNothing();
        var level = BitOperations.TrailingZeroCount(Size);
        var root = Subtree(level).ToArray();
        for (level++; level < Levels; level++)
        {
            if ((Size >> level & 1) == 1) MerkleHash.Node(Subtree(level), root, root);
        }

        return root;
    }

    /// <summary>The subtrees' hashes, smallest subtree first: with the size all there is to keep.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[BitOperations.PopCount((ulong)Size) * MerkleHash.Size];
        var at = 0;
        for (var level = 0; level < Levels; level++)
        {
            if ((Size >> level & 1) == 0) continue;
            Subtree(level).CopyTo(bytes.AsSpan(at));
            at += MerkleHash.Size;
        }

        return bytes;
    }

    /// <summary>Takes up what <see cref="ToBytes"/> gave.</summary>
    /// <returns>Null when so many bytes cannot belong to that size.</returns>
    public static MerkleFrontier? FromBytes(long size, ReadOnlySpan<byte> bytes)
    {
        if (size < 0 || bytes.Length != BitOperations.PopCount((ulong)size) * MerkleHash.Size) return null;
        var frontier = new MerkleFrontier { Size = size };
        for (var level = 0; level < Levels; level++)
        {
            if ((size >> level & 1) == 0) continue;
            bytes[..MerkleHash.Size].CopyTo(frontier.Subtree(level));
            bytes = bytes[MerkleHash.Size..];
        }

        return frontier;
    }

    private Span<byte> Subtree(int level) => _subtrees.AsSpan(level * MerkleHash.Size, MerkleHash.Size);
}
