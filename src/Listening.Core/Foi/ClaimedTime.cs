using System.Globalization;
using System.Text.RegularExpressions;
using Listening.Core.Matching;

namespace Listening.Core.Foi;

/// <summary>Reads how long a post says that an answer took or is late.</summary>
internal static partial class ClaimedTime
{
    private static readonly string[] Words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>The time claimed, in days; the statutory 20 working days, and what something was done within, are no claim.</summary>
    public static (int Days, TextSpan Span)? Find(string text)
    {
        (int Days, TextSpan Span)? best = null;
        foreach (Match match in Time().Matches(text))
        {
            if (Days(match) is not { } days) continue;
            var late = match.Groups["late"].Success;
            if (late) return (days, new TextSpan(match.Index, match.Length));
            if (best is null || days > best.Value.Days) best = (days, new TextSpan(match.Index, match.Length));
        }

        return best;
    }

    private static int? Days(Match match)
    {
        var written = match.Groups["n"].Value;
        var word = Array.FindIndex(Words, each => each.Equals(written, StringComparison.OrdinalIgnoreCase)) + 1;
        var number = word > 0 ? word : written.Equals("a", StringComparison.OrdinalIgnoreCase) || written.Equals("an", StringComparison.OrdinalIgnoreCase) ? 1
            : int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : 0;
        if (number is 0 or > 5000) return null;
        var unit = char.ToLowerInvariant(match.Groups["unit"].Value[0]);
        // Twenty working days are what the law allows, and forty what it allows for a review.
        if (number is 20 or 40 && match.Groups["working"].Success && !match.Groups["late"].Success) return null;
        return number * unit switch { 'd' => 1, 'w' => 7, 'm' => 30, _ => 365 };
    }

    [GeneratedRegex(@"(?<!\b(within|in under|under|in just|inside)\s)\b((?<unit>day)\s(?<n>\d{1,4})\b|(?<n>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?)[\s-]*(?<working>working|calendar|business)?[\s-]*(?<unit>day|week|wk|month|mth|year|yr)s?\b(?!\sof\s(?!silence|waiting|nothing|delay|chasing|asking|excuses))(\s(?<late>late|overdue|over|past|beyond))?)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
