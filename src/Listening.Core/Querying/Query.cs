namespace Listening.Core.Querying;

/// <summary>A query that was understood: its text and its syntax tree.</summary>
public sealed record Query(string Text, QueryNode Root)
{
    /// <summary>Parses the text of a saved search.</summary>
    public static QueryResult Parse(string text) => throw new NotSupportedException(text);
}

/// <summary>What came of parsing: either <see cref="Query"/> or <see cref="Error"/> is set.</summary>
public sealed record QueryResult(Query? Query, QueryError? Error);

/// <summary>Why a query cannot be understood.</summary>
/// <param name="Column">Where, counted from 1 in UTF-16 units.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What could stand there.</param>
public sealed record QueryError(int Column, string Found, string Expected)
{
    /// <summary>One sentence for people: column, found, expected.</summary>
    public string Message => $"Column {Column}: found {Found}, expected {Expected}.";
}

/// <summary>A node of a query's syntax tree.</summary>
public abstract record QueryNode;
