using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Routing;

/// <summary>Something a rule looks for in a post. It holds when the query matches, a mark stands in the text, or the post was found for one of the purposes.</summary>
/// <param name="Name">Unique name, used by the rules.</param>
/// <param name="Says">What it means for staff, for example <c>asks a question</c>.</param>
/// <param name="Query">All its phrases and queries as one; null when it has none.</param>
/// <param name="Marks">Punctuation or symbols that words cannot express, for example <c>?</c>.</param>
/// <param name="FoundFor">Purposes of searches that make it hold whatever the words.</param>
internal sealed record RoutingCue(
    string Name, string Says, Query? Query, IReadOnlyList<string> Marks, IReadOnlyList<SearchPurpose> FoundFor)
{
    /// <summary>True when it holds for another reason than its query.</summary>
    public bool HoldsWithoutWords(Post post, IReadOnlyCollection<SearchPurpose> purposes) =>
        (FoundFor.Count > 0 && purposes.Any(FoundFor.Contains)) || (Marks.Count > 0 && MarkSpans(post.Text).Any());

    /// <summary>The parts of the text that make it hold; empty when it holds by other fields only.</summary>
    public IEnumerable<TextSpan> Spans(Post post)
    {
        var words = Query is null ? [] : QueryMatcher.Spans(Query, post);
        return words.Count > 0 ? words : MarkSpans(post.Text);
    }

    private IEnumerable<TextSpan> MarkSpans(string text)
    {
        foreach (var mark in Marks)
        {
            for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
            {
                // The question mark before an address's parameters asks nothing.
                if (!InsideLink(text, at)) yield return new TextSpan(at, mark.Length);
            }
        }
    }

    private static bool InsideLink(string text, int at)
    {
        var start = at;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1])) start--;
        var word = text.AsSpan(start, at - start);
        var followed = at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);
        return followed && (word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase));
    }
}
