using System.Numerics;

namespace Listening.Core.Matching;

/// <summary>Which searches wait for a term. Nearly every word of nearly every post is in no search, so a miss is one bit looked at.</summary>
internal sealed class TermTable
{
    private readonly Dictionary<uint, int[]> searches;
    private readonly ulong[] bits;
    private readonly uint mask;

    /// <summary>Builds the table from pairs of term hash and search.</summary>
    public TermTable(IReadOnlyCollection<(uint Hash, int Search)> pairs)
    {
        searches = pairs.GroupBy(pair => pair.Hash).ToDictionary(group => group.Key, group => group.Select(pair => pair.Search).Distinct().ToArray());
        var size = Math.Max(1 << 14, BitOperations.RoundUpToPowerOf2((uint)searches.Count * 64));
        mask = size - 1;
        bits = new ulong[size / 64];
        foreach (var hash in searches.Keys) bits[Bit(hash) >> 6] |= 1UL << (int)(Bit(hash) & 63);
    }

    /// <summary>Adds the searches that wait for the term.</summary>
    public void Find(uint hash, ref List<int>? candidates)
    {
        var bit = Bit(hash);
        if ((bits[bit >> 6] >> (int)(bit & 63) & 1) == 0 || !searches.TryGetValue(hash, out var waiting)) return;
        (candidates ??= []).AddRange(waiting);
    }

    private uint Bit(uint hash) => (hash ^ (hash >> 15)) & mask;
}
