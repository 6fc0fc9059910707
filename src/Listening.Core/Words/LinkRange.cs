using System.Buffers;

namespace Listening.Core.Words;

/// <summary>Recognises links as people write them in running text.</summary>
internal static class LinkRange
{
    private const int LongestHost = 253;
    private static readonly SearchValues<char> HostLetters = SearchValues.Create(".-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> LinkEnds = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(EndsLink)]);

    /// <summary>True when <c>://</c> and more stands at <paramref name="at"/>, behind a scheme.</summary>
    public static bool IsSchemeEnd(ReadOnlySpan<char> text, int at) =>
        at + 3 < text.Length && text[at] == ':' && text[at + 1] == '/' && text[at + 2] == '/' && !LinkEnds.Contains(text[at + 3]);

    /// <summary>
    /// Behind the last unit of a bare host that begins at <paramref name="start"/> (<c>ico.org.uk</c>); -1 when none does.
    /// Its last label must be a country code or a common top-level domain, so that two sentences without a
    /// space between them ("the GDPR.Then") are no host.
    /// </summary>
    public static int HostEnd(ReadOnlySpan<char> text, int start)
    {
        var end = LettersEnd(text[..Math.Min(text.Length, start + LongestHost + 1)], start);
        if (!text[start..end].Contains('.')) return -1;
        if (end < text.Length && (text[end] is '@' or '_' || CharacterKinds.IsLetterAt(text, end))) return -1;
        var host = text[start..end].TrimEnd(".-");
        return TopLevelDomains.IsHost(host) ? start + host.Length : -1;
    }

    /// <summary>Behind the letters, digits, full stops and hyphens that stand from <paramref name="start"/> on.</summary>
    public static int LettersEnd(ReadOnlySpan<char> text, int start)
    {
        var length = text[start..].IndexOfAnyExcept(HostLetters);
        return length < 0 ? text.Length : start + length;
    }

    /// <summary>Behind the last unit of the link whose host, or path, goes on at <paramref name="from"/>: no closing punctuation, brackets only in pairs.</summary>
    public static int End(ReadOnlySpan<char> text, int from)
    {
        var length = text[from..].IndexOfAny(LinkEnds);
        var end = length < 0 ? text.Length : from + length;
        var unpaired = UnpairedBracket(text[from..end]);
        if (unpaired >= 0) end = from + unpaired;
        while (end > from && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '\u2019' or '\u2026' or '*' or ']' or '}') end--;
        return end;
    }

    // A closing bracket that was not opened in the link.
    private static int UnpairedBracket(ReadOnlySpan<char> link)
    {
        var open = 0;
        for (var at = link.IndexOfAny('(', ')'); at >= 0 && at < link.Length; at++)
        {
            if (link[at] == '(') open++;
            else if (link[at] == ')' && --open < 0) return at;
        }

        return -1;
    }

    private static bool EndsLink(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c)
        || c is '<' or '>' or '"' or '“' or '”' or '„' or '«' or '»' or '、' or '。' or '「' or '」' or '『' or '』' or '（' or '）' or '【' or '】';
}
