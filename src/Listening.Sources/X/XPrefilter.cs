using System.Globalization;
using Listening.Core.Querying;

namespace Listening.Sources.X;

/// <summary>
/// Turns a query into searches that together find at least what the query matches, as far as X can be told. The local matcher
/// has the last word.
/// </summary>
/// <remarks>
/// A part that X cannot express is left out of an AND, which finds more; in an OR it makes the whole OR say nothing. Words to be
/// absent are never sent: X holds them against a quoted post's text as well, and would leave out more than the query does.
/// Two differences remain that cannot be asked away: a word written without accents finds only posts without them, and a link
/// behind a foreign shortener is found only where X has followed it.
/// </remarks>
internal static class XPrefilter
{
    // Reposts are found where they were written.
    private const string Own = " -is:retweet";

    // What takes more requests than this at each run is a mistake, or several searches.
    private const int MostSearches = 60;

    /// <summary>The searches; or, when there can be none, a sentence that says why by place in the query, without quoting it.</summary>
    /// <param name="query">The query.</param>
    /// <param name="longest">Longest search that the plan allows, in characters.</param>
    /// <param name="within">An operator that must hold besides, and may stand alone; null for none.</param>
    public static (IReadOnlyList<string> Searches, string? Reason) Derive(Query query, int longest, string? within = null)
    {
        var whole = Express(query.Root);
        if (whole is XNever) return ([], "X cannot search for this query: it is written by accounts whose handles no account on X can have.");
        if (within is not null) whole = XAll.Of([new XTerm(within), whole]);
        if (whole is not { IsEnough: true })
            return ([], $"X cannot search for this query: {Obstacle(query.Root)}. It needs a word, phrase, hashtag, link or username in every alternative.");

        var searches = XSplit.Split(whole, longest - Own.Length).Take(MostSearches + 1).Select(search => search.Text + Own).ToList();
        return searches.Count <= MostSearches
            ? (searches, null)
            : ([], string.Create(CultureInfo.InvariantCulture, $"X cannot search for this query: it would take more than {MostSearches} searches of {longest} characters. Share its words out over several saved searches."));
    }

    // Null: this node says nothing that X understands, so any post may match it.
    private static XExpression? Express(QueryNode node) => node switch
    {
        And all => XAll.Of(all.Parts.Select(Express)),
        Or any => XAny.Of([.. any.Parts.Select(Express)]),
        Not not => Negated(not.Part),
        Word word => XWords.Word(word),
        Phrase phrase => XWords.Phrase(phrase),
        Proximity near => XAll.Of(near.Words.Select(XWords.Word)),
        Hashtag tag => XWords.Hashtag(tag),
        Mention mention => XWords.Mention(mention.Handle),
        // X's own to: means answers only; the query means those that begin with the name as well, and both mention it.
        To to => XWords.Mention(to.Handle),
        From from => XUsername.IsOne(from.Handle) ? new XTerm("from:" + from.Handle) : XNever.One,
        Url url => XWords.Url(url),
        Lang lang => XLanguage.OfTag(lang.Tag) is { } known ? new XTerm("lang:" + known, IsEnough: false) : null,
        IsReply => new XTerm("is:reply", IsEnough: false),
        HasLink => new XTerm("has:links", IsEnough: false),
        _ => null,
    };

    private static XExpression? Negated(QueryNode node) => node switch
    {
        Not not => Express(not.Part),
        Or any => XAll.Of(any.Parts.Select(Negated)),
        From from when XUsername.IsOne(from.Handle) => new XTerm("-from:" + from.Handle, IsEnough: false),
        Lang { Tag: [_, _] } lang when XLanguage.OfTag(lang.Tag) is { } known => new XTerm("-lang:" + known, IsEnough: false),
        IsReply => new XTerm("-is:reply", IsEnough: false),
        _ => null,
    };

    private static string Obstacle(QueryNode node) => node switch
    {
        Or any when any.Parts.FirstOrDefault(IsObstacle) is { } part => Obstacle(part),
        And all when all.Parts.OfType<Or>().FirstOrDefault(IsObstacle) is { } any => Obstacle(any),
        And => At(node, "a group with nothing that it can look for"),
        Not => At(node, "what must be absent"),
        Prefix => At(node, "a word with *"),
        _ => At(node, "a condition that only narrows, or a word longer than it takes"),
    };

    private static bool IsObstacle(QueryNode node) => Express(node) is not { IsEnough: true };

    private static string At(QueryNode node, string what) => string.Create(CultureInfo.InvariantCulture, $"at column {node.Column} stands {what}");
}
