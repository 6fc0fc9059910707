namespace Listening.Core.Auditing;

/// <summary>Computes the roots of some ranges while the leaves pass by once, in order, and keeps none of them.</summary>
public sealed class MerkleRangeHashes
{
    private readonly IReadOnlyList<LeafRange> _ranges;
    private readonly MerkleFrontier[] _frontiers;
    private readonly int[] _inOrder;
    private int _current;

    /// <summary>Takes ranges that do not overlap.</summary>
    public MerkleRangeHashes(IReadOnlyList<LeafRange> ranges)
    {
        _ranges = ranges;
        _frontiers = [.. ranges.Select(_ => new MerkleFrontier())];
        _inOrder = [.. Enumerable.Range(0, ranges.Count).OrderBy(range => ranges[range].Start)];
    }

    /// <summary>How many leaves have passed.</summary>
    public long Passed { get; private set; }

    /// <summary>Takes the next leaf's hash.</summary>
    public void Add(ReadOnlySpan<byte> leafHash)
    {
        if (_current < _inOrder.Length && Passed >= _ranges[_inOrder[_current]].End) _current++;
        if (_current < _inOrder.Length && Passed >= _ranges[_inOrder[_current]].Start) _frontiers[_inOrder[_current]].Append(leafHash);
        Passed++;
    }

    /// <summary>The ranges' roots, in the order the ranges were given in.</summary>
    public IReadOnlyList<byte[]> Roots() => [.. _frontiers.Select(frontier => frontier.Root())];
}
