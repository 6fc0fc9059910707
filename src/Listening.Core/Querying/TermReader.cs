using System.Globalization;
using Listening.Core.Words;

namespace Listening.Core.Querying;

/// <summary>Reads words, phrases, prefixes and hashtags. One reader reads one query.</summary>
internal sealed class TermReader
{
    private readonly AnalysedText analysed = new();

    /// <summary>The node of a piece without quotes: a word, a word with a <c>*</c>, or, with punctuation inside, a phrase.</summary>
    public (QueryNode? Node, QueryError? Error) ReadRun(in QueryToken token)
    {
        var star = token.Text.IndexOf('*', StringComparison.Ordinal);
        if (star >= 0) return ReadPrefix(token, star);
        var tilde = token.Text.IndexOf('~', StringComparison.Ordinal);
        if (tilde >= 0)
            return Failed(token.Column + tilde, QueryToken.Show(token.Text[tilde..]) + " behind a single word", "~ behind a phrase in quotes, as in \"data breach\"~5");
        return ReadWords(token.Text, token.Start, token.Column, token.Shown);
    }

    /// <summary>The node of a piece in quotes: a word, a phrase, or words near each other.</summary>
    public (QueryNode? Node, QueryError? Error) ReadQuoted(in QueryToken token)
    {
        var star = token.Text.IndexOf('*', StringComparison.Ordinal);
        if (star >= 0)
            return Failed(token.Start + 2 + star, "‘*’ inside quotes", "whole words; a word with * stands outside the quotes");
        var (node, error) = ReadWords(token.Text, token.Start + 1, token.Column, token.Shown);
        return token.Value is null || node is null ? (node, error) : ReadWindow(token, node);
    }

    /// <summary>The node of a hashtag.</summary>
    public static (QueryNode? Node, QueryError? Error) ReadHashtag(in QueryToken token)
    {
        var end = HashtagRange.BodyEnd(token.Text, 1);
        if (end < token.Text.Length)
        {
            return Failed(token.Column + end, QueryToken.Show(token.Text[end..]), token.Text[end] == '*'
                ? "a whole hashtag; the word with *, without the #, finds hashtags too"
                : "a hashtag of letters, digits and underscores");
        }

        if (end == 1) return Failed(token.Column + 1, "nothing", "a hashtag straight after #, as in #GDPR");
        var text = token.Text[1..];
        return (new Hashtag(text, WordFolding.Fold(text).ToString(), token.Column), null);
    }

    private (QueryNode?, QueryError?) ReadWords(string text, int start, int column, string shown)
    {
        analysed.Clear();
        analysed.Read(text);
        if (analysed.WordlessLinks > 0)
            return Failed(start + 1 + analysed.Links[0].Start, QueryToken.Show(text[analysed.Links[0].Start..analysed.Links[0].End]), "url: before an address, as in url:ico.org.uk/make-a-complaint");
        foreach (ref readonly var mark in analysed.Marks.All)
        {
            // A hashtag's letters are words of the phrase; a handle is never a word, so the phrase could not be found.
            if (text[mark.Start] is '@' or '＠')
                return Failed(start + 1 + mark.Start, QueryToken.Show(text.Substring(mark.Start, mark.Length)), "words; a handle stands on its own, as in @ICOnews");
        }

        return analysed.Words.Count switch
        {
            0 => Failed(column, shown, text.Trim('&', '|', '+').Length == 0 && text.Length > 0
                ? "a word of letters or digits; side by side words must all be there, and OR is written OR"
                : "a word of letters or digits"),
            1 => (WordAt(text, 0, start) with { Column = column }, null),
            <= QueryLimits.PhraseWords => (new Phrase([.. Enumerable.Range(0, analysed.Words.Count).Select(i => WordAt(text, i, start))], column), null),
            _ => Failed(column, Counted("a phrase of {0} words", analysed.Words.Count), Counted("{0} words at most", QueryLimits.PhraseWords)),
        };
    }

    private Word WordAt(string text, int index, int start)
    {
        ref var word = ref analysed.Words[index];
        return new Word(text.Substring(word.Start, word.Length), analysed.Folded(word).ToString(), start + word.Start + 1);
    }

    private (QueryNode?, QueryError?) ReadPrefix(in QueryToken token, int star)
    {
        if (star < token.Text.Length - 1)
            return Failed(token.Column + star, QueryToken.Show(token.Text[star..]), "* only at the end of a word, as in priva*");
        var stem = token.Text[..star];
        var least = Counted("a word of at least {0} letters straight before *, as in priva*", QueryLimits.ShortestPrefix);
        if (stem.Length == 0) return Failed(token.Column, token.Shown, least);
        var (node, error) = ReadWords(stem, token.Start, token.Column, token.Shown);
        if (error is not null) return (null, error);
        if (node is not Word word || !stem.EndsWith(word.Text, StringComparison.Ordinal))
            return Failed(token.Column, token.Shown, "a single word before *, without punctuation");
        return word.Folded.Length < QueryLimits.ShortestPrefix
            ? Failed(token.Column, token.Shown, least)
            : (new Prefix(word.Text, word.Folded, token.Column), null);
    }

    private static (QueryNode?, QueryError?) ReadWindow(in QueryToken token, QueryNode node)
    {
        if (node is not Phrase phrase)
            return Failed(token.ValueColumn, QueryToken.Show("~" + token.Value) + " behind a single word", "two words or more in the quotes, as in \"data breach\"~5");
        var words = phrase.Words.DistinctBy(word => word.Folded, StringComparer.Ordinal).ToList();
        if (words.Count == 1)
            return Failed(token.ValueColumn, "the same word twice", "different words in the quotes, as in \"data breach\"~5");
        if (int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var window) && window >= words.Count && window <= QueryLimits.Window)
            return (new Proximity(words, window, token.Column), null);
        return Failed(token.ValueColumn, QueryToken.Show("~" + token.Value), string.Create(CultureInfo.InvariantCulture, $"~ and a number of words from {words.Count} to {QueryLimits.Window}"));
    }

    private static string Counted(string format, int count) => string.Format(CultureInfo.InvariantCulture, format, count);

    private static (QueryNode?, QueryError?) Failed(int column, string found, string expected) => (null, new QueryError(column, found, expected));
}
