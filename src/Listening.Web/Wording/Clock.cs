using System.Globalization;
using Listening.Application.Auditing;

namespace Listening.Web.Wording;

/// <summary>The time now, and how times are written on the pages.</summary>
/// <param name="time">Where the time comes from.</param>
/// <param name="zone">IANA name of the zone to show times in; null for UK time, or UTC where that is not known.</param>
public sealed class Clock(TimeProvider time, string? zone)
{
    private readonly TimeZoneInfo _zone =
        TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? WebOptions.UsualTimeZone, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>Now, UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Which zone times are shown in, for the foot of the page.</summary>
    public string ZoneName => string.Equals(_zone.Id, WebOptions.UsualTimeZone, StringComparison.Ordinal) ? "UK time" : _zone.Id;

    /// <summary>A UTC time as people read it, for example <c>4 March 2026, 9:05am</c>.</summary>
    public string Local(DateTime utc)
    {
        var local = ToLocal(utc);
        return string.Create(CultureInfo.InvariantCulture, $"{local:d MMMM yyyy}, {local:h:mm}{(local.Hour < 12 ? "am" : "pm")}");
    }

    /// <summary>A UTC time as machines read it, for the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTime utc) =>
        DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long ago a UTC time was, for example <c>3 hours ago</c>.</summary>
    public string Ago(DateTime utc) =>
        Now - utc < TimeSpan.FromMinutes(1) ? "just now" : $"{Lengths.Rough(Now - utc)} ago";

    /// <summary>How long until a UTC time, for example <c>in 5 minutes</c>.</summary>
    public string Until(DateTime utc) =>
        utc - Now < TimeSpan.FromMinutes(1) ? "now" : $"in {Lengths.Rough(utc - Now)}";

    /// <summary>What is left before an item is deleted.</summary>
    public TimeLeft Left(DateTime dueAt) => TimeLeft.Between(Now, dueAt);

    /// <summary>The date of today.</summary>
    public DateOnly Today => DateOnly.FromDateTime(ToLocal(Now));

    /// <summary>A UTC time for tables: <c>4 Mar 2026, 9:05am</c>.</summary>
    public string Short(DateTime utc)
    {
        var local = ToLocal(utc);
        return string.Create(CultureInfo.InvariantCulture, $"{local:d MMM yyyy}, {local:h:mm}{(local.Hour < 12 ? "am" : "pm")}");
    }

    /// <summary>A UTC time where there is little room: <c>9:05am</c> when it is today, else <c>4 Mar, 9:05am</c>.</summary>
    public string Brief(DateTime utc)
    {
        var local = ToLocal(utc);
        var hour = string.Create(CultureInfo.InvariantCulture, $"{local:h:mm}{(local.Hour < 12 ? "am" : "pm")}");
        return DateOnly.FromDateTime(local) == Today ? hour : string.Create(CultureInfo.InvariantCulture, $"{local:d MMM}, {hour}");
    }

    /// <summary>A UTC time at which something ends: midnight is the end of the day before, which nobody mistakes.</summary>
    public string End(DateTime utc)
    {
        var local = ToLocal(utc);
        return local.TimeOfDay == TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"end of {local.AddDays(-1):d MMMM yyyy}") : Local(utc);
    }

    /// <summary>The days from one to another, both among them.</summary>
    public IReadOnlyList<LogDay> Days(DateOnly from, DateOnly to) =>
        [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Select(day => new LogDay(day, Utc(day, TimeOnly.MinValue), Utc(day.AddDays(1), TimeOnly.MinValue)))];

    /// <summary>When a date and time of the readers' clock is, UTC. An hour that the clock leaves out in spring counts as the one after.</summary>
    public DateTime Utc(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return TimeZoneInfo.ConvertTimeToUtc(_zone.IsInvalidTime(local) ? local.AddHours(1) : local, _zone);
    }

    private DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone);
}
