using System.Globalization;
using Listening.Core.Querying;

namespace Listening.Sources.Bluesky;

/// <summary>
/// Turns a query into searches that together find at least what the query matches, as far as the platform can be told.
/// The local matcher has the last word.
/// </summary>
/// <remarks>
/// A part that the platform cannot express is left out of an AND, which finds more. It cannot be left out of an OR, which
/// would find less. Two differences of the platform's own search remain: it knows a link only by its exact host (with and
/// without www. is asked for here), not by hosts below it, and a hashtag only where the author's app marked it as one.
/// </remarks>
internal static class BlueskyPrefilter
{
    /// <summary>Alternatives inside an AND are multiplied out up to this many searches; beyond that they are left out.</summary>
    private const int MostCombinations = 12;

    /// <summary>The searches; or, when there can be none, a sentence that says why by place in the query, without quoting it.</summary>
    public static (IReadOnlyList<BlueskySearch> Searches, string? Reason) Derive(Query query)
    {
        var searches = Alternatives(query.Root);
        return searches is not null && searches.All(search => search.IsEnough)
            ? (Distinct(searches), null)
            : ([], $"Bluesky cannot search for this query: {Obstacle(query.Root)}. It needs a word, phrase, hashtag, link, or the full handle of an account (name.example) in every alternative.");
    }

    // Null: this node says nothing that the platform understands, so any post may match it.
    private static IReadOnlyList<BlueskySearch>? Alternatives(QueryNode node) => node switch
    {
        And all => Combined([.. all.Parts.Select(Alternatives).OfType<IReadOnlyList<BlueskySearch>>()]),
        Or any => Joined(any),
        Word word => [new BlueskySearch { Words = [Quoted(word)] }],
        Phrase phrase => [new BlueskySearch { Words = [Quoted(phrase)] }],
        Proximity near => [new BlueskySearch { Words = [.. near.Words.Select(Quoted).Distinct(StringComparer.OrdinalIgnoreCase)] }],
        Hashtag tag => [new BlueskySearch { Tags = [tag.Text] }],
        From from when IsHandle(from.Handle) => [new BlueskySearch { Author = from.Handle }],
        Mention mention when IsHandle(mention.Handle) => [new BlueskySearch { Mentions = mention.Handle }],
        To to when IsHandle(to.Handle) => [new BlueskySearch { Mentions = to.Handle }],
        // A name of another platform stands in the text as a word, or not at all.
        Mention mention when IsPlain(mention.Handle) => [new BlueskySearch { Words = [mention.Handle] }],
        To to when IsPlain(to.Handle) => [new BlueskySearch { Words = [to.Handle] }],
        Url url => [new BlueskySearch { Domain = url.Host }, new BlueskySearch { Domain = "www." + url.Host }],
        Lang { Tag: [_, _] } lang => [new BlueskySearch { Lang = lang.Tag }],
        Lang { Tag: [var first, var second, '-', ..] } => [new BlueskySearch { Lang = $"{first}{second}" }],
        _ => null,
    };

    private static List<BlueskySearch>? Joined(Or any)
    {
        var joined = new List<BlueskySearch>();
        foreach (var part in any.Parts)
        {
            if (Alternatives(part) is not { } searches) return null;
            joined.AddRange(searches);
        }

        return joined;
    }

    private static IReadOnlyList<BlueskySearch>? Combined(List<IReadOnlyList<BlueskySearch>> parts)
    {
        IReadOnlyList<BlueskySearch>? combined = null;
        // Those with fewest alternatives first, so that what narrows most for least is sure of its place.
        foreach (var part in parts.OrderBy(part => part.Count))
        {
            if (combined is null) combined = part;
            else if (combined.Count == 1 || combined.Count * part.Count <= MostCombinations) combined = [.. combined.SelectMany(_ => part, (one, other) => one.And(other))];
            else if (!combined.All(search => search.IsEnough)) combined = part;
        }

        return combined;
    }

    private static List<BlueskySearch> Distinct(IReadOnlyList<BlueskySearch> searches) =>
        [.. searches.DistinctBy(search => string.Join('\n', search.Parameters().Select(pair => $"{pair.Key}={pair.Value}")), StringComparer.OrdinalIgnoreCase)];

    private static string Quoted(Phrase phrase) => $"\"{string.Join(' ', phrase.Words.Select(word => Straight(word.Text)))}\"";

    private static string Quoted(Word word)
    {
        var text = Straight(word.Text);
        // Quotes keep the platform from reading a word as an operator or taking it apart.
        return IsPlain(text) && text.ToUpperInvariant() is not ("AND" or "OR" or "NOT") ? text : $"\"{text}\"";
    }

    private static string Straight(string text) => text.Replace('’', '\'').Replace('‘', '\'').Replace("\"", "", StringComparison.Ordinal);

    private static bool IsPlain(string text) => text.All(char.IsLetterOrDigit);

    // The platform refuses the whole request for a handle of another form.
    private static bool IsHandle(string handle)
    {
        var labels = handle.Split('.');
        return handle.Length <= 253 && labels.Length >= 2 && char.IsAsciiLetter(labels[^1].FirstOrDefault())
            && labels.All(label => label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-'
                && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
    }

    private static string Obstacle(QueryNode node) => node switch
    {
        Or any when any.Parts.FirstOrDefault(IsObstacle) is { } part => Obstacle(part),
        And all when all.Parts.OfType<Or>().FirstOrDefault(IsObstacle) is { } any => Obstacle(any),
        And => At(node, "a group with nothing that it can look for"),
        Not => At(node, "what must be absent"),
        Prefix => At(node, "a word with *"),
        From => At(node, "from: with a handle of another platform"),
        _ => At(node, "a condition that only narrows"),
    };

    private static bool IsObstacle(QueryNode node) => Alternatives(node) is not { } searches || !searches.All(search => search.IsEnough);

    private static string At(QueryNode node, string what) => string.Create(CultureInfo.InvariantCulture, $"at column {node.Column} stands {what}");
}
