namespace Listening.Sources.Feeds;

/// <summary>The numbers of a date before it is known whether they make one.</summary>
internal readonly record struct DateParts(int Year, int Month, int Day, int Hour, int Minute, int Second, long Ticks, TimeSpan Offset)
{
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(15);

    /// <summary>The time they name, UTC; null when there is no such time. A leap second is the last one before it; 24:00 is the next day.</summary>
    public DateTime? ToUtc()
    {
        if (Year is < 1 or > 9998 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month)) return null;
        if (Minute is < 0 or > 59 || Second is < 0 or > 60 || Hour is < 0 or > 24 || (Hour == 24 && (Minute > 0 || Second > 0))) return null;
        if (Offset.Duration() > LargestOffset || (Year == 1 && Month == 1)) return null;
        return new DateTime(Year, Month, Day, 0, 0, 0, DateTimeKind.Utc)
            .AddHours(Hour).AddMinutes(Minute).AddSeconds(Math.Min(Second, 59)).AddTicks(Ticks) - Offset;
    }
}
