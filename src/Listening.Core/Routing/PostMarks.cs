using Listening.Core.Matching;

namespace Listening.Core.Routing;

/// <summary>What routing needs of a text beyond its words.</summary>
internal static class PostMarks
{
    /// <summary>Where one of the marks stands, outside links: the question mark before an address's parameters asks nothing.</summary>
    public static TextSpan? Find(string text, IReadOnlyList<string> marks)
    {
        foreach (var mark in marks)
        {
            for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
            {
                if (!IsInsideLink(text, at)) return new TextSpan(at, mark.Length);
            }
        }

        return null;
    }

    /// <summary>True when the text has at least so many words; handles, hashtags and links are no words.</summary>
    public static bool HasWords(ReadOnlySpan<char> text, int least)
    {
        if (least <= 0) return true;
        foreach (var range in text.SplitAny(' ', '\n', '\t', '\r', '\u00A0'))
        {
            if (IsWord(text[range]) && --least == 0) return true;
        }

        return false;
    }

    private static bool IsWord(ReadOnlySpan<char> piece)
    {
        piece = piece.TrimStart(".(\"'“‘");
        if (piece.IsEmpty || piece[0] is '@' or '#' || IsLink(piece)) return false;
        foreach (var c in piece)
        {
            if (char.IsLetterOrDigit(c)) return true;
        }

        return false;
    }

    private static bool IsInsideLink(string text, int at)
    {
        var start = at;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1])) start--;
        var continues = at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);
        return continues && IsLink(text.AsSpan(start, at - start));
    }

    private static bool IsLink(ReadOnlySpan<char> piece) =>
        piece.Contains("://", StringComparison.Ordinal) || piece.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
}
