using System.Globalization;
using Listening.Core.Querying;

namespace Listening.Sources.Mastodon;

/// <summary>
/// Turns a query into requests that together find at least what the query matches, as far as the platform can be told.
/// The local matcher has the last word.
/// </summary>
/// <remarks>
/// Hashtags have timelines, which show every public post that the server has seen. Everything else needs the search, which a server
/// opens to signed-in people only and which finds only posts of people who have agreed to be found.
/// A part that the platform cannot express is left out of an AND, which finds more. It cannot be left out of an OR, which would find less.
/// Languages are left out: the platform compares the whole tag, a query also its beginning.
/// </remarks>
internal static class MastodonPrefilter
{
    /// <summary>Alternatives inside an AND are multiplied out up to this many; beyond that they are left out.</summary>
    private const int MostCombinations = 12;

    /// <summary>The requests; or, when there can be none, a sentence that says why by place in the query, without quoting it.</summary>
    public static (IReadOnlyList<MastodonRequest> Requests, string? Reason) Derive(Query query, bool canSearch)
    {
        if (Alternatives(query.Root) is not { } found || !found.All(alternative => alternative.IsEnough))
            return ([], $"Mastodon cannot look for this query: {Obstacle(query.Root)}. It needs a hashtag, word, phrase or the full handle of an author (name@server.example) in every alternative.");

        var alternatives = Distinct(found);
        var searched = alternatives.FindAll(alternative => alternative.Tags.Count == 0);
        return searched.Count > 0 && !canSearch
            ? ([], "Mastodon shows everybody its hashtags, but lets only signed-in people search for words. Put a hashtag into every alternative of the query, or give the source an access token; its search finds only posts of people who have agreed to be found.")
            : ([.. Timelines(alternatives.FindAll(alternative => alternative.Tags.Count > 0)).Select(timeline => timeline.Request()), .. searched.Select(Search)], null);
    }

    private static MastodonRequest Search(MastodonAlternative alternative) =>
        new(PagingStyle.Search, "search", "/api/v2/search", [new("type", "statuses"), new("q", string.Join(' ', alternative.Terms))]);

    // Alternatives of one hashtag each share a timeline, as far as they leave out the same.
    private static IEnumerable<TagTimeline> Timelines(List<MastodonAlternative> alternatives)
    {
        var single = alternatives.Where(alternative => alternative.Tags.Count == 1)
            .GroupBy(alternative => string.Join('\n', alternative.Without.Order(StringComparer.Ordinal)), StringComparer.OrdinalIgnoreCase)
            .SelectMany(group => group.Chunk(TagTimeline.MostInGroup).Select(chunk => new TagTimeline([.. chunk.Select(alternative => alternative.Tags[0])], [], chunk[0].Without)));
        var several = alternatives.Where(alternative => alternative.Tags.Count > 1)
            .Select(alternative => new TagTimeline([alternative.Tags[0]], alternative.Tags.RemoveAt(0), alternative.Without));
        return single.Concat(several);
    }

    // Null: this node says nothing that the platform understands, so any post may match it.
    private static IReadOnlyList<MastodonAlternative>? Alternatives(QueryNode node) => node switch
    {
        And all => Combined([.. all.Parts.Select(Alternatives).OfType<IReadOnlyList<MastodonAlternative>>()]),
        Or any => Joined(any),
        Hashtag tag => [new MastodonAlternative { Tags = [tag.Text] }],
        Not { Part: Hashtag tag } => [new MastodonAlternative { Without = [tag.Text] }],
        Word word => [new MastodonAlternative { Terms = [Quoted(word)] }],
        Phrase phrase => [new MastodonAlternative { Terms = [Quoted(phrase)] }],
        Proximity near => [new MastodonAlternative { Terms = [.. near.Words.Select(Quoted).Distinct(StringComparer.OrdinalIgnoreCase)] }],
        From from when IsHandle(from.Handle) => [new MastodonAlternative { Terms = [$"from:{from.Handle}"] }],
        _ => null,
    };

    private static List<MastodonAlternative>? Joined(Or any)
    {
        var joined = new List<MastodonAlternative>();
        foreach (var part in any.Parts)
        {
            if (Alternatives(part) is not { } alternatives) return null;
            joined.AddRange(alternatives);
        }

        return joined;
    }

    private static IReadOnlyList<MastodonAlternative>? Combined(List<IReadOnlyList<MastodonAlternative>> parts)
    {
        IReadOnlyList<MastodonAlternative>? combined = null;
        // Those with fewest alternatives first, so that what narrows most for least is sure of its place.
        foreach (var part in parts.OrderBy(part => part.Count))
        {
            if (combined is null) combined = part;
            else if (combined.Count == 1 || combined.Count * part.Count <= MostCombinations) combined = [.. combined.SelectMany(_ => part, (one, other) => one.And(other))];
            else if (!combined.All(alternative => alternative.IsEnough)) combined = part;
        }

        return combined;
    }

    private static List<MastodonAlternative> Distinct(IReadOnlyList<MastodonAlternative> alternatives) =>
        [.. alternatives.Where((one, at) => !alternatives.Where((other, place) => place != at && other.Covers(one) && (!one.Covers(other) || place < at)).Any())];

    private static string Quoted(Phrase phrase) => $"\"{string.Join(' ', phrase.Words.Select(word => Straight(word.Text)))}\"";

    private static string Quoted(Word word)
    {
        var text = Straight(word.Text);
        // Quotes keep the platform from reading a word as an operator or taking it apart.
        return text.All(char.IsLetterOrDigit) ? text : $"\"{text}\"";
    }

    private static string Straight(string text) => text.Replace('’', '\'').Replace('‘', '\'').Replace("\"", "", StringComparison.Ordinal);

    private static bool IsHandle(string handle) => handle.Split('@') is [{ Length: > 0 }, { Length: > 0 } server] && server.Contains('.', StringComparison.Ordinal);

    private static string Obstacle(QueryNode node) => node switch
    {
        Or any when any.Parts.FirstOrDefault(IsObstacle) is { } part => Obstacle(part),
        And all when all.Parts.OfType<Or>().FirstOrDefault(IsObstacle) is { } any => Obstacle(any),
        And => At(node, "a group with nothing that it can look for"),
        Not => At(node, "what must be absent"),
        Prefix => At(node, "a word with *"),
        From => At(node, "from: without the author's server"),
        Mention or To => At(node, "a mention"),
        Url => At(node, "a link"),
        _ => At(node, "a condition that only narrows"),
    };

    private static bool IsObstacle(QueryNode node) => Alternatives(node) is not { } alternatives || !alternatives.All(alternative => alternative.IsEnough);

    private static string At(QueryNode node, string what) => string.Create(CultureInfo.InvariantCulture, $"at column {node.Column} stands {what}");
}
