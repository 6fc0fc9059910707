namespace Listening.Core.Querying;

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
