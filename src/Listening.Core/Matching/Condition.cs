using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>A condition of a search that is more than having a term.</summary>
internal abstract class Condition
{
    /// <summary>True when the post meets it.</summary>
    public abstract bool Holds(PostTerms post);

    /// <summary>True when the post has every one of these terms.</summary>
    protected static bool HasAll(PostTerms post, int[] terms)
    {
        foreach (var term in terms)
            if (!post.Has(term)) return false;
        return true;
    }
}

/// <summary>These terms stand one behind the other.</summary>
internal sealed class PhraseCondition(int[] terms) : Condition
{
    public override bool Holds(PostTerms post)
    {
        if (!HasAll(post, terms)) return false;
        for (var words = post.Words; words.Length >= terms.Length; words = words[1..])
            if (words[0].Term == terms[0] && IsHere(words)) return true;
        return false;
    }

    // A word of no search would leave a gap between the places.
    private bool IsHere(ReadOnlySpan<FoundWord> words)
    {
        for (var i = 1; i < terms.Length; i++)
            if (words[i].Term != terms[i] || words[i].Place != words[0].Place + i) return false;
        return true;
    }
}

/// <summary>These terms all stand within a window, in any order.</summary>
internal sealed class ProximityCondition(int[] terms, int window) : Condition
{
    public override bool Holds(PostTerms post)
    {
        if (!HasAll(post, terms)) return false;
        Span<int> last = stackalloc int[terms.Length];
        last.Fill(-window);
        foreach (var word in post.Words)
        {
            var term = terms.AsSpan().IndexOf(word.Term);
            if (term < 0) continue;
            last[term] = word.Place;
            if (AllAfter(last, word.Place - window)) return true;
        }

        return false;
    }

    private static bool AllAfter(ReadOnlySpan<int> last, int place)
    {
        foreach (var at in last)
            if (at <= place) return false;
        return true;
    }
}

/// <summary>A link leads to this host and path.</summary>
internal sealed class PathCondition(int hostTerm, Url url) : Condition
{
    public override bool Holds(PostTerms post) =>
        post.Has(hostTerm) && post.Links().Any(link => WebAddress.Read(link.Span)?.IsUnder(url.Host, url.Path) == true);
}
