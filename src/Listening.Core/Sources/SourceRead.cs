using Listening.Core.Posts;

namespace Listening.Core.Sources;

/// <summary>What came of reading one page: either <see cref="Page"/> or <see cref="Failure"/> is set, never both.</summary>
public sealed record SourceRead(SourcePage? Page, SourceFailure? Failure)
{
    /// <summary>A page was read.</summary>
    public static SourceRead Of(SourcePage page) => new(page, null);

    /// <summary>No page was read.</summary>
    public static SourceRead Failed(SourceFailureKind kind, string message, TimeSpan? retryAfter = null) =>
        new(null, new SourceFailure(kind, message, retryAfter));
}

/// <summary>One page of a source.</summary>
public sealed record SourcePage
{
    /// <summary>Posts, new or edited, in the order they are to be stored. Times are UTC, <see cref="Post.Source"/> is set.</summary>
    public IReadOnlyList<Post> Posts { get; init; } = [];

    /// <summary>Native ids of posts that are gone upstream; applied after <see cref="Posts"/>.</summary>
    public IReadOnlyList<string> Deleted { get; init; } = [];

    /// <summary>Ids of authors whose account was closed, suspended or hidden: all their posts are gone upstream; applied after <see cref="Posts"/>.</summary>
    public IReadOnlyList<string> HiddenAuthors { get; init; } = [];

    /// <summary>Where to go on; saved with the page.</summary>
    public string? Cursor { get; init; }

    /// <summary>True when another page can be read at once.</summary>
    public bool HasMore { get; init; }

    /// <summary>Entries that could not be understood and were left out.</summary>
    public int Malformed { get; init; }

    /// <summary>True when posts may have been missed between the last cursor and this page (a window passed, a short feed overflowed).</summary>
    public bool PossibleGap { get; init; }
}

/// <summary>Why a source could not be read.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Message">For staff: what was found, what was expected. Never a post's text, a handle, a secret or a full address.</param>
/// <param name="RetryAfter">How long the source asked to be left alone; null when it did not say.</param>
public sealed record SourceFailure(SourceFailureKind Kind, string Message, TimeSpan? RetryAfter)
{
    /// <summary>True when it stops what was asked for only: other searches of the source need not wait for it.</summary>
    public bool ConcernsSearchOnly { get; init; }
}

/// <summary>Kinds of failure by what follows from them.</summary>
public enum SourceFailureKind
{
    /// <summary>Not reachable or a server error: tried again with back-off.</summary>
    Unavailable,

    /// <summary>The source's limit is reached: tried again when it allows.</summary>
    RateLimited,

    /// <summary>The day's budget is spent: read again when it is new.</summary>
    OverBudget,

    /// <summary>The sign-in was refused: somebody must act.</summary>
    Unauthorised,

    /// <summary>The answer could not be understood or was refused for safety (too large, a private address, a DTD).</summary>
    Rejected,

    /// <summary>The source's settings cannot work (no such account, no such file).</summary>
    Misconfigured,
}
