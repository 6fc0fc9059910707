using Listening.Core.Matching;

namespace Listening.Web.Foreign;

/// <summary>Makes spans safe to mark in a text.</summary>
internal static class Marks
{
    /// <summary>
    /// The spans cut to the text, widened to whole characters, in order and merged where they touch or overlap. Spans are
    /// found in one version of a post and may be shown on the next: an edit in between must not break the page.
    /// </summary>
    public static List<TextSpan> Fit(string text, IReadOnlyList<TextSpan> spans)
    {
        var fitted = new List<TextSpan>(spans.Count);
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            var start = Math.Clamp(span.Start, 0, text.Length);
            var end = (int)Math.Clamp((long)span.Start + span.Length, start, text.Length);
            if (end == start) continue;
            if (IsInsidePair(text, start)) start--;
            if (IsInsidePair(text, end)) end++;
            if (fitted is [.., var last] && start <= last.Start + last.Length)
                fitted[^1] = new TextSpan(last.Start, Math.Max(last.Start + last.Length, end) - last.Start);
            else
                fitted.Add(new TextSpan(start, end - start));
        }

        return fitted;
    }

    /// <summary>True when cutting here would leave half a character on either side.</summary>
    public static bool IsInsidePair(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);
}
