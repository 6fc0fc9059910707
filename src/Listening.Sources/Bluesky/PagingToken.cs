using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Listening.Sources.Bluesky;

/// <summary>
/// Turns the platform's paging tokens into what a saved cursor may hold, and back. Some tokens end in the last post's
/// content id (<c>1763759654000__bafy…</c>), which names a post as surely as its address does.
/// </summary>
internal static partial class PagingToken
{
    /// <summary>What to save of a token.</summary>
    /// <returns>The token itself, or only its time; null when it names a post and holds no time that could stand for it.</returns>
    public static string? Keep(string token)
    {
        if (TimeAndId().Match(token) is { Success: true } timed) return timed.Groups["time"].Value + timed.Groups["mark"].Value;
        return token.Length <= 1024 && !NamesSomething(token) ? token : null;
    }

    /// <summary>What to send for a saved token.</summary>
    /// <remarks>A time whose id was left out means "before that instant, or at it": the last post comes again, and none is lost.</remarks>
    public static string Restore(string saved) =>
        TimeOnly().Match(saved) is { Success: true } timed ? Inv($"{Time(timed) + 1}{timed.Groups["mark"].Value}0") : saved;

    /// <summary>A saved token that leads a little further; null when there is no telling how.</summary>
    /// <remarks>For more posts of one and the same instant than a page holds: without their ids the rest of them cannot be reached.</remarks>
    public static string? StepOver(string saved) =>
        TimeOnly().Match(saved) is { Success: true } timed ? Inv($"{Time(timed) - 1}{timed.Groups["mark"].Value}") : null;

    private static bool NamesSomething(string token) => Names(token) || (Decoded(token) is { } decoded && Names(decoded));

    private static bool Names(string text) =>
        text.Contains("did:", StringComparison.OrdinalIgnoreCase)
        || text.Contains("at:/", StringComparison.OrdinalIgnoreCase)
        || text.Contains("bafy", StringComparison.OrdinalIgnoreCase);

    private static string? Decoded(string token)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length) + 3];
        var plain = token.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return Base64Url.IsValid(plain) && Base64Url.TryDecodeFromChars(plain, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static long Time(Match timed) => long.Parse(timed.Groups["time"].Value, CultureInfo.InvariantCulture);

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<time>[0-9]{10,16})(?<mark>__|::).+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeAndId();

    [GeneratedRegex("^(?<time>[0-9]{10,16})(?<mark>__|::)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeOnly();
}
