using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>What each node of a query means.</summary>
internal static class QueryEvaluator
{
    /// <summary>True when the node holds for the post.</summary>
    public static bool Holds(QueryNode node, AnalysedPost post) => node switch
    {
        And all => All(all.Parts, post),
        Or any => Any(any.Parts, post),
        Not negation => !Holds(negation.Part, post),
        Word word => TermFinder.First(post.Text.Words, post.Text, word.Hash, word.Folded) >= 0,
        Prefix prefix => HasPrefix(prefix, post.Text),
        Phrase phrase => PhraseFinder.Find(phrase, post.Text, spans: null),
        Proximity near => ProximityFinder.Find(near, post.Text, spans: null),
        Hashtag hashtag => TermFinder.FirstMark(post.Text, hashtag.Folded, TermKind.Hashtag) >= 0,
        Mention mention => TermFinder.FirstMark(post.Text, mention.Handle, TermKind.Handle) >= 0,
        From from => IsHandle(post.Post.Author.Handle, from.Handle),
        To to => IsAddressedTo(to.Handle, post),
        Url url => TermFinder.FirstLink(post, url) >= 0,
        Lang lang => IsLanguage(post.Post.Lang, lang.Tag),
        IsReply => !string.IsNullOrEmpty(post.Post.ReplyTo),
        HasLink => post.HasLink,
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType().Name, "A node that has no meaning yet."),
    };

    private static bool All(IReadOnlyList<QueryNode> parts, AnalysedPost post)
    {
        for (var i = 0; i < parts.Count; i++)
            if (!Holds(parts[i], post)) return false;
        return true;
    }

    private static bool Any(IReadOnlyList<QueryNode> parts, AnalysedPost post)
    {
        for (var i = 0; i < parts.Count; i++)
            if (Holds(parts[i], post)) return true;
        return false;
    }

    private static bool HasPrefix(Prefix prefix, AnalysedText text)
    {
        foreach (ref readonly var word in text.Words.All)
            if (text.Folded(word).StartsWith(prefix.Folded, StringComparison.Ordinal)) return true;
        return false;
    }

    private static bool IsHandle(ReadOnlySpan<char> handle, string wanted) =>
        HandleRange.Fold(handle.TrimStart("@＠")).Equals(wanted, StringComparison.Ordinal);

    private static bool IsAddressedTo(string handle, AnalysedPost post)
    {
        var first = TermFinder.FirstMark(post.Text, handle, TermKind.Handle);
        if (first < 0) return false;
        ref var mark = ref post.Text.Marks[first];
        return !string.IsNullOrEmpty(post.Post.ReplyTo) || (mark.Start >= 0 && mark.Position < post.Text.LeadingHandles);
    }

    /// <summary>True when a language tag is the wanted one or a regional form of it.</summary>
    private static bool IsLanguage(string? language, string tag) =>
        language is not null
        && language.StartsWith(tag, StringComparison.OrdinalIgnoreCase)
        && (language.Length == tag.Length || language[tag.Length] is '-' or '_');
}
