namespace Listening.Core.Words;

/// <summary>Recognises links as people write them in running text.</summary>
internal static class LinkRange
{
    private const int LongestHost = 253;

    /// <summary>True when <c>://</c> and more stands at <paramref name="at"/>, behind a scheme.</summary>
    public static bool IsSchemeEnd(ReadOnlySpan<char> text, int at) =>
        at + 3 < text.Length && text[at] == ':' && text[at + 1] == '/' && text[at + 2] == '/' && !IsLinkEnd(text[at + 3]);

    /// <summary>
    /// Behind the last unit of a bare host that begins at <paramref name="start"/> (<c>ico.org.uk</c>); -1 when none does.
    /// Its last label must be a country code or a common top-level domain, so that two sentences without a
    /// space between them ("the GDPR.Then") are no host.
    /// </summary>
    public static int HostEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start <= LongestHost && (CharacterKinds.IsAsciiWord(text[end]) || text[end] is '.' or '-')) end++;
        if (end < text.Length && (text[end] is '@' or '_' || CharacterKinds.IsLetterAt(text, end))) return -1;
        var host = text[start..end].TrimEnd(".-");
        return TopLevelDomains.IsHost(host) ? start + host.Length : -1;
    }

    /// <summary>Behind the last unit of the link whose host, or path, goes on at <paramref name="from"/>: no closing punctuation, brackets only in pairs.</summary>
    public static int End(ReadOnlySpan<char> text, int from)
    {
        var end = from;
        var open = 0;
        while (end < text.Length && !IsLinkEnd(text[end]))
        {
            if (text[end] == '(') open++;
            else if (text[end] == ')' && --open < 0) break;
            end++;
        }

        while (end > from && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '\u2019' or '\u2026' or '*' or ']' or '}') end--;
        return end;
    }

    private static bool IsLinkEnd(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c)
        || c is '<' or '>' or '"' or '“' or '”' or '„' or '«' or '»' or '、' or '。' or '「' or '」' or '『' or '』' or '（' or '）' or '【' or '】';
}
