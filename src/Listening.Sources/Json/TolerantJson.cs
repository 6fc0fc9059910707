using System.Globalization;
using System.Text.Json;

namespace Listening.Sources.Json;

/// <summary>Reads what an author or a platform wrote, where any field may be missing or of any type: a broken part is passed over and the rest counts.</summary>
/// <remarks>Dropping the whole post instead would let anybody hide from view by breaking one field.</remarks>
internal static class TolerantJson
{
    /// <summary>How bodies are parsed: deeper nesting than any platform's is refused before it costs anything.</summary>
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 64 };

    /// <summary>Parses a whole body.</summary>
    /// <returns>Null when it is not JSON.</returns>
    public static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Limits);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The value at the end of a path of names; an undefined element when it is not there.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return default;
        }

        return element;
    }

    /// <summary>A string property; null when it is absent, of another type, or not valid Unicode.</summary>
    public static string? Text(this JsonElement element, string name) => element.At(name).AsText();

    /// <summary>An id, which platforms write as a string or as a number; null when it is neither, or empty.</summary>
    public static string? Id(this JsonElement element, string name) => element.At(name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        var other => other.AsText() is { Length: > 0 } text ? text : null,
    };

    /// <summary>A whole number; null when it is absent or none.</summary>
    public static long? Number(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    /// <summary>True when the property is there and true.</summary>
    public static bool Flag(this JsonElement element, string name) => element.At(name).ValueKind == JsonValueKind.True;

    /// <summary>An instant as ISO 8601 writes it, with or without a colon in its zone; UTC. Null when it is absent, unreadable or before 1970.</summary>
    public static DateTime? Time(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year >= 1970
            ? time.UtcDateTime
            : null;

    /// <summary>The strings of a list property; others in it are passed over.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        element.Items(name).Select(AsText).Where(text => text is not null).Select(text => text!);

    /// <summary>The elements of a list property; none when it is absent or no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.At(name).Elements();

    /// <summary>The elements of a list; none when it is no list.</summary>
    public static IEnumerable<JsonElement> Elements(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    private static string? AsText(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape that is half a character.
            return null;
        }
    }
}
