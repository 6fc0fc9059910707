namespace Listening.Application.Watches;

/// <summary>Necessity and proportionality as people type them. A word or two is no reason to watch somebody.</summary>
internal static class WatchText
{
    /// <summary>The longest text.</summary>
    public const int LongestLength = 2_000;

    private const int ShortestLength = 30;
    private const int FewestWords = 6;

    /// <summary>The text as it is kept: without what stands around it and with one kind of line end.</summary>
    public static string Clean(string text) => text.ReplaceLineEndings("\n").Trim();

    /// <summary>Why a clean text cannot be a reason; null when it can.</summary>
    public static string? RefusalOf(string text, string what) =>
        text.Length is >= ShortestLength and <= LongestLength && text[^1] is '.' or '!' or '?' && WordsOf(text).Count >= FewestWords && !text.Any(letter => char.IsControl(letter) && letter != '\n')
            ? null
            : $"Say {what} in whole sentences of 30 to 2,000 characters, with a full stop at the end.";

    /// <summary>True when one says nothing that the other does not.</summary>
    public static bool AreSame(string one, string other) => WordsOf(one).SequenceEqual(WordsOf(other), StringComparer.OrdinalIgnoreCase);

    private static List<string> WordsOf(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => new string([.. word.Where(char.IsLetterOrDigit)])).Where(word => word.Length > 0)];
}
