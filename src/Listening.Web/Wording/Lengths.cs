using System.Globalization;

namespace Listening.Web.Wording;

/// <summary>Lengths of time and numbers in words. Always rounded down: nobody is promised more time than there is.</summary>
internal static class Lengths
{
    /// <summary>Two units at most, for example <c>1 day 4 hours</c> or <c>5 hours 20 minutes</c>.</summary>
    public static string Exact(TimeSpan length)
    {
        if (length < TimeSpan.FromMinutes(1)) return "less than a minute";
        if (length < TimeSpan.FromHours(1)) return Count(length.Minutes, "minute");
        return length < TimeSpan.FromDays(1)
            ? Two(length.Hours, "hour", length.Minutes, "minute")
            : Two(length.Days, "day", length.Hours, "hour");
    }

    /// <summary>The largest unit alone, for example <c>3 days</c>.</summary>
    public static string Rough(TimeSpan length) =>
        length >= TimeSpan.FromDays(1) ? Count(length.Days, "day")
        : length >= TimeSpan.FromHours(1) ? Count(length.Hours, "hour")
        : length >= TimeSpan.FromMinutes(1) ? Count(length.Minutes, "minute")
        : "less than a minute";

    /// <summary>A number with its noun, for example <c>1,234 posts</c>.</summary>
    public static string Count(int number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>A number with thousands marked.</summary>
    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Two(int large, string largeNoun, int small, string smallNoun) =>
        small == 0 ? Count(large, largeNoun) : $"{Count(large, largeNoun)} {Count(small, smallNoun)}";
}
