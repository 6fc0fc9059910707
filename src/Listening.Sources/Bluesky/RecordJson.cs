using System.Text.Json;

namespace Listening.Sources.Bluesky;

/// <summary>Reads what an author wrote, where any field may be missing or of any type: a broken part is passed over and the rest counts.</summary>
/// <remarks>Dropping the whole post instead would let anybody hide from view by breaking one field.</remarks>
internal static class RecordJson
{
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

    /// <summary>The strings of a list property; others in it are passed over.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        element.Items(name).Select(AsText).Where(text => text is not null).Select(text => text!);

    /// <summary>The elements of a list property; none when it is absent or no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

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
