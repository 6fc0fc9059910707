namespace Listening.Core.Auditing;

/// <summary>Checks the proofs of RFC 9162 (2.1.3.2 and 2.1.4.2), which are those of RFC 6962.</summary>
public static class MerkleProof
{
    /// <summary>Whether the path proves that the leaf stands at that place in the tree of that root.</summary>
    public static bool Includes(long index, long size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size) return false;
        var (node, last) = (index, size - 1);
        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        leafHash.CopyTo(hash);
        foreach (var sibling in path)
        {
            if (last == 0 || sibling.Length != MerkleHash.Size) return false;
            if ((node & 1) == 1 || node == last)
            {
                MerkleHash.Node(sibling, hash, hash);
                while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                MerkleHash.Node(hash, sibling, hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash.SequenceEqual(root);
    }

    /// <summary>Whether the path proves that the newer tree begins with all leaves of the older one.</summary>
    public static bool IsConsistent(
        long olderSize, ReadOnlySpan<byte> olderRoot, long size, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> path)
    {
        if (olderSize < 1 || olderSize > size || path.Any(hash => hash.Length != MerkleHash.Size)) return false;
        if (olderSize == size) return path.Count == 0 && olderRoot.SequenceEqual(root);
        var (node, last) = (olderSize - 1, size - 1);
        for (; (node & 1) == 1; node >>= 1) last >>= 1;
        // An older tree that is one full subtree is itself where the path begins.
        var isSubtree = (olderSize & (olderSize - 1)) == 0;
        if (path.Count == 0 && !isSubtree) return false;
        Span<byte> older = stackalloc byte[MerkleHash.Size];
        (isSubtree ? olderRoot : path[0]).CopyTo(older);
        Span<byte> newer = stackalloc byte[MerkleHash.Size];
        older.CopyTo(newer);
        foreach (var hash in isSubtree ? path : path.Skip(1))
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                MerkleHash.Node(hash, older, older);
                MerkleHash.Node(hash, newer, newer);
                while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                MerkleHash.Node(newer, hash, newer);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && older.SequenceEqual(olderRoot) && newer.SequenceEqual(root);
    }
}
