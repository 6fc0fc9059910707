using Listening.Core.Words;

namespace Listening.Core.Querying;

/// <summary>Reads <c>name:value</c>.</summary>
internal static class QueryOperators
{
    private const string Known = "one of from:, to:, url:, lang:, is:reply or has:link; put text that has a colon in quotes";

    /// <summary>Length of the name when letters and a colon stand at the front of a run; 0 when not, as in <c>10:30</c>.</summary>
    public static int NameLength(string run)
    {
        var length = 0;
        while (length < run.Length && char.IsAsciiLetter(run[length])) length++;
        return length < run.Length && run[length] == ':' ? length : 0;
    }

    /// <summary>The node of an operator, or why there is none.</summary>
    public static (QueryNode? Node, QueryError? Error) Read(in QueryToken token)
    {
        var value = token.Value ?? "";
        return token.Text.ToLowerInvariant() switch
        {
            "from" => OfHandle(token, value, "from:", static (handle, column) => new From(handle, column)),
            "to" => OfHandle(token, value, "to:", static (handle, column) => new To(handle, column)),
            "url" => OfUrl(token, value),
            "lang" => OfLang(token, value),
            "is" => Fixed(token, value, "reply", "is:reply", new IsReply(token.Column)),
            "has" => Fixed(token, value, "link", "has:link", new HasLink(token.Column)),
            "http" or "https" => (null, new QueryError(token.Column, token.Shown, "url: before an address, as in url:ico.org.uk/make-a-complaint")),
            "site" or "link" or "domain" or "host" => (null, new QueryError(token.Column, QueryToken.Show(token.Text + ':'), "url:, as in url:ico.org.uk")),
            _ => (null, new QueryError(token.Column, QueryToken.Show(token.Text + ':'), Known)),
        };
    }

    /// <summary>A mention, or why it is none.</summary>
    public static (QueryNode? Node, QueryError? Error) ReadMention(in QueryToken token) =>
        OfHandle(token with { ValueStart = token.Start + 1 }, token.Text[1..], "@", static (handle, column) => new Mention(handle, column));

    private static (QueryNode?, QueryError?) OfHandle(in QueryToken token, string value, string before, Func<string, int, QueryNode> node)
    {
        var handle = value is ['@' or '＠', ..] && before != "@" ? value[1..] : value;
        var offset = value.Length - handle.Length;
        for (var i = 0; i < handle.Length;)
        {
            var isInner = i > 0 && i < handle.Length - 1 && handle[i] is '.' or '-' or '@';
            if (!HandleRange.IsHandleLetter(handle, i, out var width) && !isInner)
                return Failed(token.ValueColumn + offset + i, QueryToken.Show(handle[i..]), $"a handle after {before}, made of letters, digits, underscores and dots, as in {before}ICOnews");
            i += width;
        }

        return handle.Length > 0
            ? (node(HandleRange.Fold(handle), token.Column), null)
            : Failed(token.ValueColumn, "nothing", $"a handle straight after {before}, as in {before}ICOnews");
    }

    private static (QueryNode?, QueryError?) OfUrl(in QueryToken token, string value)
    {
        if (value.Length == 0) return Failed(token.ValueColumn, "nothing", "a host straight after url:, as in url:ico.org.uk or url:ico.org.uk/make-a-complaint");
        var address = WebAddress.Read(value);
        if (address is null || !IsHost(address.Host))
            return Failed(token.ValueColumn, QueryToken.Show(value), "a host such as ico.org.uk (hosts below it are found too), with or without a path");
        return (new Url(address.Host, address.Path, token.Column), null);
    }

    private static bool IsHost(string host) =>
        host.Contains('.') && host[0] != '.' && !host.Contains("..", StringComparison.Ordinal)
        && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static (QueryNode?, QueryError?) OfLang(in QueryToken token, string value)
    {
        var parts = value.Split('-', '_');
        var isTag = parts[0].Length is 2 or 3 && parts[0].All(char.IsAsciiLetter)
            && parts.All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
        return isTag
            ? (new Lang(value.Replace('_', '-').ToLowerInvariant(), token.Column), null)
            : Failed(token.ValueColumn, value.Length == 0 ? "nothing" : QueryToken.Show(value), "a language tag straight after lang:, such as en, cy or en-GB");
    }

    private static (QueryNode?, QueryError?) Fixed(in QueryToken token, string value, string only, string whole, QueryNode node) =>
        value.Equals(only, StringComparison.OrdinalIgnoreCase)
            ? (node, null)
            : Failed(token.ValueColumn, value.Length == 0 ? "nothing" : QueryToken.Show(value), whole);

    private static (QueryNode?, QueryError?) Failed(int column, string found, string expected) => (null, new QueryError(column, found, expected));
}
