using System.Globalization;
using System.Text.Json;
using Listening.Core.Sources;
using Listening.Sources.Json;
using Listening.Sources.Threads;

namespace Listening.Sources.Bluesky;

/// <summary>Reads the answers under an account's posts, one request a page, after the account's feed.</summary>
internal sealed class BlueskyCommentReader(BlueskyOptions options, BlueskyReader reader, BlueskyPost posts)
{
    /// <summary>Posts that getPosts takes at once.</summary>
    public const int Batch = 25;

    // Each level of a thread is two levels of JSON, which is read to a limited depth; what is deeper is asked for by itself.
    private const int Depth = 10;

    /// <summary>Takes in a page of the account's feed.</summary>
    /// <returns>The cursor after it: with the answers still to be read once the feed is.</returns>
    public BlueskyCursor TakeFeed(ThreadRun run, BlueskyPage page, BlueskyDrain drain, DateTime from, SourceRequest request, BlueskyCursor next, DateTime? mark)
    {
        var young = drain.Started - TimeSpan.FromDays(options.CommentDays);
        var recent = drain.Started - options.Overlap - options.LongestDelay;
        run.From = from < recent ? from : recent;
        foreach (var entry in page.Entries)
        {
            if (entry.Post is { } post && entry.At >= young) run.Add(post.Id, entry.Replies, entry.At.Value);
        }

        if (next.Drain is not null) return next;
        var book = new ThreadBook(next.Comments!.Book);
        book.Keep(run.Posts.Select(request.MarkOf));
        run.Plan((post, replies) => book.IsToBeWalked(request.MarkOf(post), replies), Batch);
        // Until the answers are read as well, the mark stays: whoever begins again begins behind it.
        next = next with { Mark = mark, Comments = next.Comments with { Next = next.Mark, At = 0, Book = book.Save() } };
        return Settled(run, next);
    }

    /// <summary>Makes the next call.</summary>
    public async Task<(BlueskyCursor Cursor, SourcePage? Page, SourceFailure? Failure)> ReadAsync(
        ThreadRun run, SourceRequest request, BlueskyCursor at, DateTime now, CancellationToken cancellationToken)
    {
        var comments = at.Comments!;
        if (run.Next(comments.At) is not { } next) return (Settled(run, at), new SourcePage(), null);
        if (next.At >= options.MaximumPages)
            return (at with { Mark = comments.Next, Comments = comments with { Next = null } }, new SourcePage { PossibleGap = true }, null);

        var answer = next.Call.Root is { } root
            ? await reader.GetAsync("app.bsky.feed.getPostThread", [new("uri", root), new("depth", Depth.ToString(CultureInfo.InvariantCulture)), new("parentHeight", "0")], cancellationToken)
            : await reader.GetAsync("app.bsky.feed.getPosts", run.Unseen(next.Call, next.At).Select(uri => KeyValuePair.Create("uris", uri)), cancellationToken);
        // A thread whose first post is gone meanwhile is refused, and holds up nobody.
        if (answer.Failure is { } failure && !(answer.IsRequestRefused && next.Call.Root is not null)) return (at, null, failure);

        var page = new SourcePage();
        var body = answer.Failure is null ? TolerantJson.Parse(answer.Body) ?? default : default;
        if (next.Call.Root is null) Compare(run, next.Call, next.At, body);
        else (page, comments) = Take(new ThreadReading(run, posts, next.Call, next.At, now), body, request, comments);
        return (Settled(run, at with { Comments = comments with { At = next.At + 1 } }), page, null);
    }

    private static (SourcePage, BlueskyComments) Take(ThreadReading thread, JsonElement body, SourceRequest request, BlueskyComments comments)
    {
        thread.Read(body.At("thread"));
        var book = new ThreadBook(comments.Book);
        foreach (var (post, replies) in thread.Walked) book.NoteWalked(request.MarkOf(post), replies);
        return (new SourcePage { Posts = thread.Found, Malformed = thread.Malformed }, comments with { Book = book.Save() });
    }

    private static void Compare(ThreadRun run, ThreadCall call, int at, JsonElement body)
    {
        var shown = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var post in body.Items("posts"))
        {
            if (post.Text("uri") is { } uri) shown[uri] = post.Number("replyCount") ?? 0;
        }

        foreach (var uri in run.Unseen(call, at).ToList()) run.Compare(uri, shown.TryGetValue(uri, out var replies) ? replies : null);
    }

    private static BlueskyCursor Settled(ThreadRun run, BlueskyCursor cursor) => run.Next(cursor.Comments!.At) is null
        ? cursor with { Mark = cursor.Comments.Next ?? cursor.Mark, Comments = cursor.Comments with { Next = null, At = 0 } }
        : cursor;
}
