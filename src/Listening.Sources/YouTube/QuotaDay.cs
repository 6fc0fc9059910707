namespace Listening.Sources.YouTube;

/// <summary>The platform's day, after which its quota is new.</summary>
internal static class QuotaDay
{
    // A machine without time zones: the zone's winter time, which in summer is an hour late and never early.
    private static readonly TimeZoneInfo Zone =
        TimeZoneInfo.TryFindSystemTimeZoneById(YouTubeOptions.DayZone, out var zone) ? zone : TimeZoneInfo.CreateCustomTimeZone("Pacific", TimeSpan.FromHours(-8), null, null);

    /// <summary>How long until the quota is new.</summary>
    public static TimeSpan UntilNext(DateTimeOffset now)
    {
        var midnight = TimeZoneInfo.ConvertTime(now, Zone).Date.AddDays(1);
        return TimeZoneInfo.ConvertTimeToUtc(midnight, Zone) - now.UtcDateTime;
    }
}
