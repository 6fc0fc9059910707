using System.Globalization;
using System.Text;
using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.YouTube;

/// <summary>Reads pages of threads and of replies.</summary>
/// <remarks>
/// Threads come newest first by their first comment, and a reply does not lift its thread. So threads are read back as far as
/// replies are followed, and each is told by a print of its number of replies and of the few replies that come with it: a thread
/// whose print has changed is walked. One reply removed and another added leave the number as it was, but not the print,
/// unless the platform shows neither of the two.
/// </remarks>
internal sealed class CommentListings(YouTubeClient client, YouTubeChannels channels, YouTubePost posts, YouTubeOptions options)
{
    /// <summary>A page of the threads of a channel and all its videos.</summary>
    public async Task<ListingRead> OfChannelAsync(YouTubeTurn turn, YouTubeStep step, CancellationToken cancellationToken)
    {
        var id = turn.Part.Name;
        if (!YouTubeTarget.IsChannelId(id))
        {
            var (channel, failed) = await channels.FindAsync(id, cancellationToken);
            if (failed is not null) return failed;
            id = channel!.Id;
        }

        return await ThreadsAsync(turn, step, "allThreadsRelatedToChannelId", id, cancellationToken);
    }

    /// <summary>A page of a video's threads.</summary>
    public Task<ListingRead> OfVideoAsync(YouTubeTurn turn, YouTubeStep step, Listed video, CancellationToken cancellationToken) =>
        ThreadsAsync(turn, step, "videoId", video.Id, cancellationToken);

    /// <summary>A page of a thread's replies. All are given out, those read before too: which are new cannot be told from their times, since some are released late.</summary>
    public async Task<ListingRead> RepliesAsync(YouTubeTurn turn, YouTubeStep step, Listed thread, CancellationToken cancellationToken)
    {
        var answer = await client.ListAsync(
            "comments",
            [("part", "snippet"), ("parentId", thread.Id), ("textFormat", "plainText"), ("maxResults", Number(options.PageSize)), ("pageToken", step.Token)],
            cancellationToken);
        if (answer.Failure is { } failure) return new ListingRead(null, failure, YouTubeErrors.Reason(answer.Body));

        var body = answer.Body!.Value;
        var (found, malformed) = Replies(body.Items("items"), thread.Video, turn.Now);
        return new ListingRead(new Listing
        {
            Posts = found,
            Malformed = malformed,
            Next = YouTubeWire.NextToken(body),
            Gap = YouTubeWire.HasUnusableToken(body),
        });
    }

    private async Task<ListingRead> ThreadsAsync(YouTubeTurn turn, YouTubeStep step, string by, string id, CancellationToken cancellationToken)
    {
        var answer = await client.ListAsync(
            "commentThreads",
            [
                ("part", "snippet,replies"), (by, id), ("order", "time"), ("textFormat", "plainText"),
                ("maxResults", Number(options.PageSize)), ("pageToken", step.Token),
            ],
            cancellationToken);
        if (answer.Failure is { } failure) return new ListingRead(null, failure, YouTubeErrors.Reason(answer.Body));

        var body = answer.Body!.Value;
        var page = new ThreadPage(turn);
        foreach (var thread in body.Items("items")) Read(thread, page);
        // The last entry tells the page's age.
        var isOldEnough = page.Last < turn.Run.From;
        return new ListingRead(page.Listing with
        {
            Next = isOldEnough ? null : YouTubeWire.NextToken(body),
            Gap = !isOldEnough && YouTubeWire.HasUnusableToken(body),
        });
    }

    private void Read(JsonElement thread, ThreadPage page)
    {
        var snippet = thread.At("snippet");
        var first = snippet.At("topLevelComment");
        var published = YouTubePost.Published(first);
        page.Last = published ?? page.Last;
        // Neither what only the owner sees, nor what is older than this search goes back.
        if (snippet.At("isPublic").ValueKind == JsonValueKind.False || !YouTubePost.IsPublic(first.At("snippet")) || published < page.Turn.Run.From) return;
        if (posts.Comment(first, snippet.Id("videoId"), page.Turn.Now) is not { } comment)
        {
            page.Malformed++;
            return;
        }

        var replies = thread.At("replies").Items("comments").ToList();
        var count = YouTubeWire.Count(snippet, "totalReplyCount");
        var item = new Listed(comment.Id, page.Turn.MarkOf(comment.Id), ItemStamp.Of(comment.CreatedAt, Print(page.Turn, count, replies)), YouTubePost.VideoOf(comment.Conversation));
        if (page.Add(item, comment, YouTubePost.Edited(first)) && count <= replies.Count && page.Turn.Known.IsToBeWalked(item))
        {
            // All of them came along, so there is nothing to walk for.
            var (found, malformed) = Replies(replies, item.Video, page.Turn.Now);
            page.AddReplies(item, found, malformed);
        }
    }

    private (List<Post> Found, int Malformed) Replies(IEnumerable<JsonElement> replies, string? video, DateTime now)
    {
        var all = replies.Where(reply => YouTubePost.IsPublic(reply.At("snippet"))).Select(reply => posts.Comment(reply, video, now)).ToList();
        return (all.OfType<Post>().DistinctBy(post => post.Id).ToList(), all.Count(post => post is null));
    }

    // The number itself in the lower 20 bits; above it, a hash of which replies came along and when each was changed.
    private static long Print(YouTubeTurn turn, long count, List<JsonElement> replies)
    {
        if (count == 0) return 0;
        var shown = string.Join(' ', replies.Select(reply => $"{reply.Id("id")}@{reply.At("snippet").Text("updatedAt")}").Order(StringComparer.Ordinal));
        var hash = 2_166_136_261u;
        foreach (var part in Encoding.UTF8.GetBytes(turn.MarkOf(shown))) hash = (hash ^ part) * 16_777_619u;
        return ((long)(hash & 0x7FFF_FFFF) << 20) | Math.Min(count, 0xF_FFFF);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
