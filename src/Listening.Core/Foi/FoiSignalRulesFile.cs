using System.Text.Json;
using Listening.Core.Querying;
using Listening.Core.Routing;

namespace Listening.Core.Foi;

/// <summary>Reads and checks a file of signals; nothing misspelt passes.</summary>
internal static class FoiSignalRulesFile
{
    /// <summary>Reads UTF-8 JSON to its end.</summary>
    public static FoiSignalRules Read(Stream file)
    {
        try
        {
            using var json = JsonDocument.Parse(file);
            var root = StrictObject.From(json.RootElement, "The file", "version", "about", "requests", "signals", "marks", "sarcasticSigns", "unless");
            var marks = StrictObject.From(root.Value("marks", JsonValueKind.Object), "marks", FoiSignalRule.Sarcastic, FoiSignalRule.SecondHand);
            var signals = root.Value("signals", JsonValueKind.Object);
            var unless = root.Value("unless", JsonValueKind.Object);
            StrictObject.From(signals, "signals", [.. FoiSignalNames.All]);
            var exceptions = StrictObject.From(unless, "unless", [.. FoiSignalNames.All]);
            return new FoiSignalRules(
                root.Text("version"),
                [
                    .. FoiSignalNames.All.Select((name, at) => Signal(signals.GetProperty(name), name, (FoiSignalKind)at)),
                    .. unless.EnumerateObject().Select(signal => new FoiSignalRule(FoiSignalRule.Unless + signal.Name, null, "", Parse(exceptions.Texts(signal.Name), signal.Name))),
                    new FoiSignalRule(FoiSignalRule.About, null, "", Parse(root.Texts("about"), "about")),
                    new FoiSignalRule(FoiSignalRule.Requests, null, "", Parse(root.Texts("requests"), "requests")),
                    new FoiSignalRule(FoiSignalRule.Sarcastic, null, "", Parse(marks.Texts(FoiSignalRule.Sarcastic), FoiSignalRule.Sarcastic)),
                    new FoiSignalRule(FoiSignalRule.SecondHand, null, "", Parse(marks.Texts(FoiSignalRule.SecondHand), FoiSignalRule.SecondHand)),
                ],
                root.Texts("sarcasticSigns"));
        }
        catch (Exception broken) when (broken is JsonException or RoutingRulesFormatException or KeyNotFoundException)
        {
            throw new AuthorityFormatException(broken.Message, broken);
        }
    }

    private static FoiSignalRule Signal(JsonElement element, string name, FoiSignalKind kind)
    {
        var signal = StrictObject.From(element, $"Signal \"{name}\"", "says", "any", "days", "sections");
        return new FoiSignalRule(name, kind, signal.Text("says"), Parse(signal.Texts("any"), name), Flag(element, "days"), Flag(element, "sections"));
    }

    private static bool Flag(JsonElement element, string key) => element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;

    private static List<Query> Parse(IReadOnlyList<string> texts, string place) => [.. texts.Select(text => Query.Parse(text) is { Query: { } query }
        ? query
        : throw new AuthorityFormatException($"\"{place}\": {text} is not a query. {Query.Parse(text).Error!.Message}"))];
}
