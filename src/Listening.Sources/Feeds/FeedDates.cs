using System.Globalization;
using System.Text.RegularExpressions;

namespace Listening.Sources.Feeds;

/// <summary>Reads the dates that feeds really hold: ISO 8601, RFC 822 and what people write instead of either.</summary>
/// <remarks>A date without a zone is taken as UTC, and so is a zone whose name nobody knows. Day and month as two numbers are not guessed at.</remarks>
public static class FeedDates
{
    private const int LongestDate = 80;

    private static readonly Regex Iso = new(
        @"^(?<year>\d{4})-?(?<month>\d{2})(-?(?<day>\d{2}))?([Tt\s]+(?<hour>\d{1,2}):?(?<minute>\d{2})(:?(?<second>\d{2})([.,](?<fraction>\d{1,9}))?)?)?\s*(?<zone>\S*)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] FullMonths =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    // Hours ahead of UTC. Only names that mean one thing where these feeds are written.
    private static readonly Dictionary<string, double> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0,
        ["UT"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["WET"] = 0,
        ["BST"] = 1,
        ["WEST"] = 1,
        ["CET"] = 1,
        ["MET"] = 1,
        ["CEST"] = 2,
        ["MEST"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["MSK"] = 3,
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["AKST"] = -9,
        ["AKDT"] = -8,
        ["HST"] = -10,
        ["AST"] = -4,
        ["ADT"] = -3,
        ["NST"] = -3.5,
        ["NDT"] = -2.5,
        ["JST"] = 9,
        ["KST"] = 9,
        ["HKT"] = 8,
        ["AWST"] = 8,
        ["ACST"] = 9.5,
        ["ACDT"] = 10.5,
        ["AEST"] = 10,
        ["AEDT"] = 11,
        ["NZST"] = 12,
        ["NZDT"] = 13,
    };

    /// <summary>Reads a date.</summary>
    /// <param name="text">As the feed has it; null is allowed.</param>
    /// <returns>UTC; null when it cannot be understood or names no day that exists.</returns>
    public static DateTime? Read(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > LongestDate) return null;
        return Iso.Match(text) is { Success: true } iso ? FromIso(iso) : FromWords(text);
    }

    private static DateTime? FromIso(Match iso)
    {
        int Number(string name, int otherwise) => iso.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : otherwise;
        var fraction = iso.Groups["fraction"] is { Success: true } digits ? double.Parse("0." + digits.Value, CultureInfo.InvariantCulture) : 0;
        return new DateParts
        {
            Year = Number("year", 0),
            Month = Number("month", 0),
            Day = Number("day", 1),
            Hour = Number("hour", 0),
            Minute = Number("minute", 0),
            Second = Number("second", 0),
            Ticks = (long)(fraction * TimeSpan.TicksPerSecond),
            Offset = Offset(iso.Groups["zone"].ValueSpan) ?? TimeSpan.Zero,
        }.ToUtc();
    }

    private static DateTime? FromWords(string text)
    {
        var parts = new DateParts();
        foreach (var word in Words(text)) parts = Take(word, parts);
        return parts.ToUtc();
    }

    // A hyphen separates in "03-Jan-05", but stands for west in "-0500".
    private static IEnumerable<string> Words(string text)
    {
        foreach (var word in text.Split([' ', ',', '\t', '\n', '\r', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Contains('-') && word.Any(char.IsLetter) && char.IsDigit(word[0]))
            {
                foreach (var part in word.Split('-', StringSplitOptions.RemoveEmptyEntries)) yield return part;
            }
            else
            {
                yield return word;
            }
        }
    }

    private static DateParts Take(string word, DateParts parts)
    {
        if (word.Contains(':') && char.IsDigit(word[0])) return TakeTime(word, parts);
        if (char.IsDigit(word[0])) return TakeNumber(word, parts);
        if (Month(word) is { } month && parts.Month == 0) return parts with { Month = month };
        if (word.Equals("pm", StringComparison.OrdinalIgnoreCase) && parts.Hour < 12) return parts with { Hour = parts.Hour + 12 };
        if (word.Equals("am", StringComparison.OrdinalIgnoreCase) && parts.Hour == 12) return parts with { Hour = 0 };
        return Offset(word) is { } offset ? parts with { Offset = offset } : parts;
    }

    private static DateParts TakeTime(string word, DateParts parts)
    {
        var zone = word.AsSpan().IndexOfAnyExceptInRange('0', ':');
        if (zone > 0 && word[zone] != '.')
            parts = Take(word[zone..], parts);
        var clock = (zone > 0 ? word[..zone] : word).Split(':');
        var numbers = clock.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 99).ToArray();
        var isPm = zone > 0 && word[zone..].Equals("pm", StringComparison.OrdinalIgnoreCase) && numbers[0] < 12;
        return parts with { Hour = numbers[0] + (isPm ? 12 : 0), Minute = numbers[1], Second = numbers.Length > 2 ? numbers[2] : 0 };
    }

    private static DateParts TakeNumber(string word, DateParts parts)
    {
        // "3rd" counts as 3.
        var digits = word.TakeWhile(char.IsDigit).Count();
        if (digits > 4) return parts;
        var number = int.Parse(word.AsSpan(0, digits), CultureInfo.InvariantCulture);
        if (digits <= 2 && parts.Day == 0) return parts with { Day = number };
        if (parts.Year != 0) return parts;
        // Two digits as RFC 2822 reads them; three are what a broken clock library made of a year after 1999.
        return parts with { Year = digits switch { <= 2 => number < 50 ? 2000 + number : 1900 + number, 3 => 1900 + number, _ => number } };
    }

    private static int? Month(string word)
    {
        var name = word.TrimEnd('.').ToLowerInvariant();
        var index = Array.IndexOf(Months, name == "sept" ? "sep" : name);
        if (index < 0) index = Array.IndexOf(FullMonths, name);
        return index < 0 ? null : index + 1;
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> zone)
    {
        var sign = zone.IndexOfAny('+', '-');
        if (sign < 0) return Zones.TryGetValue(zone.Trim().ToString(), out var named) ? TimeSpan.FromHours(named) : null;
        var digits = zone[(sign + 1)..].ToString().Replace(":", "", StringComparison.Ordinal);
        if (digits.Length is 0 or > 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var offset = digits.Length <= 2 ? TimeSpan.FromHours(number) : new TimeSpan(number / 100, number % 100, 0);
        return zone[sign] == '-' ? -offset : offset;
    }
}
