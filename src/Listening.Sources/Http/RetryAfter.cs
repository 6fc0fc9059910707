using System.Globalization;

namespace Listening.Sources.Http;

/// <summary>Reads the Retry-After header (RFC 9110, 10.2.3).</summary>
public static class RetryAfter
{
    // A wish of a century is a mistake or malice; a day is long enough to be looked at by a person.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How long the server asked to be left alone, at most a day.</summary>
    /// <param name="value">Seconds, or a date as HTTP writes it.</param>
    /// <param name="now">The present time, UTC.</param>
    /// <returns>Zero or more; null when the header is absent or cannot be read.</returns>
    public static TimeSpan? Read(string? value, DateTimeOffset now)
    {
        value = value?.Trim();
        if (string.IsNullOrEmpty(value)) return null;
        if (value.All(char.IsAsciiDigit))
            return value.Length > 9 ? Longest : Bounded(TimeSpan.FromSeconds(int.Parse(value, CultureInfo.InvariantCulture)));
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? Bounded(until - now)
            : null;
    }

    /// <summary>Reads it from an answer.</summary>
    internal static TimeSpan? Read(HttpResponseMessage response, TimeProvider time) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? Read(values.ToString(), time.GetUtcNow()) : null;

    private static TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
