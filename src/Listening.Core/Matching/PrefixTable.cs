using System.Runtime.InteropServices;
using Listening.Core.Querying;

namespace Listening.Core.Matching;

/// <summary>The beginnings that searches look for (<c>priva*</c>), found by the first three letters of a word. Added to while a set is being built, then only read.</summary>
internal sealed class PrefixTable
{
    private readonly Dictionary<uint, List<Stem>> stems;
    private readonly ulong[] filter;

    public PrefixTable() => (stems, filter) = ([], new ulong[1024]);

    private PrefixTable(PrefixTable other)
    {
        stems = other.stems.ToDictionary(entry => entry.Key, entry => new List<Stem>(entry.Value));
        filter = (ulong[])other.filter.Clone();
    }

    /// <summary>True when no search has one.</summary>
    public bool IsEmpty => stems.Count == 0;

    /// <summary>The same stems, to be added to.</summary>
    public PrefixTable Copy() => new(this);

    /// <summary>Adds a stem.</summary>
    /// <param name="letters">Its folded letters in UTF-8: at least <see cref="QueryLimits.ShortestPrefix"/>.</param>
    /// <param name="term">The term that a post has when one of its words begins so.</param>
    public void Add(ReadOnlySpan<byte> letters, int term)
    {
        var start = StartOf(letters);
        ref var there = ref CollectionsMarshal.GetValueRefOrAddDefault(stems, start, out _);
        there ??= [];
        if (there.Any(stem => stem.Term == term)) return;
        there.Add(new Stem(letters.ToArray(), term));
        filter[Place(start) >> 6] |= 1UL << (int)(Place(start) & 63);
    }

    /// <summary>Tells <paramref name="post"/> every stem that a word begins with.</summary>
    public void Find(ReadOnlySpan<byte> word, PostTerms post)
    {
        if (word.Length < QueryLimits.ShortestPrefix) return;
        var start = StartOf(word);
        if (!HasPlace(Place(start)) || !stems.TryGetValue(start, out var candidates)) return;
        foreach (var stem in CollectionsMarshal.AsSpan(candidates))
            if (word.StartsWith(stem.Letters)) post.Add(stem.Term);
    }

    private bool HasPlace(uint place) => (filter[place >> 6] >> (int)(place & 63) & 1) != 0;

    // Three bytes: of letters beyond ASCII fewer than three, but never more than a stem has.
    private static uint StartOf(ReadOnlySpan<byte> word) => word[0] | ((uint)word[1] << 8) | ((uint)word[2] << 16);

    private static uint Place(uint start) => (start * 0x9E3779B1u) >> 16;

    private readonly record struct Stem(byte[] Letters, int Term);
}
