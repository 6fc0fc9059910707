namespace Listening.Sources.YouTube;

/// <summary>Reads any page that a run can come to: the first list of a part, the threads of a video, the replies of a thread.</summary>
internal sealed class ListingReader
{
    private readonly PageMemory memory = new();
    private readonly FollowedVideos followed = new();
    private readonly VideoListings videos;
    private readonly CommentListings comments;

    public ListingReader(YouTubeClient client, YouTubePost posts, YouTubeOptions options)
    {
        var channels = new YouTubeChannels(client);
        videos = new VideoListings(client, channels, followed, new VideoDetails(client, posts), options);
        comments = new CommentListings(client, channels, posts, options);
    }

    /// <summary>True when a search's videos need not be found anew.</summary>
    public bool Remembers(string search) => followed.IsComplete(search);

    /// <summary>A page that is remembered; null when it has to be asked for.</summary>
    public Listing? Remembered(YouTubeTurn turn, int depth) => memory.Find(Place(turn, depth));

    /// <summary>Reads the page at a depth of the trail.</summary>
    /// <returns>The page; neither page nor failure when the entry whose list it is cannot be found again.</returns>
    public async Task<ListingRead> OpenAsync(YouTubeTurn turn, int depth, CancellationToken cancellationToken)
    {
        var step = turn.Run.Trail[depth];
        if (step.IsRead && Remembered(turn, depth) is { } page) return new ListingRead(page);

        Listed? of = null;
        if (depth > 0)
        {
            var above = await OpenAsync(turn, depth - 1, cancellationToken);
            // What the platform has against the list above is met there, once the trail is back at it.
            if (above.Listing is not { } list) return YouTubeErrors.IsOfOneList(above.Reason) ? new ListingRead(null) : above;
            of = list.Items.FirstOrDefault(item => item.Mark == step.Mark);
            if (of is null) return new ListingRead(null);
        }

        var read = await AskAsync(turn with { IsAgain = step.IsRead }, step, of, cancellationToken);
        if (read.Listing is { } listing) memory.Keep(Place(turn, depth), listing);
        // What the platform says of one entry is told apart by which entry it is.
        return read.Failure is null || of is null || !YouTubeErrors.IsGone(read.Reason)
            ? read
            : read with { Gone = of.IsVideo ? YouTubePost.IdOfVideo(of.Id) : of.Id };
    }

    private Task<ListingRead> AskAsync(YouTubeTurn turn, YouTubeStep step, Listed? of, CancellationToken cancellationToken) => (turn.Part.Kind, of) switch
    {
        (_, { IsVideo: true }) => comments.OfVideoAsync(turn, step, of, cancellationToken),
        (_, not null) => comments.RepliesAsync(turn, step, of, cancellationToken),
        (PartKind.Comments, _) => comments.OfChannelAsync(turn, step, cancellationToken),
        (PartKind.Uploads, _) => videos.UploadsAsync(turn, step, cancellationToken),
        (PartKind.Playlist, _) => videos.PlaylistAsync(turn, step, turn.Part.Name, cancellationToken),
        (PartKind.Search, _) => videos.SearchAsync(turn, step, cancellationToken),
        _ => videos.FollowedAsync(turn, step, cancellationToken),
    };

    private static string Place(YouTubeTurn turn, int depth) => $"{turn.Search}\n{turn.Run.Place(depth)}";
}
