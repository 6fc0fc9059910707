using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.Sources.OwnPage;

/// <summary>An organisation's own page on a platform, as it is asked for.</summary>
internal interface IOwnPage
{
    /// <summary>Reads a page of one of the listings.</summary>
    Task<PageListing> ListAsync(PageQuestion question, CancellationToken cancellationToken);

    /// <summary>Reads a page of the comments under a post, or of the answers under a comment.</summary>
    /// <param name="thread">Where.</param>
    /// <param name="token">Leads to the page; null for the first.</param>
    /// <param name="markOf">Makes marks of ids.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<PageComments> WalkAsync(PageThread thread, string? token, Func<string, string> markOf, CancellationToken cancellationToken);
}

/// <summary>One listing that a search reads.</summary>
/// <param name="Name">Tells the platform's listings apart.</param>
internal sealed record PagePart(string Name)
{
    /// <summary>True when the comments under its posts are read too, so that it is read as far back as those go.</summary>
    public bool Walks { get; init; }

    /// <summary>True when the listing is asked for by time; the others are read from the newest until old enough.</summary>
    public bool TakesWindow { get; init; }

    /// <summary>How long the platform keeps what it lists; null when it does not forget.</summary>
    public TimeSpan? Kept { get; init; }
}

/// <summary>What is asked of a listing.</summary>
/// <param name="Part">Which listing.</param>
/// <param name="Token">Leads to the page; null for the first.</param>
/// <param name="From">The oldest instant of interest, UTC.</param>
/// <param name="Until">The newest, UTC.</param>
/// <param name="Notes">What is known already and need not be looked at closer; makes the marks of ids.</param>
internal sealed record PageQuestion(PagePart Part, string? Token, DateTime From, DateTime Until, PageNotes Notes);

/// <summary>A page of a listing.</summary>
internal sealed record PageListing
{
    /// <summary>In the platform's order.</summary>
    public IReadOnlyList<PageEntry> Entries { get; init; } = [];

    /// <summary>Entries that could not be understood.</summary>
    public int Malformed { get; init; }

    /// <summary>Leads to the next page; null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>True when the token leads nowhere any more, so that the listing has to be begun again.</summary>
    public bool IsTokenRefused { get; init; }

    /// <summary>Why there is no page; null when there is.</summary>
    public SourceFailure? Failure { get; init; }
}

/// <summary>One entry of a listing.</summary>
/// <param name="Id">What it is known by: a post's id, a notification's.</param>
/// <param name="At">When it came to be, UTC.</param>
/// <param name="Words">What it says; other words under the same id are an edit.</param>
internal sealed record PageEntry(string Id, DateTime At, string Words)
{
    /// <summary>The post; null when the entry holds none for this search.</summary>
    public Post? Post { get; init; }

    /// <summary>Native id of a post that it shows to be gone.</summary>
    public string? Gone { get; init; }

    /// <summary>Changes with the comments under it, 0 for none (their number, or more than that); null when they are not read.</summary>
    public long? Comments { get; init; }

    /// <summary>Ids of posts under which something vanished: one comment less and one more leave their number as it was, so they are walked again.</summary>
    public IReadOnlyList<string> Disturbed { get; init; } = [];
}

/// <summary>A post, or a comment, with what was said under it.</summary>
/// <param name="Id">Its native id.</param>
/// <param name="Post">Native id of the post at the beginning.</param>
/// <param name="Comments">As <see cref="PageEntry.Comments"/>.</param>
internal sealed record PageThread(string Id, string Post, long Comments);

/// <summary>A page of comments.</summary>
internal sealed record PageComments
{
    /// <summary>Those that are for this search.</summary>
    public IReadOnlyList<Post> Posts { get; init; } = [];

    /// <summary>Comments with answers of their own that this page does not hold.</summary>
    public IReadOnlyList<PageThread> Below { get; init; } = [];

    /// <summary>Entries that could not be understood.</summary>
    public int Malformed { get; init; }

    /// <summary>Leads to the next page; null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>True when the platform says that the post itself is gone.</summary>
    public bool IsGone { get; init; }

    /// <summary>True when the token leads nowhere any more, so that the thread has to be begun again.</summary>
    public bool IsTokenRefused { get; init; }

    /// <summary>Why there is no page; null when there is.</summary>
    public SourceFailure? Failure { get; init; }
}
