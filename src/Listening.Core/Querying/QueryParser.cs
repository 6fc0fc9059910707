using System.Globalization;

namespace Listening.Core.Querying;

/// <summary>Builds the syntax tree by recursive descent: OR of ANDs of, perhaps negated, terms and brackets.</summary>
internal sealed class QueryParser
{
    private const string Term = "a word, a phrase in quotes or an opening bracket";
    private readonly List<QueryToken> tokens;
    private readonly TermReader reader = new();
    private int next;
    private int terms;
    private int prefixes;
    private QueryError? error;

    private QueryParser(List<QueryToken> tokens) => this.tokens = tokens;

    private QueryToken Token => tokens[next];

    /// <summary>Parses a query's text.</summary>
    public static QueryResult Parse(string text)
    {
        if (text.Length > QueryLimits.Length)
            return new QueryResult(null, new QueryError(QueryLimits.Length + 1, Counted("a query of {0} characters", text.Length), Counted("at most {0}; share the words out over several searches", QueryLimits.Length)));
        var tokenizer = new QueryTokenizer(text);
        var parser = new QueryParser(tokenizer.Read());
        if (tokenizer.Error is not null) return new QueryResult(null, tokenizer.Error);
        var root = parser.ReadWhole();
        if (parser.error is not null || root is null) return new QueryResult(null, parser.error);
        var broad = Breadth.Check(root);
        return broad is null ? new QueryResult(new Query(text, root), null) : new QueryResult(null, broad);
    }

    private QueryNode? ReadWhole()
    {
        if (Token.Kind == QueryTokenKind.End) return Fail(1, "an empty query", Term);
        var root = ReadOr(0);
        if (error is null && Token.Kind == QueryTokenKind.Close)
            Fail(Token.Column, Token.Shown, "an opening bracket before the closing one");
        return root;
    }

    private QueryNode? ReadOr(int depth)
    {
        var column = Token.Column;
        var parts = new List<QueryNode>();
        while (ReadAnd(depth) is { } part)
        {
            parts.Add(part);
            if (Token.Kind != QueryTokenKind.Or) return parts.Count == 1 ? part : new Or(parts, column);
            next++;
        }

        return null;
    }

    private QueryNode? ReadAnd(int depth)
    {
        var column = Token.Column;
        var parts = new List<QueryNode>();
        while (ReadNot(depth) is { } part)
        {
            parts.Add(part);
            if (Token.Kind == QueryTokenKind.And) next++;
            else if (Token.Kind is QueryTokenKind.Or or QueryTokenKind.Close or QueryTokenKind.End)
                return parts.Count == 1 ? part : new And(parts, column);
        }

        return null;
    }

    private QueryNode? ReadNot(int depth)
    {
        if (Token.Kind != QueryTokenKind.Not) return ReadPrimary(depth);
        var column = Token.Column;
        if (IsTooDeep(depth)) return null;
        next++;
        return ReadNot(depth + 1) is { } part ? new Not(part, column) : null;
    }

    private QueryNode? ReadPrimary(int depth)
    {
        switch (Token.Kind)
        {
            case QueryTokenKind.Open:
                return IsTooDeep(depth) ? null : ReadBracket(depth);
            case QueryTokenKind.And or QueryTokenKind.Or or QueryTokenKind.Not or QueryTokenKind.Close or QueryTokenKind.End:
                var before = next > 0 && tokens[next - 1] is { Kind: not QueryTokenKind.Close } last ? $" after {last.Shown}" : "";
                return Fail(Token.Column, Token.Shown, Term + before);
            default:
                return ReadTerm();
        }
    }

    private QueryNode? ReadBracket(int depth)
    {
        var open = Token.Column;
        next++;
        var node = ReadOr(depth + 1);
        if (node is null) return null;
        if (Token.Kind != QueryTokenKind.Close)
            return Fail(Token.Column, Token.Shown, Counted("a closing bracket for the one opened in column {0}", open));
        next++;
        return node;
    }

    private QueryNode? ReadTerm()
    {
        var token = Token;
        next++;
        var (node, wrong) = token.Kind switch
        {
            QueryTokenKind.Operator => QueryOperators.Read(token),
            QueryTokenKind.Mention => QueryOperators.ReadMention(token),
            QueryTokenKind.Hashtag => TermReader.ReadHashtag(token),
            QueryTokenKind.Quoted => reader.ReadQuoted(token),
            _ => reader.ReadRun(token),
        };
        error ??= wrong;
        if (node is not null) CountTerm(node);
        return error is null ? node : null;
    }

    private void CountTerm(QueryNode node)
    {
        terms += node switch { Phrase phrase => phrase.Words.Count, Proximity near => near.Words.Count, _ => 1 };
        if (node is Prefix) prefixes++;
        if (terms > QueryLimits.Terms)
            Fail(node.Column, Counted("more than {0} words and conditions", QueryLimits.Terms), "fewer; share them out over several searches");
        else if (prefixes > QueryLimits.Prefixes)
            Fail(node.Column, Counted("more than {0} words with *", QueryLimits.Prefixes), "fewer; share them out over several searches");
    }

    private bool IsTooDeep(int depth)
    {
        if (depth < QueryLimits.Depth) return false;
        Fail(Token.Column, Counted("brackets or NOTs nested more than {0} deep", QueryLimits.Depth), "fewer levels");
        return true;
    }

    private QueryNode? Fail(int column, string found, string expected)
    {
        error ??= new QueryError(column, found, expected);
        return null;
    }

    private static string Counted(string format, int count) => string.Format(CultureInfo.InvariantCulture, format, count);
}
