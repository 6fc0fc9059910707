using Listening.Core.Matching;

namespace Listening.Core.Routing;

/// <summary>Turns what a cue found into a reason that staff can check against the post.</summary>
internal static class FoundWords
{
    /// <summary>More quotations than these make a reason harder to read, not clearer.</summary>
    public const int MostQuoted = 3;

    /// <summary>For example <c>asks a question: "how do I", "data protection fee"</c>; only what the cue says when no words made it hold.</summary>
    public static string Describe(string says, IEnumerable<TextSpan> spans, string text)
    {
        var quotes = spans.Select(span => text.Substring(span.Start, span.Length))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostQuoted)
            .Select(words => $"\"{words}\"")
            .ToList();
        return quotes.Count == 0 ? says : $"{says}: {string.Join(", ", quotes)}";
    }
}
