using Listening.Core.Querying;

namespace Listening.Sources.X;

/// <summary>Writes words, phrases, hashtags and links so that X reads them as they are meant.</summary>
internal static class XWords
{
    // Well below the shortest query, so that a term always fits in one beside the rest.
    private const int Longest = 100;

    /// <summary>A word. X tells accents apart and the local matcher does not, so one written with accents is looked for without them too.</summary>
    public static XExpression? Word(Word word) => Variants([word]);

    /// <summary>Words side by side; of a very long phrase its beginning, which finds more.</summary>
    public static XExpression? Phrase(Phrase phrase)
    {
        var length = 0;
        var beginning = phrase.Words.TakeWhile(word => (length += Math.Max(word.Text.Length, word.Folded.Length) + 1) <= Longest).ToList();
        return Variants(beginning);
    }

    /// <summary>A hashtag. X knows none made of digits only, so such a one is a word.</summary>
    public static XExpression? Hashtag(Hashtag tag)
    {
        if (tag.Text.Length > Longest || tag.Folded.Length > Longest) return null;
        var before = tag.Text.All(char.IsAsciiDigit) ? "" : "#";
        return XAny.Of([.. new[] { tag.Text, tag.Folded }.Distinct(StringComparer.OrdinalIgnoreCase).Select(text => new XTerm(before + text))]);
    }

    /// <summary>A link, by its host and below. A path is asked for where nothing in it can be written in two ways.</summary>
    public static XExpression Url(Url url) =>
        new XTerm($"url:\"{url.Host}{(url.Path.Length <= Longest && url.Path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_') ? url.Path : "")}\"");

    /// <summary>A handle: of X as the platform knows it, of another platform as words of the text.</summary>
    public static XExpression? Mention(string handle) =>
        XUsername.IsOne(handle) ? new XTerm("@" + handle) : handle.Length <= Longest ? new XTerm($"\"{Straight(handle)}\"") : null;

    private static XExpression? Variants(IReadOnlyList<Word> words)
    {
        var written = string.Join(' ', words.Select(word => Straight(word.Text)));
        var folded = string.Join(' ', words.Select(word => Straight(word.Folded)));
        if (written.Length is 0 or > Longest || folded.Length is 0 or > Longest) return null;
        return XAny.Of([.. new[] { written, folded }.Distinct(StringComparer.OrdinalIgnoreCase).Select(text => new XTerm(Quoted(text)))]);
    }

    // Quotes keep X from reading a word as an operator or taking it apart.
    private static string Quoted(string text) =>
        text.All(char.IsLetterOrDigit) && text.ToUpperInvariant() is not ("AND" or "OR" or "NOT") ? text : $"\"{text}\"";

    private static string Straight(string text) => text.Replace('’', '\'').Replace('‘', '\'').Replace("\"", "", StringComparison.Ordinal);
}
