using System.Runtime.InteropServices;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>The terms of the searches, each with a number. Most words of a post are in no search, so a filter of one bit turns them away first.</summary>
/// <remarks>Added to while a set is being built; whoever shares it afterwards only reads.</remarks>
internal sealed class Vocabulary
{
    private const int FirstSize = 512;
    private readonly Dictionary<int, byte[]> longTerms;
    private Entry[] entries;
    private ulong[] filter;

    public Vocabulary() => (entries, filter, longTerms) = (new Entry[FirstSize], new ulong[FirstSize / 4], []);

    private Vocabulary(Vocabulary other)
    {
        (entries, filter, longTerms) = ((Entry[])other.entries.Clone(), (ulong[])other.filter.Clone(), new(other.longTerms));
        Count = other.Count;
    }

    /// <summary>Number of terms; they are numbered from 0.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes it takes.</summary>
    public long Size => (entries.LongLength * 24) + (filter.LongLength * 8) + longTerms.Values.Sum(term => term.LongLength + 64);

    /// <summary>The same terms, to be added to.</summary>
    public Vocabulary Copy() => new(this);

    /// <summary>The number of a term; -1 when no search has it.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="letters">Its letters from the first on; read only when its key does not hold it whole.</param>
    public int Find(in TermKey key, ref byte letters)
    {
        var hash = key.Hash;
        var bit = (uint)(hash >> 32);
        if ((filter[(bit >> 6) & (uint)(filter.Length - 1)] >> (int)bit & 1) == 0) return -1;
        return FindPast(hash, key, ref letters);
    }

    /// <summary>The number of a term, which is given one when it has none.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> letters)
    {
        var key = TermKey.Of(letters);
        var there = Find(key, ref MemoryMarshal.GetReference(letters));
        if (there >= 0) return there;
        if (key.Length > TermKey.Whole) longTerms.Add(Count, letters.ToArray());
        if ((Count + 1) * 2 > entries.Length) Grow();
        Insert(new Entry { Key = key, Number = Count + 1 });
        return Count++;
    }

    private int FindPast(ulong hash, in TermKey key, ref byte letters)
    {
        var mask = entries.Length - 1;
        for (var at = (int)hash & mask; entries[at].Number != 0; at = (at + 1) & mask)
        {
            ref var entry = ref entries[at];
            if (entry.Key.Low != key.Low || entry.Key.High != key.High || entry.Key.Length != key.Length) continue;
            if (key.Length <= TermKey.Whole || IsSame(entry.Number - 1, key.Length, ref letters)) return entry.Number - 1;
        }

        return -1;
    }

    private bool IsSame(int term, int length, ref byte letters) =>
        MemoryMarshal.CreateReadOnlySpan(ref letters, length).SequenceEqual(longTerms[term]);

    private void Grow()
    {
        var old = entries;
        entries = new Entry[old.Length * 2];
        filter = new ulong[entries.Length / 4];
        foreach (var entry in old)
            if (entry.Number != 0) Insert(entry);
    }

    private void Insert(in Entry entry)
    {
        var hash = entry.Key.Hash;
        var bit = (uint)(hash >> 32);
        filter[(bit >> 6) & (uint)(filter.Length - 1)] |= 1UL << (int)(bit & 63);
        var mask = entries.Length - 1;
        var at = (int)hash & mask;
        while (entries[at].Number != 0) at = (at + 1) & mask;
        entries[at] = entry;
    }

    private struct Entry
    {
        public TermKey Key;

        /// <summary>The term's number and one, so that 0 is an empty place.</summary>
        public int Number;
    }
}
