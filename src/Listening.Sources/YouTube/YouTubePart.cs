namespace Listening.Sources.YouTube;

/// <summary>One of the lists that a search reads, one after the other.</summary>
/// <param name="Kind">Which list.</param>
/// <param name="Name">The channel, the playlist or the words that it is asked for by.</param>
internal sealed record YouTubePart(PartKind Kind, string Name)
{
    /// <summary>True when the platform's order has the newest first, so that old enough is the end.</summary>
    public bool IsNewestFirst => Kind is PartKind.Comments or PartKind.Uploads;

    /// <summary>True when nothing but this list is wanted, so that comments turned off are worth telling.</summary>
    public bool IsAll { get; init; }

    /// <summary>What the platform is asked, a line for each request.</summary>
    /// <param name="days">Days that the list is read back.</param>
    public IEnumerable<string> Asked(int days) => Kind switch
    {
        PartKind.Comments =>
        [
            .. YouTubeTarget.IsChannelId(Name) ? Array.Empty<string>() : [$"channels.list forHandle={Name}"],
            $"commentThreads.list allThreadsRelatedToChannelId={Id} order=time textFormat=plainText, back {days} days",
            "comments.list parentId=(each thread whose replies have changed) textFormat=plainText",
        ],
        PartKind.Uploads =>
        [
            $"channels.list {(YouTubeTarget.IsChannelId(Name) ? "id" : "forHandle")}={Name}",
            $"playlistItems.list playlistId=(the channel's uploads), back {days} days",
            "videos.list id=(each new video)",
        ],
        PartKind.Playlist =>
        [
            $"playlistItems.list playlistId={Name}, to its end",
            $"videos.list id=(each video that was added within {days} days)",
        ],
        PartKind.Search =>
        [
            $"search.list q={Name} type=video order=date, back {days} days",
            "videos.list id=(each video found)",
            "commentThreads.list videoId=(each video whose number of comments has changed) order=time textFormat=plainText",
            "comments.list parentId=(each thread whose replies have changed) textFormat=plainText",
        ],
        _ => ["videos.list id=(each video found before)"],
    };

    private string Id => YouTubeTarget.IsChannelId(Name) ? Name : "(its id)";
}

/// <summary>The lists that a search can be turned into.</summary>
internal enum PartKind
{
    /// <summary>Comments under everything of a channel.</summary>
    Comments,

    /// <summary>A channel's videos.</summary>
    Uploads,

    /// <summary>A playlist's videos.</summary>
    Playlist,

    /// <summary>Videos that a search finds, and the comments under them.</summary>
    Search,

    /// <summary>Videos that the search found before, and the comments under them.</summary>
    Followed,
}
