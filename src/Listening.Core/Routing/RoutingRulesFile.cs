using System.Text.Json;
using Listening.Core.Triage;

namespace Listening.Core.Routing;

/// <summary>Reads a rules file: <c>version</c>, <c>threshold</c>, <c>cues</c> by name, and <c>rules</c> in order.</summary>
internal static class RoutingRulesFile
{
    private const string Or = " or ";

    // A cue that stands twice would silently lose its first half.
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    public static RoutingRules Read(Stream file)
    {
        try
        {
            using var json = JsonDocument.Parse(file, Options);
            return Read(StrictObject.From(json.RootElement, "The rules file", "version", "threshold", "cues", "rules"));
        }
        catch (JsonException broken)
        {
            throw new RoutingRulesFormatException($"The rules file is not JSON: {broken.Message}");
        }
    }

    private static RoutingRules Read(StrictObject file)
    {
        var cues = file.Value("cues", JsonValueKind.Object).EnumerateObject()
            .Select(cue => RoutingCueFile.Read(cue.Name, cue.Value)).ToArray();
        var places = cues.Index().ToDictionary(cue => cue.Item.Name, cue => cue.Index);
        var rules = new List<RoutingRule>();
        foreach (var element in file.Value("rules", JsonValueKind.Array).EnumerateArray())
        {
            var rule = ReadRule(element, rules.Count + 1, places);
            if (rules.Exists(other => other.Id == rule.Id))
                throw new RoutingRulesFormatException($"Rule \"{rule.Id}\": the id stands twice, expected each once.");
            rules.Add(rule);
        }

        if (rules.Count == 0)
            throw new RoutingRulesFormatException("The rules file: \"rules\" is empty.");
        var used = rules.SelectMany(rule => rule.All.SelectMany(group => group).Concat(rule.None)).ToHashSet();
        if (Array.Find(cues, cue => !used.Contains(places[cue.Name])) is { } unused)
            throw new RoutingRulesFormatException($"Cue \"{unused.Name}\": no rule uses it.");
        return new RoutingRules(file.Text("version"), file.Share("threshold"), cues, [.. rules]);
    }

    private static RoutingRule ReadRule(JsonElement element, int number, Dictionary<string, int> places)
    {
        var name = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? $"Rule \"{id.GetString()}\"" : $"Rule number {number}";
        var rule = StrictObject.From(element, name, "id", "queue", "confidence", "purposes", "all", "none", "wordsAtLeast", "because");
        if (rule.Text("id") == RoutingRules.NoRule)
            throw new RoutingRulesFormatException($"{name}: this id stands for posts that no rule decides; expected another.");
        var queue = rule.Text("queue");
        var purposes = Purposes(rule.Texts("purposes"), name);
        var all = rule.Texts("all").Select(group => group.Split(Or).Select(Place).ToArray()).ToArray();
        if (all.Length == 0 && purposes.Count == 0)
            throw new RoutingRulesFormatException($"{name}: it would apply to every post; expected \"all\" or \"purposes\".");
        return new RoutingRule(
            rule.Text("id"),
            TriageQueues.Find(queue) ?? throw new RoutingRulesFormatException(
                $"{name}: found the unknown queue \"{queue}\", expected one of {string.Join(", ", TriageQueues.All.Select(known => known.Name()))}."),
            rule.Share("confidence"),
            purposes,
            all,
            [.. rule.Texts("none").Select(Place)],
            rule.Count("wordsAtLeast"),
            rule.Text("because"));

        int Place(string cue) => places.TryGetValue(cue.Trim(), out var place)
            ? place
            : throw new RoutingRulesFormatException($"{name}: found the unknown cue \"{cue.Trim()}\", expected one that stands under \"cues\".");
    }

    /// <summary>Turns names into purposes.</summary>
    public static IReadOnlyList<SearchPurpose> Purposes(IReadOnlyList<string> names, string place) =>
        [.. names.Select(name => SearchPurposes.Find(name) ?? throw new RoutingRulesFormatException(
            $"{place}: found the unknown purpose \"{name}\", expected one of {string.Join(", ", SearchPurposes.AllNames)}."))];
}
