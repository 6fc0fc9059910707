using Listening.Core.Matching;

namespace Listening.Core.Foi;

/// <summary>Tells which parts of a post repeat somebody else's words.</summary>
internal static class QuotedText
{
    // A word or two between quotation marks is how people hold up an authority's own word ("vexatious"), not a repeated post.
    private const int LeastWords = 4;

    /// <summary>True when all the words stand between quotation marks, or in a line that begins with &gt; or RT.</summary>
    public static bool Holds(string text, IReadOnlyList<TextSpan> spans)
    {
        if (spans.Count == 0) return false;
        foreach (var span in spans)
            if (!IsQuotedLine(text, span.Start) && !IsBetweenMarks(text, span)) return false;
        return true;
    }

    private static bool IsQuotedLine(string text, int at)
    {
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var line = text.AsSpan(start).TrimStart(' ');
        return line.StartsWith(">") || line.StartsWith("RT @") || line.StartsWith("QT:");
    }

    private static bool IsBetweenMarks(string text, TextSpan span)
    {
        for (var at = 0; at < span.Start; at++)
        {
            var close = text[at] switch { '"' => '"', '“' => '”', '«' => '»', _ => '\0' };
            if (close == '\0') continue;
            var end = text.IndexOf(close, at + 1);
            if (end < 0) return false;
            if (end >= span.Start + span.Length) return at < span.Start && text.AsSpan(at, end - at).Count(' ') >= LeastWords - 1;
            at = end;
        }

        return false;
    }
}
