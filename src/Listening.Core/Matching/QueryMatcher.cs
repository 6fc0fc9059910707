using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Matching;

/// <summary>Holds one query against one post: the plain meaning of the language, without any index.</summary>
public static class QueryMatcher
{
    /// <summary>True when the query matches the post.</summary>
    public static bool Matches(Query query, Post post)
    {
        using var rented = PostAnalysis.Of(post);
        return QueryEvaluator.Holds(query.Root, rented.Post);
    }

    /// <summary>The parts of the post's text that made it match: ascending, not overlapping; empty when it does not match or matched by other fields only.</summary>
    public static IReadOnlyList<TextSpan> Spans(Query query, Post post)
    {
        using var rented = PostAnalysis.Of(post);
        return QueryEvaluator.Holds(query.Root, rented.Post) ? SpanCollector.Collect(query.Root, rented.Post) : [];
    }
}
