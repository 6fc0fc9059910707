using Listening.Core.Sources;

namespace Listening.Sources.YouTube;

/// <summary>Turns what a saved search looks for into the lists that are read for it.</summary>
internal static class YouTubeParts
{
    /// <summary>The parts, at least one; or why there can be none.</summary>
    public static (IReadOnlyList<YouTubePart> Parts, SourceFailure? Failure) Of(SourceRequest request, YouTubeOptions options) => request.Kind switch
    {
        SearchKind.Keywords => Keywords(request),
        SearchKind.Mentions => YouTubeTarget.Channel(options.Channel) is { } own
            ? ([new YouTubePart(PartKind.Comments, own) { IsAll = true }], null)
            : None("What is said under the organisation's own videos can only be read when the source's settings name its channel: an id that begins with UC, or a handle such as @name."),
        SearchKind.Account => YouTubeTarget.Channel(request.Target) is { } channel
            ? ([new YouTubePart(PartKind.Uploads, channel)], null)
            : None(NoChannel),
        SearchKind.AccountWithComments => YouTubeTarget.Channel(request.Target) is { } channel
            // A channel's comments come in one list: far cheaper than video by video, and those under older videos are in it.
            ? ([new YouTubePart(PartKind.Uploads, channel), new YouTubePart(PartKind.Comments, channel)], null)
            : None(NoChannel),
        SearchKind.List => YouTubeTarget.Playlist(request.Target) is { } playlist
            ? ([new YouTubePart(PartKind.Playlist, playlist)], null)
            : None("A list search of YouTube needs a playlist: its id, or the address of its page."),
        _ => None("A source of kind youtube cannot run searches of this kind."),
    };

    /// <summary>How a search is put to the platform.</summary>
    public static SourceQuestion Explain(SourceRequest request, YouTubeOptions options)
    {
        var (parts, refusal) = Of(request, options);
        if (refusal is not null) return SourceQuestion.Refused(refusal.Message);
        return new SourceQuestion
        {
            Asked = [.. parts.SelectMany(part => part.Asked(options.CommentDays)).Distinct(StringComparer.Ordinal)],
            Local = request.Kind == SearchKind.Keywords
                ?
                [
                    "What the search leaves out of the query: every video and comment that is read is held against the whole of it here.",
                    "Comments are found only under videos that the platform itself finds for these words; it does not search comments.",
                ]
                : ["The whole query: everything that is read is held against it here."],
        };
    }

    private const string NoChannel = "An account search of YouTube needs a channel: an id that begins with UC, a handle such as @name, or the address of the channel's page.";

    private static (IReadOnlyList<YouTubePart>, SourceFailure?) Keywords(SourceRequest request)
    {
        var (words, reason) = YouTubePrefilter.Derive(request.Query);
        return words is null ? None(reason!) : ([new YouTubePart(PartKind.Search, words), new YouTubePart(PartKind.Followed, words)], null);
    }

    private static (IReadOnlyList<YouTubePart>, SourceFailure?) None(string why) => ([], new SourceFailure(SourceFailureKind.Misconfigured, why, null));
}
