namespace Listening.Core.Matching;

/// <summary>How often terms are met, learned from one post in sixty-four. Shared by threads without locks: a count that is lost now and then changes nothing.</summary>
internal sealed class TermStatistics
{
    private const int Enough = 200;

    // Drawn by lot: a thread that matches against two sets in turn would always count for the same one.
    [ThreadStatic]
    private static uint lot;

    private readonly int[] seen;
    private int posts;

    public TermStatistics(int terms) => seen = new int[terms];

    /// <summary>True when enough was seen to be relied on.</summary>
    public bool IsEnough => posts >= Enough;

    /// <summary>Bytes it takes.</summary>
    public long Size => seen.LongLength * 4;

    /// <summary>The same counts, with room for more terms.</summary>
    public TermStatistics Grown(int terms)
    {
        var grown = new TermStatistics(terms) { posts = posts };
        seen.CopyTo(grown.seen, 0);
        return grown;
    }

    /// <summary>Looks at one post in sixty-four.</summary>
    public void Learn(PostTerms post)
    {
        lot = (lot * 1664525) + 1013904223;
        if (lot >> 26 != 0) return;
        posts++;
        foreach (var term in post.Found)
            if (term < seen.Length) seen[term]++;
    }

    /// <summary>In how many of a thousand posts a term is expected.</summary>
    public double CostOf(int term) => term < seen.Length ? 1000.0 * seen[term] / Math.Max(posts, 1) : 0;
}
