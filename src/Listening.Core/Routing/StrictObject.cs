using System.Text.Json;

namespace Listening.Core.Routing;

/// <summary>A JSON object of a rules file, read so that nothing misspelt passes: every refusal says where, what was found and what is accepted.</summary>
internal readonly struct StrictObject
{
    private readonly JsonElement element;
    private readonly string place;

    private StrictObject(JsonElement element, string place)
    {
        this.element = element;
        this.place = place;
    }

    /// <summary>Takes an element as an object that may only have the keys given.</summary>
    public static StrictObject From(JsonElement element, string place, params ReadOnlySpan<string> keys)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new RoutingRulesFormatException($"{place}: found {Kind(element)}, expected an object.");
        foreach (var property in element.EnumerateObject())
        {
            if (!keys.Contains(property.Name))
                throw new RoutingRulesFormatException($"{place}: found the unknown key \"{property.Name}\", expected one of {string.Join(", ", keys)}.");
        }

        return new StrictObject(element, place);
    }

    /// <summary>A value that must be there.</summary>
    public JsonElement Value(string key, JsonValueKind kind)
    {
        if (!element.TryGetProperty(key, out var value))
            throw new RoutingRulesFormatException($"{place}: \"{key}\" is missing.");
        return value.ValueKind == kind
            ? value
            : throw new RoutingRulesFormatException($"{place}: \"{key}\" is {Kind(value)}, expected {Kind(kind)}.");
    }

    /// <summary>A text that must be there and say something.</summary>
    public string Text(string key)
    {
        var text = Value(key, JsonValueKind.String).GetString()!;
        return string.IsNullOrWhiteSpace(text)
            ? throw new RoutingRulesFormatException($"{place}: \"{key}\" is empty.")
            : text;
    }

    /// <summary>A number from 0 to 1.</summary>
    public double Share(string key)
    {
        var value = Value(key, JsonValueKind.Number);
        return value.TryGetDouble(out var number) && number is >= 0 and <= 1
            ? number
            : throw new RoutingRulesFormatException($"{place}: \"{key}\" is {value.GetRawText()}, expected a number from 0 to 1.");
    }

    /// <summary>A whole number from 1 to 1000; 0 when the key is not there.</summary>
    public int Count(string key)
    {
        if (!element.TryGetProperty(key, out _)) return 0;
        var value = Value(key, JsonValueKind.Number);
        return value.TryGetInt32(out var count) && count is >= 1 and <= 1000
            ? count
            : throw new RoutingRulesFormatException($"{place}: \"{key}\" is {value.GetRawText()}, expected a whole number from 1 to 1000.");
    }

    /// <summary>A list of texts; empty when the key is not there.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (!element.TryGetProperty(key, out _)) return [];
        var texts = new List<string>();
        foreach (var item in Value(key, JsonValueKind.Array).EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(item.GetString()))
                throw new RoutingRulesFormatException($"{place}: \"{key}\" holds {Kind(item)}, expected texts that are not empty.");
            texts.Add(item.GetString()!);
        }

        return texts.Count > 0
            ? texts
            : throw new RoutingRulesFormatException($"{place}: \"{key}\" is an empty list; leave it out instead.");
    }

    private static string Kind(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()) ? "an empty text" : Kind(value.ValueKind);

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
