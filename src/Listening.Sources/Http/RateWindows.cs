using System.Collections.Concurrent;

namespace Listening.Sources.Http;

/// <summary>What a platform said about its limits, by method, so that they are kept before they are hit.</summary>
/// <param name="reserve">Requests left unused in each window, a tenth of the window at most.</param>
/// <param name="read">Reads an answer's headers; see <see cref="RateHeaders"/>.</param>
internal sealed class RateWindows(int reserve, Func<BodyRead, DateTimeOffset, RateWindow?> read)
{
    private readonly ConcurrentDictionary<string, RateWindow> windows = new(StringComparer.Ordinal);

    /// <summary>How long to wait before calling a method; null when it may be called now.</summary>
    public TimeSpan? WaitBefore(string method, DateTimeOffset now) =>
        windows.TryGetValue(method, out var window) && window.Remaining <= Math.Min(reserve, window.Limit / 10) && window.Reset > now
            ? window.Reset - now
            : null;

    /// <summary>Reads an answer's headers.</summary>
    /// <returns>How long until the window is new; null when the answer says nothing.</returns>
    public TimeSpan? Note(string method, BodyRead answer, DateTimeOffset now)
    {
        if (read(answer, now) is not { } window) return null;
        windows[method] = window;
        return window.Reset > now ? window.Reset - now : TimeSpan.Zero;
    }
}

/// <summary>One window of a platform's limit.</summary>
/// <param name="Limit">Requests that it allows; 0 when unknown.</param>
/// <param name="Remaining">Requests left in it.</param>
/// <param name="Reset">When it is new.</param>
internal sealed record RateWindow(long Limit, long Remaining, DateTimeOffset Reset);
