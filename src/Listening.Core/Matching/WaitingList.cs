using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Listening.Core.Matching;

/// <summary>The searches that wait for one term. Immutable. A struct, because following one more reference would be felt.</summary>
internal readonly struct WaitingList
{
    // Apart from the postings, because most of these are never looked at.
    private readonly int[] seconds;
    private readonly Posting[] postings;

    private WaitingList(int[] seconds, Posting[] postings) => (this.seconds, this.postings) = (seconds, postings);

    /// <summary>Nothing waits.</summary>
    public static WaitingList Empty { get; } = new([], []);

    /// <summary>How many wait.</summary>
    public int Count => seconds.Length;

    /// <summary>Bytes it takes.</summary>
    public long Size => 16 + (seconds.Length == 0 ? 0 : 48 + (seconds.LongLength * 44));

    /// <summary>Makes the list of each term.</summary>
    /// <param name="waiting">For each term the postings that wait for it, each with the second term that it waits for.</param>
    public static WaitingList[] Build(IReadOnlyList<List<(int Second, Posting Posting)>?> waiting)
    {
        // What is always looked at lies together.
        int[][] together = [.. waiting.Select(list => list is null ? [] : list.Select(one => one.Second).ToArray())];
        return [.. waiting.Select((list, term) => list is null ? Empty : new WaitingList(together[term], [.. list.Select(one => one.Posting)]))];
    }

    /// <summary>Adds the numbers of the searches that hold.</summary>
    public void Wake(PostTerms post, List<int> found)
    {
        var awaited = seconds;
        for (var i = 0; i < awaited.Length; i++)
        {
            if (!post.Has(awaited[i])) continue;
            // There are as many; to ask the array for its length would be one more wait for memory.
            ref readonly var posting = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(postings), i);
            if (posting.Holds(post)) found.Add(posting.Number);
        }
    }

    /// <summary>The same and more.</summary>
    public WaitingList With(IEnumerable<(int Second, Posting Posting)> more)
    {
        List<(int Second, Posting Posting)> added = [.. more];
        return new WaitingList([.. seconds, .. added.Select(one => one.Second)], [.. postings, .. added.Select(one => one.Posting)]);
    }

    /// <summary>The same without a search.</summary>
    public WaitingList Without(int number)
    {
        List<(int Second, Posting Posting)> left = [.. seconds.Zip(postings).Where(one => one.Second.Number != number)];
        return left.Count == 0 ? Empty : Empty.With(left);
    }
}
