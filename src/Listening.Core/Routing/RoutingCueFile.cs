using System.Text.Json;
using Listening.Core.Querying;

namespace Listening.Core.Routing;

/// <summary>Reads one cue of a rules file: <c>says</c>, and at least one of <c>phrases</c>, <c>queries</c>, <c>marks</c>, <c>foundFor</c>.</summary>
internal static class RoutingCueFile
{
    public static RoutingCue Read(string name, JsonElement element)
    {
        var place = $"Cue \"{name}\"";
        var cue = StrictObject.From(element, place, "says", "phrases", "queries", "marks", "foundFor");
        if (name.Length == 0 || name.Contains(' ', StringComparison.Ordinal))
            throw new RoutingRulesFormatException($"{place}: a cue's name is one word, with hyphens instead of spaces.");
        var marks = cue.Texts("marks");
        if (marks.FirstOrDefault(mark => char.IsLetterOrDigit(mark[0])) is { } wordy)
            throw new RoutingRulesFormatException($"{place}: the mark \"{wordy}\" begins with a letter or digit; expected it under \"phrases\".");
        var foundFor = RoutingRulesFile.Purposes(cue.Texts("foundFor"), place);
        var parts = cue.Texts("phrases").Select(phrase => Quoted(phrase, place)).Concat(cue.Texts("queries")).ToList();
        if (parts.Count + marks.Count + foundFor.Count == 0)
            throw new RoutingRulesFormatException($"{place}: it looks for nothing; expected phrases, queries, marks or foundFor.");
        return new RoutingCue(name, cue.Text("says"), [.. parts.Select(part => Parse(part, place))], marks, foundFor);
    }

    private static string Quoted(string phrase, string place) =>
        phrase.Contains('"', StringComparison.Ordinal)
            ? throw new RoutingRulesFormatException($"{place}: the phrase {phrase} has a quotation mark; expected it under \"queries\".")
            : $"\"{phrase}\"";

    private static Query Parse(string text, string place)
    {
        var (query, error) = Query.Parse(text);
        return query ?? throw new RoutingRulesFormatException($"{place}: {text} is not a query. {error!.Message}");
    }
}
