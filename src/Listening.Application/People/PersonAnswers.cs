namespace Listening.Application.People;

/// <summary>What is held about somebody, for the staff who ask.</summary>
/// <param name="Total">Posts held.</param>
/// <param name="Posts">The newest of them, opened; <see cref="PersonService.PostsShown"/> at most.</param>
/// <param name="HeldBack">How many of all are kept by a hold.</param>
/// <param name="OtherPosts">When asked by a link: other posts held of the same author.</param>
/// <param name="Objections">For which sources the author objected, by name.</param>
public sealed record PersonFound(int Total, IReadOnlyList<PersonPost> Posts, int HeldBack, int OtherPosts, ObjectionScope Objections);

/// <summary>Where somebody's posts are not collected, because they objected.</summary>
/// <param name="Everywhere">True when they objected for all sources.</param>
/// <param name="Sources">Names of the sources for which they objected one by one.</param>
public sealed record ObjectionScope(bool Everywhere, IReadOnlyList<string> Sources)
{
    /// <summary>True when there is any objection.</summary>
    public bool Any => Everywhere || Sources.Count > 0;
}

/// <summary>Everything held about somebody, for themselves: the answer to a subject access request.</summary>
public sealed record PersonCopy
{
    /// <summary>What was asked.</summary>
    public required PersonQuestion Question { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime MadeAt { get; init; }

    /// <summary>The posts, oldest first.</summary>
    public required IReadOnlyList<PersonPost> Posts { get; init; }

    /// <summary>Posts of others that mention the handle; null when that was not looked at.</summary>
    public required PersonMentions? Mentions { get; init; }

    /// <summary>Their objections.</summary>
    public required ObjectionScope Objections { get; init; }
}

/// <summary>How often others mention somebody.</summary>
/// <param name="Posts">Posts that mention the handle.</param>
/// <param name="Among">Newest posts that were looked at, at most.</param>
public sealed record PersonMentions(int Posts, int Among);

/// <summary>What an erasure did.</summary>
/// <param name="RequestId">Number of the request, under which the audit log has it.</param>
/// <param name="Found">Posts found.</param>
/// <param name="Deleted">Posts deleted.</param>
/// <param name="HeldBack">Posts that a hold keeps.</param>
/// <param name="HeldBy">References of these holds.</param>
/// <param name="Objected">True when the author's objection is remembered as well.</param>
public sealed record ErasureOutcome(int RequestId, int Found, int Deleted, int HeldBack, IReadOnlyList<string> HeldBy, bool Objected);

/// <summary>What came of an objection, or of its withdrawal.</summary>
/// <param name="RequestId">Number of the request, under which the audit log has it.</param>
/// <param name="Changed">False when it was remembered already.</param>
/// <param name="StillHeld">Posts that are held; they stay until they are deleted, edited or shown again.</param>
public sealed record ObjectionOutcome(int RequestId, bool Changed, int StillHeld);
