using System.Numerics;

namespace Listening.Core.Auditing;

/// <summary>Leaves from <paramref name="Start"/> up to but not including <paramref name="End"/>.</summary>
public readonly record struct LeafRange(long Start, long End);

/// <summary>Which ranges of leaves a proof of RFC 6962 consists of: the proof is the root of each, in this order.</summary>
public static class MerkleRanges
{
    /// <summary>The ranges that prove that a leaf stands in a tree.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static IReadOnlyList<LeafRange> OfInclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var ranges = new List<LeafRange>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + LeftSize(end - start);
            ranges.Add(index < middle ? new LeafRange(middle, end) : new LeafRange(start, middle));
            (start, end) = index < middle ? (start, middle) : (middle, end);
        }

        ranges.Reverse();
        return ranges;
    }

    /// <summary>The ranges that prove that a tree begins with all leaves of an older one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The older tree is the larger one, or empty.</exception>
    public static IReadOnlyList<LeafRange> OfConsistency(long olderSize, long size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(olderSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(olderSize, size);
        var ranges = new List<LeafRange>();
        var (start, end) = (0L, size);
        while (olderSize != end)
        {
            var middle = start + LeftSize(end - start);
            ranges.Add(olderSize <= middle ? new LeafRange(middle, end) : new LeafRange(start, middle));
            (start, end) = olderSize <= middle ? (start, middle) : (middle, end);
        }

        // Whoever checks it has the older root already, when that is one subtree.
        if (start > 0) ranges.Add(new LeafRange(start, end));
        ranges.Reverse();
        return ranges;
    }

    // The largest power of two below the size.
    private static long LeftSize(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
