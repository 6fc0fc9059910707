using Listening.Core.Matching;

namespace Listening.Web.Foreign;

/// <summary>A part of a long text around its first marked words.</summary>
/// <param name="Text">The part.</param>
/// <param name="Spans">The marks that lie in it, counted from its start.</param>
/// <param name="CutBefore">True when something stands before it.</param>
/// <param name="CutAfter">True when something stands after it.</param>
public sealed record Excerpt(string Text, IReadOnlyList<TextSpan> Spans, bool CutBefore, bool CutAfter)
{
    private const int Lead = 80;
    private const int WordSearch = 30;

    /// <summary>True when anything was left out.</summary>
    public bool IsCut => CutBefore || CutAfter;

    /// <summary>At most <paramref name="size"/> UTF-16 units, or one more so as not to halve a character; the whole text when it fits.</summary>
    public static Excerpt Of(string text, IReadOnlyList<TextSpan> spans, int size)
    {
        var marks = Marks.Fit(text, spans);
        if (text.Length <= size) return new Excerpt(text, marks, false, false);

        var firstEnd = marks is [var first, ..] ? first.Start + Math.Min(first.Length, size - Lead) : 0;
        var start = firstEnd <= size ? 0 : Math.Min(AfterBreak(text, marks[0].Start - Lead), text.Length - size);
        if (Marks.IsInsidePair(text, start)) start--;
        var end = start + size >= text.Length ? text.Length : BeforeBreak(text, start + size);
        if (Marks.IsInsidePair(text, end)) end++;

        var inside = marks.Where(mark => mark.Start < end && mark.Start + mark.Length > start)
            .Select(mark => new TextSpan(Math.Max(mark.Start, start) - start, Math.Min(mark.Start + mark.Length, end) - Math.Max(mark.Start, start)));
        return new Excerpt(text[start..end], [.. inside], start > 0, end < text.Length);
    }

    private static int AfterBreak(string text, int at)
    {
        for (var ahead = at; ahead < at + WordSearch; ahead++)
            if (char.IsWhiteSpace(text[ahead])) return ahead + 1;
        return at;
    }

    private static int BeforeBreak(string text, int at)
    {
        for (var back = at; back > at - WordSearch; back--)
            if (char.IsWhiteSpace(text[back])) return back;
        return at;
    }
}
