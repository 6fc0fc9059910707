using System.Globalization;

namespace Listening.Sources.Http;

/// <summary>Reads the headers in which platforms tell their limits: three numbers, named and dated in each one's own way.</summary>
internal static class RateHeaders
{
    // Nobody's window lasts a day: a later reset would silence the source for good.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Headers PREFIX-Limit, PREFIX-Remaining and PREFIX-Reset, the last in seconds since 1970.</summary>
    public static Func<BodyRead, DateTimeOffset, RateWindow?> Epoch(string prefix) => (answer, now) =>
        Number(answer, $"{prefix}-Reset") is { } seconds
            ? Window(answer, prefix, DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, (now + Longest).ToUnixTimeSeconds())))
            : null;

    /// <summary>Headers PREFIX-Limit, PREFIX-Remaining and PREFIX-Reset, the last an ISO 8601 instant.</summary>
    public static Func<BodyRead, DateTimeOffset, RateWindow?> Iso(string prefix) => (answer, now) =>
        DateTimeOffset.TryParse(answer.Header($"{prefix}-Reset"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var reset)
            ? Window(answer, prefix, reset < now + Longest ? reset : now + Longest)
            : null;

    /// <summary>A platform that tells nothing before a limit is hit.</summary>
    public static RateWindow? None(BodyRead answer, DateTimeOffset now) => null;

    private static RateWindow? Window(BodyRead answer, string prefix, DateTimeOffset reset) =>
        Number(answer, $"{prefix}-Remaining") is { } remaining ? new RateWindow(Number(answer, $"{prefix}-Limit") ?? 0, remaining, reset) : null;

    private static long? Number(BodyRead answer, string header) =>
        long.TryParse(answer.Header(header), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
