using System.Globalization;
using Listening.Core.Retention;

namespace Listening.Core.Content;

/// <summary>Names the key under which content of one collection day and one retention rule is sealed.</summary>
/// <param name="Day">The UTC day on which the content was collected.</param>
/// <param name="Rule">The rule that limits it.</param>
/// <param name="Hours">That rule's hours when the content was sealed, 1 to <see cref="RetentionPolicy.LongestHours"/>.</param>
public readonly record struct ContentKeyId(DateOnly Day, RetentionRule Rule, int Hours)
{
    // Day numbers are about 740,000, so the whole needs a 64-bit integer.
    private const long DayFactor = 10_000;
    private const long RuleFactor = 1_000;

    /// <summary>The number stored with every sealed row.</summary>
    public long Value => (Day.DayNumber * DayFactor) + ((int)Rule * RuleFactor) + Hours;

    /// <summary>The moment when the last content under this key is due: the key must not outlive it.</summary>
    public DateTime DiesAt => Day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddHours(Hours);

    /// <summary>The key for content collected at that time under that limit.</summary>
    public static ContentKeyId For(DateTime collectedAt, RetentionLimit limit) =>
        new(DateOnly.FromDateTime(collectedAt), limit.Rule, limit.Hours);

    /// <summary>The key of a stored number.</summary>
    public static ContentKeyId FromValue(long value) =>
        new(DateOnly.FromDayNumber((int)(value / DayFactor)), (RetentionRule)(value % DayFactor / RuleFactor), (int)(value % RuleFactor));

    /// <summary>For example <c>2026-03-10.standard.120h</c>; also the key's file name in a key folder.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}.{Rule.ToString().ToLowerInvariant()}.{Hours}h");

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static ContentKeyId? TryParse(string name)
    {
        var parts = name.Split('.');
        return parts.Length == 3
            && DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && Enum.TryParse<RetentionRule>(parts[1], ignoreCase: true, out var rule)
            && parts[2].EndsWith('h')
            && int.TryParse(parts[2].AsSpan(0, parts[2].Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && hours is >= 1 and <= RetentionPolicy.LongestHours
            && Enum.IsDefined(rule)
            && new ContentKeyId(day, rule, hours) is var id
            && string.Equals(id.ToString(), name, StringComparison.Ordinal)
            ? id
            : null;
    }
}
