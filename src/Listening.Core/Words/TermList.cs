using System.Numerics;

namespace Listening.Core.Words;

/// <summary>One term found in a text.</summary>
internal struct FoundTerm
{
    /// <summary>First unit in the text; -1 when it comes from another field of the post.</summary>
    public int Start;

    /// <summary>Units in the text.</summary>
    public int Length;

    /// <summary>Its place in the order of words; handles and links take a place too, so that no phrase reaches over them.</summary>
    public int Position;

    /// <summary>Where its folded letters begin in the buffer.</summary>
    public int FoldedAt;

    /// <summary>How many they are.</summary>
    public int FoldedLength;

    /// <summary>Hash of the folded letters.</summary>
    public uint Hash;

    /// <summary>The next term of the same bucket; -1 at the end.</summary>
    public int Next;
}

/// <summary>Terms in the order found, looked up by hash. Reused from post to post; not shared by threads.</summary>
internal sealed class TermList
{
    private FoundTerm[] items = new FoundTerm[64];
    private int[] heads = new int[128];
    private int[] lengths = new int[128];
    private int mask = -1;

    /// <summary>Number of terms.</summary>
    public int Count { get; private set; }

    /// <summary>The term at an index.</summary>
    public ref FoundTerm this[int index] => ref items[index];

    /// <summary>The terms.</summary>
    public ReadOnlySpan<FoundTerm> All => items.AsSpan(0, Count);

    /// <summary>Forgets every term; gives back memory after an unusually long text.</summary>
    public void Clear()
    {
        if (items.Length > 16384) (items, heads, lengths) = (new FoundTerm[64], new int[128], new int[128]);
        Count = 0;
        mask = -1;
    }

    /// <summary>Adds a term.</summary>
    public void Add(in FoundTerm term)
    {
        if (Count == items.Length) Array.Resize(ref items, Count * 2);
        items[Count++] = term;
        mask = -1;
    }

    /// <summary>How many terms of that hash there are at most.</summary>
    public int AtMost(uint hash)
    {
        if (mask < 0) BuildIndex();
        return lengths[hash & (uint)mask];
    }

    /// <summary>Index of the first term of that hash; -1 when there is none.</summary>
    public int First(uint hash)
    {
        if (mask < 0) BuildIndex();
        return Skip(heads[hash & (uint)mask], hash);
    }

    /// <summary>Index of the term of the same hash after <paramref name="index"/>; -1 when there is none.</summary>
    public int After(int index) => Skip(items[index].Next, items[index].Hash);

    private int Skip(int index, uint hash)
    {
        while (index >= 0 && items[index].Hash != hash) index = items[index].Next;
        return index;
    }

    private void BuildIndex()
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, Count * 2));
        if (heads.Length < size) (heads, lengths) = (new int[size], new int[size]);
        mask = size - 1;
        heads.AsSpan(0, size).Fill(-1);
        lengths.AsSpan(0, size).Clear();
        // From the last to the first, so that a bucket's chain runs in the order of the text.
        for (var i = Count - 1; i >= 0; i--)
        {
            var bucket = items[i].Hash & (uint)mask;
            items[i].Next = heads[bucket];
            heads[bucket] = i;
            lengths[bucket]++;
        }
    }
}
