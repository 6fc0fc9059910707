namespace Listening.Core.Querying;

/// <summary>A query that was understood: its text and its syntax tree.</summary>
public sealed record Query(string Text, QueryNode Root)
{
    /// <summary>Parses the text of a saved search.</summary>
    public static QueryResult Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return QueryParser.Parse(text);
    }
}
