using System.Globalization;
using Listening.Sources.Http;

namespace Listening.Sources.Feeds;

/// <summary>How long an answer says it stays good (RFC 9111).</summary>
internal static class Freshness
{
    /// <summary>The most that is believed: a feed that claims to be good for a week would be as good as switched off.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Time until the answer may have changed, at most an hour; null when it does not say, or says that it must be asked.</summary>
    public static TimeSpan? Of(BodyRead answer)
    {
        TimeSpan? good = null;
        foreach (var directive in (answer.Header("Cache-Control") ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (directive.Equals("no-cache", StringComparison.OrdinalIgnoreCase) || directive.Equals("no-store", StringComparison.OrdinalIgnoreCase)) return null;
            if (directive.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)) good = Seconds(directive[8..].Trim('"'));
        }

        var left = good - (Seconds(answer.Header("Age")) ?? TimeSpan.Zero);
        return left > Longest ? Longest : left > TimeSpan.Zero ? left : null;
    }

    private static TimeSpan? Seconds(string? text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
