using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Listening.Core.Matching;

/// <summary>The searches that wait for one term. Immutable. A struct, because following one more reference would be felt.</summary>
internal readonly struct WaitingList
{
    // Apart from the postings, because most of these are never looked at. Both are shared by many lists.
    private readonly int[] seconds;
    private readonly Posting[] postings;
    private readonly int start;

    private WaitingList(int[] seconds, Posting[] postings, int start, int count) =>
        (this.seconds, this.postings, this.start, Count) = (seconds, postings, start, count);

    /// <summary>Nothing waits.</summary>
    public static WaitingList Empty { get; } = new([], [], 0, 0);

    /// <summary>How many wait.</summary>
    public int Count { get; }

    /// <summary>Bytes it takes.</summary>
    public long Size => 24 + (Count * 44L);

    /// <summary>Makes the list of each term.</summary>
    /// <param name="waiting">For each term the postings that wait for it, each with the second term that it waits for.</param>
    public static WaitingList[] Build(IReadOnlyList<List<(int Second, Posting Posting)>?> waiting)
    {
        // One behind the other in memory, so that short lists are found together and none has a header of its own.
        int[] allSeconds = [.. waiting.SelectMany(list => list ?? []).Select(one => one.Second)];
        Posting[] allPostings = [.. waiting.SelectMany(list => list ?? []).Select(one => one.Posting)];
        var lists = new WaitingList[waiting.Count];
        var taken = 0;
        foreach (var (term, list) in waiting.Index())
        {
            lists[term] = list is null ? Empty : new WaitingList(allSeconds, allPostings, taken, list.Count);
            taken += list?.Count ?? 0;
        }

        return lists;
    }

    /// <summary>Adds the numbers of the searches that hold.</summary>
    public void Wake(PostTerms post, List<int> found)
    {
        // No list reaches beyond what it shares; to ask the arrays for their lengths would be one more wait for memory.
        ref var second = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(seconds), start);
        for (var i = 0; i < Count; i++)
        {
            if (!post.Has(Unsafe.Add(ref second, i))) continue;
            ref readonly var posting = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(postings), start + i);
            if (posting.Holds(post)) found.Add(posting.Number);
        }
    }

    /// <summary>The same and more.</summary>
    public WaitingList With(IEnumerable<(int Second, Posting Posting)> more)
    {
        List<(int Second, Posting Posting)> added = [.. more];
        return new WaitingList(
            [.. Seconds, .. added.Select(one => one.Second)], [.. Postings, .. added.Select(one => one.Posting)], 0, Count + added.Count);
    }

    /// <summary>The same without a search.</summary>
    public WaitingList Without(int number)
    {
        List<(int Second, Posting Posting)> left = [.. Seconds.ToArray().Zip(Postings.ToArray()).Where(one => one.Second.Number != number)];
        return left.Count == 0 ? Empty : Empty.With(left);
    }

    private ReadOnlySpan<int> Seconds => seconds.AsSpan(start, Count);

    private ReadOnlySpan<Posting> Postings => postings.AsSpan(start, Count);
}
