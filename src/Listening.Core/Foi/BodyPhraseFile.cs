using System.Text.Json;
using Listening.Core.Routing;

namespace Listening.Core.Foi;

/// <summary>Reads one entry of <c>bodies</c>: <c>class</c>, perhaps <c>sub</c>, and the phrases <c>before</c> and <c>after</c> a place.</summary>
internal static class BodyPhraseFile
{
    private static readonly Dictionary<string, BodyClass> Classes = new()
    {
        ["council"] = BodyClass.Council,
        ["parish"] = BodyClass.Parish,
        ["combined"] = BodyClass.Combined,
        ["police"] = BodyClass.Police,
        ["commissioner"] = BodyClass.Commissioner,
        ["fire"] = BodyClass.Fire,
        ["trust"] = BodyClass.Trust,
        ["mental-health"] = BodyClass.MentalHealth,
        ["ambulance"] = BodyClass.Ambulance,
        ["health-board"] = BodyClass.HealthBoard,
        ["university"] = BodyClass.University,
    };

    private static readonly Dictionary<string, BodySort> Sorts = new()
    {
        ["borough"] = BodySort.Borough,
        ["district"] = BodySort.District,
        ["county"] = BodySort.County,
        ["city"] = BodySort.City,
        ["county-or-city"] = BodySort.CountyOrCity,
    };

    public static IEnumerable<BodyPhrase> Read(JsonElement element)
    {
        var body = StrictObject.From(element, "A body", "class", "sub", "before", "after");
        var type = One(Classes, body.Text("class"));
        var sort = element.TryGetProperty("sub", out _) ? One(Sorts, body.Text("sub")) : BodySort.None;
        var (before, after) = (Phrases(element, "before"), Phrases(element, "after"));
        return before.Union(after).Select(phrase => new BodyPhrase(type, sort, before.Contains(phrase), after.Contains(phrase), phrase));
    }

    // A body may well have no words before a place.
    private static HashSet<string> Phrases(JsonElement body, string key) => [.. body.GetProperty(key).EnumerateArray().Select(phrase => phrase.GetString()!)];

    private static T One<T>(Dictionary<string, T> known, string name) => known.TryGetValue(name, out var value)
        ? value
        : throw new AuthorityFormatException($"Found \"{name}\" in a body, expected one of {string.Join(", ", known.Keys)}.");
}
