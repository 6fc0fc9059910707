using Listening.Core.Querying;

namespace Listening.Sources.OwnPage;

/// <summary>
/// What of a page can match a query at all. These platforms cannot search a page by words, so all that is known beforehand is
/// whether posts or comments need not be asked for; the local matcher has the last word.
/// </summary>
/// <param name="Posts">True when a post that answers none may match.</param>
/// <param name="Comments">True when a comment may match.</param>
internal sealed record PagePrefilter(bool Posts, bool Comments)
{
    /// <summary>Reads a query.</summary>
    public static PagePrefilter Derive(Query query) => new(MayHold(query.Root, isReply: false), MayHold(query.Root, isReply: true));

    private static bool MayHold(QueryNode node, bool isReply) => node switch
    {
        And all => all.Parts.All(part => MayHold(part, isReply)),
        Or any => any.Parts.Any(part => MayHold(part, isReply)),
        Not negation => MayFail(negation.Part, isReply),
        IsReply => isReply,
        _ => true,
    };

    private static bool MayFail(QueryNode node, bool isReply) => node switch
    {
        And all => all.Parts.Any(part => MayFail(part, isReply)),
        Or any => any.Parts.All(part => MayFail(part, isReply)),
        Not negation => MayHold(negation.Part, isReply),
        IsReply => !isReply,
        _ => true,
    };
}
