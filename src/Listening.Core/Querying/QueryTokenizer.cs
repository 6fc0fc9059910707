using Listening.Core.Words;

namespace Listening.Core.Querying;

/// <summary>Cuts a query's text into tokens.</summary>
internal sealed class QueryTokenizer(string text)
{
    private const string Quotes = "\"“”„‟«»＂";
    private readonly List<QueryToken> tokens = [];
    private int at;

    /// <summary>What could not be cut; null when all could.</summary>
    public QueryError? Error { get; private set; }

    /// <summary>The tokens, the last of them <see cref="QueryTokenKind.End"/>.</summary>
    public List<QueryToken> Read()
    {
        while (Error is null && SkipSpace()) ReadToken();
        tokens.Add(new QueryToken(QueryTokenKind.End, text.Length, ""));
        return tokens;
    }

    private bool SkipSpace()
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || IsInvisible(text, at))) at++;
        return at < text.Length;
    }

    private static bool IsInvisible(string text, int at) =>
        text[at] == '\u200B' || char.IsControl(text[at])
        || (!char.IsSurrogate(text[at]) && CharacterKinds.At(text, at, out _) == CharacterKind.Ignorable);

    private void ReadToken()
    {
        var c = text[at];
        if (c is '(' or ')') Add(c == '(' ? QueryTokenKind.Open : QueryTokenKind.Close, 1);
        else if (Quotes.Contains(c)) ReadQuoted();
        else if (c is '-' or '−') ReadMinus();
        else if (c is '–' or '—') Fail(at, QueryToken.Show(c.ToString()), "a word; to leave a word out, write a hyphen straight before it: -word");
        else if (c == '!') Fail(at, QueryToken.Show("!"), "a word; to leave a word out, write NOT or a hyphen straight before it: -word");
        else if (c == '~') Fail(at, QueryToken.Show("~"), "a phrase in quotes straight before ~, as in \"data breach\"~5");
        else ReadRun();
    }

    private void ReadMinus()
    {
        if (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] == ')')
            Fail(at, QueryToken.Show(text[at].ToString()) + " on its own", "a word or bracket straight after it, as in -word");
        else
            Add(QueryTokenKind.Not, 1);
    }

    private void Add(QueryTokenKind kind, int length)
    {
        tokens.Add(new QueryToken(kind, at, text.Substring(at, length)));
        at += length;
    }

    private void ReadQuoted()
    {
        var start = at;
        if (Between() is not { } quoted) return;
        string? window = null;
        var tilde = at;
        if (at < text.Length && text[at] == '~')
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            window = text[(tilde + 1)..at];
        }

        tokens.Add(new QueryToken(QueryTokenKind.Quoted, start, quoted, window, window is null ? start + 1 : tilde));
    }

    // What stands between the quote here and the next one; moves behind it.
    private string? Between()
    {
        var start = at;
        var close = text.AsSpan(start + 1).IndexOfAny(Quotes);
        if (close < 0)
        {
            Fail(start, "a quote that is never closed", "a second quote behind the phrase");
            return null;
        }

        at = start + close + 2;
        return text.Substring(start + 1, close);
    }

    private void ReadRun()
    {
        var start = at;
        while (at < text.Length && text[at] is not ('(' or ')') && !Quotes.Contains(text[at]) && !char.IsWhiteSpace(text[at])) at++;
        var run = text[start..at];
        if (QueryOperators.NameLength(run) is var name and > 0)
        {
            ReadOperator(start, run, name);
            return;
        }

        var kind = run switch
        {
            "AND" => QueryTokenKind.And,
            "OR" => QueryTokenKind.Or,
            "NOT" => QueryTokenKind.Not,
            ['#' or '＃', ..] => QueryTokenKind.Hashtag,
            ['@' or '＠', ..] => QueryTokenKind.Mention,
            _ => QueryTokenKind.Word,
        };
        tokens.Add(new QueryToken(kind, start, run));
    }

    private void ReadOperator(int start, string run, int name)
    {
        var value = run[(name + 1)..];
        var valueStart = start + name + 1;
        if (value.Length == 0 && at < text.Length && Quotes.Contains(text[at]))
        {
            valueStart = at + 1;
            if (Between() is not { } quoted) return;
            value = quoted.Trim();
        }

        tokens.Add(new QueryToken(QueryTokenKind.Operator, start, run[..name], value, valueStart));
    }

    private void Fail(int where, string found, string expected) => Error ??= new QueryError(where + 1, found, expected);
}
