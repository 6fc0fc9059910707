using System.Globalization;
using System.Text.Json;
using Listening.Sources.Json;

namespace Listening.Sources.YouTube;

/// <summary>Fields that several of the platform's answers share.</summary>
internal static class YouTubeWire
{
    // Longer than any token of the platform; a cursor stays small.
    private const int LongestToken = 2_048;

    /// <summary>True for the answer of a list method, even an empty one. Some leave <c>items</c> out when there are none.</summary>
    public static bool IsList(JsonElement body) =>
        body.At("items").ValueKind == JsonValueKind.Array
        || (body.At("items").ValueKind == JsonValueKind.Undefined && body.Text("kind")?.EndsWith("ListResponse", StringComparison.Ordinal) == true);

    /// <summary>What leads to the next page; null at the end.</summary>
    public static string? NextToken(JsonElement body) => body.Text("nextPageToken") is { Length: > 0 and <= LongestToken } token ? token : null;

    /// <summary>True when there is a next page whose token cannot be kept.</summary>
    public static bool HasUnusableToken(JsonElement body) => body.Text("nextPageToken") is { Length: > LongestToken };

    /// <summary>A count, which the platform writes as a number here and as a string there; 0 when it is absent.</summary>
    public static long Count(JsonElement element, string name) =>
        long.TryParse(element.Id(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
