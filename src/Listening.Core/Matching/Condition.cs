using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>A condition of a search that is more than having a term.</summary>
internal abstract class Condition
{
    /// <summary>True when the post meets it.</summary>
    public abstract bool Holds(PostTerms post);
}

/// <summary>These terms stand one behind the other.</summary>
internal sealed class PhraseCondition(int[] words) : Condition
{
    public override bool Holds(PostTerms post)
    {
        foreach (var word in words)
            if (!post.Has(word)) return false;

        var places = post.Places;
        for (var at = places.IndexOf(words[0]); at >= 0; )
        {
            if (places[at..].StartsWith(words)) return true;
            var next = places[(at + 1)..].IndexOf(words[0]);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }
}

/// <summary>These terms all stand within a window, in any order.</summary>
internal sealed class ProximityCondition(int[] words, int window) : Condition
{
    public override bool Holds(PostTerms post)
    {
        foreach (var word in words)
            if (!post.Has(word)) return false;

        Span<int> last = stackalloc int[words.Length];
        last.Fill(-window);
        var places = post.Places;
        for (var at = 0; at < places.Length; at++)
        {
            var word = places[at] < 0 ? -1 : words.AsSpan().IndexOf(places[at]);
            if (word < 0) continue;
            last[word] = at;
            if (AllAfter(last, at - window)) return true;
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

/// <summary>The platform says that the post is in this language.</summary>
internal sealed class LanguageCondition(string tag) : Condition
{
    public override bool Holds(PostTerms post) => QueryEvaluator.IsLanguage(post.Post.Lang, tag);
}

/// <summary>The post answers another.</summary>
internal sealed class ReplyCondition : Condition
{
    public override bool Holds(PostTerms post) => !string.IsNullOrEmpty(post.Post.ReplyTo);
}

/// <summary>The post carries a link.</summary>
internal sealed class LinkCondition : Condition
{
    public override bool Holds(PostTerms post) => post.HasLink;
}
