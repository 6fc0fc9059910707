using System.Globalization;
using Listening.Core.Querying;

namespace Listening.Sources.YouTube;

/// <summary>
/// Turns a query into the words of one search for videos that finds no fewer than the query matches, as far as the platform
/// can be told. The local matcher has the last word.
/// </summary>
/// <remarks>
/// The platform takes alternatives only word by word (<c>a|b</c>), and a search is one of few a day. So the query is turned into
/// groups of alternatives of which all must hold, and of a bracket of several groups in an OR one group stands for it, which finds more.
/// </remarks>
internal static class YouTubePrefilter
{
    /// <summary>Longest text of a search, in characters; a request's address has room for no more.</summary>
    private const int Longest = 1_000;

    /// <summary>The search's words; or, when there can be none, a sentence that says why by place in the query, without quoting it.</summary>
    public static (string? Words, string? Reason) Derive(Query query)
    {
        if (Groups(query.Root) is not { } groups)
            return (null, $"YouTube cannot search for this query: {Obstacle(query.Root)}. It needs a word, phrase, hashtag, mention or url: in every alternative.");

        // The shortest narrow most; what does not fit is left out, which finds more.
        var words = new List<string>();
        var room = Longest;
        foreach (var group in groups.Select(Written).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(group => group.Count('|')))
        {
            if (group.Length >= room) continue;
            words.Add(group);
            room -= group.Length + 1;
        }

        return words.Count > 0 ? (string.Join(' ', words), null) : (null, "YouTube cannot search for this query: it has more alternatives than a search has room for. Share them out over several searches.");
    }

    // Groups that must all hold, each of alternatives. Null: this node says nothing that the platform understands, so any video may match it.
    private static List<string[]>? Groups(QueryNode node) => node switch
    {
        And all => NullIfNone([.. all.Parts.Select(Groups).OfType<List<string[]>>().SelectMany(groups => groups)]),
        Or any => Joined(any),
        Word word => [[Quoted(word)]],
        Phrase phrase => [[$"\"{string.Join(' ', phrase.Words.Select(word => Straight(word.Text)))}\""]],
        Proximity near => [.. near.Words.Select(word => new[] { Quoted(word) })],
        Hashtag tag => [["#" + tag.Text]],
        Mention mention => [[Term(mention.Handle)]],
        To to => [[Term(to.Handle)]],
        Url url => [[$"\"{url.Host}\""]],
        _ => null,
    };

    private static List<string[]>? Joined(Or any)
    {
        var alternatives = new List<string>();
        foreach (var part in any.Parts)
        {
            if (Groups(part) is not { } groups) return null;
            alternatives.AddRange(groups.MinBy(group => group.Length)!);
        }

        return [[.. alternatives.Distinct(StringComparer.OrdinalIgnoreCase)]];
    }

    private static List<string[]>? NullIfNone(List<string[]> groups) => groups.Count > 0 ? groups : null;

    private static string Written(string[] group) => string.Join('|', group);

    private static string Quoted(Word word)
    {
        var text = Straight(word.Text);
        // Quotes keep the platform from reading a word as an operator or taking it apart.
        return text.All(char.IsLetterOrDigit) && text.ToUpperInvariant() is not ("AND" or "OR" or "NOT") ? text : $"\"{text}\"";
    }

    private static string Term(string handle) => handle.All(char.IsLetterOrDigit) ? handle : $"\"{handle}\"";

    private static string Straight(string text) => text.Replace('’', '\'').Replace('‘', '\'').Replace("\"", "", StringComparison.Ordinal);

    private static string Obstacle(QueryNode node) => node switch
    {
        Or any when any.Parts.FirstOrDefault(part => Groups(part) is null) is { } part => Obstacle(part),
        And => At(node, "a group with nothing that it can look for"),
        Not => At(node, "what must be absent"),
        Prefix => At(node, "a word with *"),
        From => At(node, "from:, which is a search of kind account"),
        _ => At(node, "a condition that only narrows"),
    };

    private static string At(QueryNode node, string what) => string.Create(CultureInfo.InvariantCulture, $"at column {node.Column} stands {what}");
}
