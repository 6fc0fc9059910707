using Listening.Core.Querying;

namespace Listening.Core.Matching;

/// <summary>The two files that are read.</summary>
public enum MatchFileKind
{
    /// <summary>The file of searches.</summary>
    Searches,

    /// <summary>The file of posts.</summary>
    Posts,
}

/// <summary>A line that was passed over.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Message">What is wrong with it. Quotes a query, never a post.</param>
/// <param name="QueryError">Column, found and expected, when it is the query that cannot be understood; else null.</param>
public sealed record MatchFileProblem(MatchFileKind File, int Line, string Message, QueryError? QueryError = null);

/// <summary>What was read and written.</summary>
/// <param name="Searches">Searches that were understood.</param>
/// <param name="Posts">Posts held against them; lines that say that a post is gone do not count.</param>
/// <param name="Matches">Lines written.</param>
/// <param name="Problems">Lines passed over.</param>
/// <param name="IndexBytes">Bytes of the compiled searches.</param>
public sealed record MatchFileCounts(int Searches, long Posts, long Matches, long Problems, long IndexBytes);
