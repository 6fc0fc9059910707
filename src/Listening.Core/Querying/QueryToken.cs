namespace Listening.Core.Querying;

/// <summary>What a piece of a query's text is.</summary>
internal enum QueryTokenKind
{
    Open,
    Close,
    And,
    Or,
    Not,
    Word,
    Quoted,
    Operator,
    Hashtag,
    Mention,
    End,
}

/// <summary>A piece of a query's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins, from 0.</param>
/// <param name="Text">As written; what stands between the quotes; an operator's name.</param>
/// <param name="Value">An operator's value; what follows the <c>~</c> behind a phrase; else null.</param>
/// <param name="ValueStart">Where the value, or what stands between the quotes, begins.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, int Start, string Text, string? Value = null, int ValueStart = 0)
{
    public int Column => Start + 1;

    public int ValueColumn => ValueStart + 1;

    /// <summary>How an error names it.</summary>
    public string Shown => Kind switch
    {
        QueryTokenKind.End => "the end of the query",
        QueryTokenKind.Quoted => Show('"' + Text + '"'),
        QueryTokenKind.Operator => Show(Text + ':' + Value),
        _ => Show(Text),
    };

    /// <summary>A piece of the query as an error shows it: in marks that no query is made of, not too long, on one line.</summary>
    public static string Show(string text)
    {
        const int Longest = 40;
        var shown = text;
        if (shown.Length > Longest)
            shown = shown[..(char.IsHighSurrogate(shown[Longest - 1]) ? Longest - 1 : Longest)] + "…";
        return "‘" + string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c)) + "’";
    }
}
