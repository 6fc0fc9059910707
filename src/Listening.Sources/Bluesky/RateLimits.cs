using System.Collections.Concurrent;
using System.Globalization;
using Listening.Sources.Http;

namespace Listening.Sources.Bluesky;

/// <summary>What the server said about its limits, by method: the RateLimit-* headers describe the tightest limit of the method asked.</summary>
internal sealed class RateLimits(int reserve)
{
    private readonly ConcurrentDictionary<string, Window> windows = new(StringComparer.Ordinal);

    /// <summary>How long to wait before calling a method; null when it may be called now.</summary>
    public TimeSpan? WaitBefore(string method, DateTimeOffset now) =>
        windows.TryGetValue(method, out var window) && window.Remaining <= Math.Min(reserve, window.Limit / 10) && window.Reset > now
            ? window.Reset - now
            : null;

    /// <summary>Reads an answer's headers.</summary>
    /// <returns>How long until the window is new; null when the answer says nothing.</returns>
    public TimeSpan? Note(string method, BodyRead answer, DateTimeOffset now)
    {
        if (Number(answer, "RateLimit-Remaining") is not { } remaining || Number(answer, "RateLimit-Reset") is not { } reset) return null;
        // Nobody's window lasts a day: a larger number would silence the source for good.
        var latest = now.AddDays(1).ToUnixTimeSeconds();
        var window = new Window(Number(answer, "RateLimit-Limit") ?? 0, remaining, DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(reset, 0, latest)));
        windows[method] = window;
        return window.Reset > now ? window.Reset - now : TimeSpan.Zero;
    }

    private static long? Number(BodyRead answer, string header) =>
        long.TryParse(answer.Header(header), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Window(long Limit, long Remaining, DateTimeOffset Reset);
}
