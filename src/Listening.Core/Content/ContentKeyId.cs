using System.Globalization;
using Listening.Core.Retention;

namespace Listening.Core.Content;

/// <summary>
/// Names the key under which content is sealed: of one collection day and one retention rule, or of one hold or meeting
/// whose content outlives its day.
/// </summary>
/// <param name="Day">The UTC day on which the content was collected; the first of all days for a key with a number.</param>
/// <param name="Rule">The rule that limits it.</param>
/// <param name="Hours">That rule's hours when the content was sealed, 1 to <see cref="RetentionPolicy.LongestHours"/>; 0 for a key with a number.</param>
public readonly record struct ContentKeyId(DateOnly Day, RetentionRule Rule, int Hours)
{
    // Day numbers are about 740,000, so the whole needs a 64-bit integer. Keys with a number are negative.
    private const long DayFactor = 10_000;
    private const long RuleFactor = 1_000;

    /// <summary>The hold's or meeting's number; 0 for the key of a day.</summary>
    public int Number { get; private init; }

    /// <summary>The number stored with every sealed row.</summary>
    public long Value => Number > 0
        ? -((Number * RuleFactor) + (int)Rule)
        : (Day.DayNumber * DayFactor) + ((int)Rule * RuleFactor) + Hours;

    /// <summary>The moment when the last content under a day's key is due: the key must not outlive it. A key with a number lives as long as its content.</summary>
    public DateTime DiesAt => Number > 0 ? DateTime.MaxValue : DayIsOverAt.AddHours(Hours);

    /// <summary>When nothing can be collected under a day's key any more.</summary>
    public DateTime DayIsOverAt => Day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>The key for content collected at that time under that limit.</summary>
    public static ContentKeyId For(DateTime collectedAt, RetentionLimit limit) =>
        new(DateOnly.FromDateTime(collectedAt), limit.Rule, limit.Hours);

    /// <summary>The key of everything that a hold keeps.</summary>
    /// <param name="hold">The hold's number, from 1.</param>
    public static ContentKeyId ForHold(int hold) => Numbered(RetentionRule.Hold, hold);

    /// <summary>The key of everything that is kept for a meeting.</summary>
    /// <param name="meeting">The meeting's number, from 1.</param>
    public static ContentKeyId ForMeeting(int meeting) => Numbered(RetentionRule.Meeting, meeting);

    /// <summary>The key of a stored number.</summary>
    public static ContentKeyId FromValue(long value) => value < 0
        ? Numbered((RetentionRule)(-value % RuleFactor), (int)(-value / RuleFactor))
        : new(DateOnly.FromDayNumber((int)(value / DayFactor)), (RetentionRule)(value % DayFactor / RuleFactor), (int)(value % RuleFactor));

    /// <summary>For example <c>2026-03-10.standard.120h</c> or <c>hold.17</c>; also the key's file name in a key folder.</summary>
    public override string ToString()
    {
        var rule = Rule.ToString().ToLowerInvariant();
        return Number > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{rule}.{Number}")
            : string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}.{rule}.{Hours}h");
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static ContentKeyId? TryParse(string name)
    {
        var parts = name.Split('.');
        var read = parts.Length == 2 ? ReadNumbered(parts) : parts.Length == 3 ? ReadDay(parts) : null;
        return read is { } id && string.Equals(id.ToString(), name, StringComparison.Ordinal) ? id : null;
    }

    private static ContentKeyId? ReadNumbered(string[] parts) =>
        Enum.TryParse<RetentionRule>(parts[0], ignoreCase: true, out var rule) && rule is RetentionRule.Hold or RetentionRule.Meeting
        && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? Numbered(rule, number)
            : null;

    private static ContentKeyId? ReadDay(string[] parts) =>
        DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && Enum.TryParse<RetentionRule>(parts[1], ignoreCase: true, out var rule)
        && parts[2].EndsWith('h')
        && int.TryParse(parts[2].AsSpan(0, parts[2].Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
        && hours is >= 1 and <= RetentionPolicy.LongestHours
        && rule is RetentionRule.Standard or RetentionRule.Platform or RetentionRule.Noise
            ? new ContentKeyId(day, rule, hours)
            : null;

    private static ContentKeyId Numbered(RetentionRule rule, int number) => new(DateOnly.MinValue, rule, 0) { Number = number };
}
