using System.Text.Json;
using Listening.Sources.Json;

namespace Listening.Sources.LinkedIn;

/// <summary>Times as the platform writes them: milliseconds since 1970.</summary>
internal static class LinkedInTime
{
    // The end of the year 9999.
    private const long Last = 253_402_300_799_999;

    /// <summary>An instant, UTC; null when it is none.</summary>
    public static DateTime? Of(long? milliseconds) => milliseconds is > 0 and <= Last ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value).UtcDateTime : null;

    /// <summary>The first of several properties that holds one.</summary>
    public static DateTime? Moment(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Of(element.Number(name)) is { } time) return time;
        }

        return null;
    }

    /// <summary>As the platform takes it.</summary>
    public static long Write(DateTime time) => new DateTimeOffset(time).ToUnixTimeMilliseconds();
}
