using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>The terms of the searches, each with a number. Most words of a post are in no search, so a filter of one bit turns them away first.</summary>
/// <remarks>Added to while a set is being built; whoever shares it afterwards only reads.</remarks>
internal sealed class Vocabulary
{
    /// <summary>Stands for a term that every post has.</summary>
    public const int Everywhere = 0;

    /// <summary>Stands for a term that no post has.</summary>
    public const int Nowhere = 1;

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

    /// <summary>One bit for each <see cref="TermKey.Quick"/> of a term: see <see cref="MayHave"/>.</summary>
    public ulong[] Filter => filter;

    /// <summary>Number of terms, <see cref="Everywhere"/> and <see cref="Nowhere"/> included; they are numbered from 0.</summary>
    public int Count { get; private set; } = Nowhere + 1;

    /// <summary>Bytes it takes.</summary>
    public long Size => (entries.LongLength * 24) + (filter.LongLength * 8) + longTerms.Values.Sum(term => term.LongLength + 64);

    /// <summary>The same terms, to be added to.</summary>
    public Vocabulary Copy() => new(this);

    /// <summary>Below the bits of <see cref="TermKey.Quick"/> that choose one of the filter.</summary>
    public int FilterShift => ShiftOf(filter.Length) - 6;

    /// <summary>False for most terms that no search has.</summary>
    /// <param name="filter"><see cref="Filter"/>.</param>
    /// <param name="shift"><see cref="FilterShift"/>.</param>
    /// <param name="quick"><see cref="TermKey.Quick"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayHave(ulong[] filter, int shift, ulong quick)
    {
        var bit = quick >> shift;
        return (filter[(int)(bit >> 6)] >> (int)bit & 1) != 0;
    }

    /// <summary>The number of a term; -1 when no search has it.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="letters">Its letters from the first on; read only when its key does not hold it whole.</param>
    public int Find(in TermKey key, ref byte letters) => MayHave(filter, FilterShift, key.Quick) ? FindLikely(key, ref letters) : -1;

    /// <summary>The same for a term that passed <see cref="MayHave"/>.</summary>
    public int FindLikely(in TermKey key, ref byte letters)
    {
        var mask = entries.Length - 1;
        for (var at = FirstPlace(key); entries[at].Number != 0; at = (at + 1) & mask)
        {
            ref var entry = ref entries[at];
            if (entry.Is(key) && (key.Length <= TermKey.Whole || IsSame(entry.Number, key.Length, ref letters))) return entry.Number;
        }

        return -1;
    }

    /// <summary>The number of a term of at most <see cref="TermKey.Whole"/> bytes, if it stands where it is looked for first; else 0. Without a branch, so that the processor looks several up at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindFirst(ulong low, ulong high, int length)
    {
        ref readonly var entry = ref entries[(int)(TermKey.HashOf(low, high) >> ShiftOf(entries.Length)) & (entries.Length - 1)];
        var difference = (entry.Low ^ low) | (entry.High ^ high) | (uint)(entry.Length ^ length);
        // All bits when there is none.
        return entry.Number & ~(int)((long)(difference | (0 - difference)) >> 63);
    }

    /// <summary>The number of a term, which is given one when it has none.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> letters)
    {
        var key = TermKey.Of(letters);
        var there = Find(key, ref MemoryMarshal.GetReference(letters));
        if (there >= 0) return there;
        if (key.Length > TermKey.Whole) longTerms.Add(Count, letters.ToArray());
        if ((Count + 1) * 2 > entries.Length) Grow();
        Insert(key, Count);
        return Count++;
    }

    // Of a product the highest bits are the best.
    private static int ShiftOf(int size) => BitOperations.LeadingZeroCount((ulong)size) + 1;

    private int FirstPlace(in TermKey key) => (int)(key.Hash >> ShiftOf(entries.Length)) & (entries.Length - 1);

    private bool IsSame(int term, int length, ref byte letters) =>
        MemoryMarshal.CreateReadOnlySpan(ref letters, length).SequenceEqual(longTerms[term]);

    private void Grow()
    {
        var old = entries;
        entries = new Entry[old.Length * 2];
        filter = new ulong[entries.Length / 4];
        foreach (var entry in old)
            if (entry.Number != 0) Insert(new TermKey(entry.Low, entry.High, entry.Length), entry.Number);
    }

    private void Insert(in TermKey key, int number)
    {
        var bit = key.Quick >> FilterShift;
        filter[bit >> 6] |= 1UL << (int)bit;
        var mask = entries.Length - 1;
        var at = FirstPlace(key);
        while (entries[at].Number != 0) at = (at + 1) & mask;
        entries[at] = new Entry { Low = key.Low, High = key.High, Length = key.Length, Number = number };
    }

    private struct Entry
    {
        public ulong Low;
        public ulong High;
        public int Length;

        /// <summary>The term's number; 0 is an empty place.</summary>
        public int Number;

        public readonly bool Is(in TermKey key) => Low == key.Low && High == key.High && Length == key.Length;
    }
}
