namespace Listening.Sources.Mastodon;

/// <summary>What follows from a page.</summary>
/// <param name="Place">Where the request stands now; without a drain when it is read to its end.</param>
/// <param name="Gap">True when posts may have been missed.</param>
internal sealed record MastodonTurn(MastodonPlace Place, bool Gap = false);

/// <summary>What one read gave: a page's posts and where to go on.</summary>
/// <param name="Turn">Where to go on.</param>
internal sealed record MastodonStep(MastodonTurn Turn)
{
    /// <summary>Posts to store.</summary>
    public IReadOnlyList<Core.Posts.Post> Posts { get; init; } = [];

    /// <summary>Ids of posts that are gone.</summary>
    public IReadOnlyList<string> Deleted { get; init; } = [];

    /// <summary>Entries that could not be understood.</summary>
    public int Malformed { get; init; }

    /// <summary>Threads of the page that are still to be walked; only in memory, because the page can be read again.</summary>
    public PendingThreads? Pending { get; init; }
}
