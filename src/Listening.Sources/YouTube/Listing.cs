using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.Sources.YouTube;

/// <summary>One page of a list: what it gives out, and which of its entries have lists of their own.</summary>
internal sealed record Listing
{
    /// <summary>Posts that are new or edited.</summary>
    public IReadOnlyList<Post> Posts { get; init; } = [];

    /// <summary>Ids of posts that the page proves to be gone.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Entries to be walked or noted, in order.</summary>
    public IReadOnlyList<Listed> Items { get; init; } = [];

    /// <summary>Entries that could not be understood.</summary>
    public int Malformed { get; init; }

    /// <summary>Leads to the next page; null when no further page matters.</summary>
    public string? Next { get; init; }

    /// <summary>True when a further page would have mattered and cannot be reached.</summary>
    public bool Gap { get; init; }
}

/// <summary>A video or a thread in a list.</summary>
/// <param name="Id">The platform's id. Kept in memory only.</param>
/// <param name="Mark">What stands for it in the cursor.</param>
/// <param name="Stamp">Its day, and what changes when something under it changes: a video's number of comments, a thread's replies.</param>
/// <param name="Video">Id of the video that it is or stands under; null when the platform does not say.</param>
/// <param name="Published">When a video was published; null for a thread.</param>
internal sealed record Listed(string Id, string Mark, long Stamp, string? Video, DateTime? Published = null)
{
    /// <summary>True for a video, false for a thread.</summary>
    public bool IsVideo => Id == Video;
}

/// <summary>What came of reading a page of a list.</summary>
/// <param name="Listing">The page; null when there is none.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="Reason">The platform's own name of the failure.</param>
/// <param name="Gone">Id of the post that the failure proves to be gone.</param>
internal sealed record ListingRead(Listing? Listing, SourceFailure? Failure = null, string? Reason = null, string? Gone = null);
