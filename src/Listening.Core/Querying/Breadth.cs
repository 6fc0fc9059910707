namespace Listening.Core.Querying;

/// <summary>Refuses queries that say only what a post must not have, or what half of all posts have.</summary>
/// <remarks>
/// In every way in which the query can hold there must be a word, phrase, hashtag, handle or link that the post has.
/// <c>lang:</c>, <c>is:</c> and <c>has:</c> narrow a search but do not make one.
/// </remarks>
internal static class Breadth
{
    private const string Expected = "a word, phrase, hashtag, handle or url: to look for as well, in this part of the query";

    /// <summary>Null when the query is narrow enough.</summary>
    public static QueryError? Check(QueryNode root)
    {
        var broad = Find(root, isNegated: false);
        return broad is null ? null : new QueryError(broad.Column, Describe(broad), Expected);
    }

    // The node that makes the query too broad; null when there is none. A negated AND is an OR, and the reverse.
    private static QueryNode? Find(QueryNode node, bool isNegated) => node switch
    {
        Not negation => Find(negation.Part, !isNegated) is { } broad ? (ReferenceEquals(broad, negation.Part) ? negation : broad) : null,
        And all => isNegated ? FindAny(all.Parts, isNegated) : FindAll(all, all.Parts, isNegated),
        Or any => isNegated ? FindAll(any, any.Parts, isNegated) : FindAny(any.Parts, isNegated),
        Lang or IsReply or HasLink => node,
        _ => isNegated ? node : null,
    };

    private static QueryNode? FindAny(IReadOnlyList<QueryNode> parts, bool isNegated)
    {
        foreach (var part in parts)
            if (Find(part, isNegated) is { } broad) return broad;
        return null;
    }

    private static QueryNode? FindAll(QueryNode whole, IReadOnlyList<QueryNode> parts, bool isNegated)
    {
        foreach (var part in parts)
            if (Find(part, isNegated) is null) return null;
        return whole;
    }

    private static string Describe(QueryNode node) => node switch
    {
        Lang or IsReply or HasLink => "only lang:, is: or has:, which a great many posts meet",
        And all when all.Parts.Any(part => part is Lang or IsReply or HasLink) => "only lang:, is:, has: or what to leave out, which a great many posts meet",
        _ => "only what to leave out, which nearly every post meets",
    };
}
