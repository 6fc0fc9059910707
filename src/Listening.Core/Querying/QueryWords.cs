using System.Globalization;

namespace Listening.Core.Querying;

/// <summary>Says in plain words what a query requires, so that its writer sees how it was understood.</summary>
public static class QueryWords
{
    // Beyond that nobody reads on; the query itself stands beside it.
    private const int MostParts = 12;

    /// <summary>What a post must have, for example <c>the word “fee” and a link</c>.</summary>
    public static string Describe(Query query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Describe(query.Root, isInner: false);
    }

    private static string Describe(QueryNode node, bool isInner) => node switch
    {
        And all => Bracket(Join(all.Parts, " and "), isInner),
        Or any => Bracket(Join(any.Parts, " or "), isInner),
        Not negation => $"not {Describe(negation.Part, isInner: true)}",
        Word word => $"the word “{word.Text}”",
        Phrase phrase => $"the words “{string.Join(' ', phrase.Words.Select(word => word.Text))}” side by side",
        Proximity near => string.Create(
            CultureInfo.InvariantCulture, $"the words “{string.Join("”, “", near.Words.Select(word => word.Text))}” within {near.Window} words"),
        Prefix prefix => $"a word that begins with “{prefix.Text}”",
        Hashtag tag => $"the hashtag #{tag.Text}",
        Mention mention => $"a mention of @{mention.Handle}",
        From from => $"the author @{from.Handle}",
        To to => $"the addressee @{to.Handle}",
        Url url => $"a link to {url.Host}{url.Path}",
        Lang lang => $"the language {lang.Tag}",
        IsReply => "an answer to another post",
        HasLink => "a link",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "This node has no words."),
    };

    private static string Join(IReadOnlyList<QueryNode> parts, string by)
    {
        var words = string.Join(by, parts.Take(MostParts).Select(part => Describe(part, isInner: true)));
        return parts.Count <= MostParts ? words : string.Create(CultureInfo.InvariantCulture, $"{words}{by}{parts.Count - MostParts} more");
    }

    private static string Bracket(string words, bool isInner) => isInner ? $"({words})" : words;
}
