using System.Globalization;
using Listening.Core.Querying;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>
/// Turns a query into the words that the site's search is asked for, which together find at least what the query matches, as
/// far as the site can be told. The local matcher has the last word.
/// </summary>
/// <remarks>
/// The site knows words (by their stem), words in quotes side by side, and OR, which binds weaker than standing side by side; so a
/// query becomes alternatives of words that must all be there. A part that cannot be said is left out of an AND, which finds more;
/// left out of an OR it would find less. Words are written in small letters: the site's operators are capitals.
/// Its operators <c>status:</c>, <c>latest_status:</c> and <c>requested_from:</c> are not used: a query has nothing that means the same.
/// </remarks>
internal static class WhatDoTheyKnowPrefilter
{
    /// <summary>Alternatives inside an AND are multiplied out up to this many; beyond that they are left out.</summary>
    private const int MostAlternatives = 16;

    /// <summary>What the site is asked for; or, when that can be nothing, a sentence that says why by place in the query, without quoting it.</summary>
    public static (string Words, string? Reason) Derive(Query query) => Alternatives(query.Root) is { } alternatives
        ? (string.Join(" OR ", alternatives.Select(all => string.Join(' ', all)).Distinct(StringComparer.Ordinal)), null)
        : ("", $"WhatDoTheyKnow cannot search for this query: {Obstacle(query.Root)}. It needs a word, phrase, hashtag or mentioned name in every alternative.");

    // Null: this node says nothing that the site understands, so any event may match it.
    private static IReadOnlyList<IReadOnlyList<string>>? Alternatives(QueryNode node) => node switch
    {
        And all => Combined([.. all.Parts.Select(Alternatives).OfType<IReadOnlyList<IReadOnlyList<string>>>()]),
        Or any => Joined(any),
        Word word => OfWord(word),
        Phrase phrase => [[Quoted(phrase.Words.Select(word => word.Text))]],
        Proximity near => Combined([.. near.Words.Select(OfWord)]),
        Hashtag tag => Spoken(tag.Text),
        Mention mention => Spoken(mention.Handle),
        To to => Spoken(to.Handle),
        _ => null,
    };

    // A name may be written with accents or without.
    private static IReadOnlyList<IReadOnlyList<string>> OfWord(Word word)
    {
        var (written, folded) = (Plain(word.Text), Plain(word.Folded));
        return written == folded ? [[written]] : [[written], [folded]];
    }

    private static IReadOnlyList<IReadOnlyList<string>>? Spoken(string name)
    {
        var words = new string([.. name.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : [[words.Length == 1 ? Plain(words[0]) : Quoted(words)]];
    }

    private static List<IReadOnlyList<string>>? Joined(Or any)
    {
        var joined = new List<IReadOnlyList<string>>();
        foreach (var part in any.Parts)
        {
            if (Alternatives(part) is not { } alternatives) return null;
            joined.AddRange(alternatives);
        }

        return joined;
    }

    private static IReadOnlyList<IReadOnlyList<string>>? Combined(List<IReadOnlyList<IReadOnlyList<string>>> parts)
    {
        IReadOnlyList<IReadOnlyList<string>>? combined = null;
        // Those with fewest alternatives first, so that what narrows most for least is sure of its place.
        foreach (var part in parts.OrderBy(part => part.Count))
        {
            if (combined is null) combined = part;
            else if (combined.Count * part.Count <= MostAlternatives)
                combined = [.. combined.SelectMany(_ => part, (one, other) => (IReadOnlyList<string>)[.. one.Concat(other).Distinct(StringComparer.Ordinal)])];
        }

        return combined;
    }

    private static string Quoted(IEnumerable<string> words) => $"\"{string.Join(' ', words.Select(Plain))}\"";

    private static string Plain(string text) => text.Replace('’', '\'').Replace('‘', '\'').Replace("\"", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string Obstacle(QueryNode node) => node switch
    {
        Or any when any.Parts.FirstOrDefault(part => Alternatives(part) is null) is { } part => Obstacle(part),
        And all when all.Parts.OfType<Or>().FirstOrDefault() is { } any => Obstacle(any),
        And => At(node, "a group with nothing that it can look for"),
        Not => At(node, "what must be absent"),
        Prefix => At(node, "a word with *"),
        From => At(node, "from:, for which there is the account search"),
        Url => At(node, "a link"),
        _ => At(node, "a condition that only narrows"),
    };

    private static string At(QueryNode node, string what) => string.Create(CultureInfo.InvariantCulture, $"at column {node.Column} stands {what}");
}
