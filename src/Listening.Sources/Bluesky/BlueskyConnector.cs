using Listening.Core.Outgoing;
using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.Sources.Bluesky;

/// <summary>Reads Bluesky, or any other AT Protocol server, with the eyes of one account.</summary>
/// <remarks>
/// Keywords are searched for, account and list feeds and notifications are read newest first until what the last run saw.
/// The answers under an account's posts are read after its feed, a request a page, where their number has changed.
/// Reposts are left out, and so are posts whose authors ask to be shown to signed-in people only.
/// Keep one connector per source: the session is renewed by one caller at a time within a connector.
/// </remarks>
/// <param name="source">The configured source's name; stands on every post.</param>
/// <param name="options">Settings.</param>
/// <param name="secrets">Keeps the session between runs.</param>
/// <param name="http">From <see cref="CreateClient"/>; not disposed here.</param>
/// <param name="time">The clock.</param>
public sealed class BlueskyConnector(
    string source, BlueskyOptions options, ISourceSecrets secrets, HttpClient http, TimeProvider time) : ISourceConnector, IUpstreamCheck, IReplyWriter, IDisposable
{
    private static readonly string[] Comments =
    [
        "app.bsky.feed.getPostThread for each of the account's young posts, and each answer under them, whose number of answers has changed",
        "app.bsky.feed.getPosts for the answers known so far, to learn their number of answers",
    ];

    private readonly BlueskyPost posts = new(source, options);
    private readonly BlueskyReader reader = new(source, options, secrets, http, time);
    private readonly ThreadRuns runs = new();

    /// <summary>A client that keeps to what this platform allows.</summary>
    public static HttpClient CreateClient(BlueskyOptions options, TimeProvider time, ISourceMeter? meter = null) => BlueskyHttp.CreateClient(options, time, meter);

    /// <inheritdoc />
    public string Kind => "bluesky";

    /// <inheritdoc />
    public bool ReadsEverything => false;

    /// <inheritdoc />
    public TimeSpan CheckInterval => options.CheckInterval;

    /// <inheritdoc />
    public int CheckBatch => BlueskyCommentReader.Batch;

    /// <inheritdoc />
    public Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken) =>
        new BlueskyCheck(reader, new Repositories(options, reader, http, time), this.posts, time).CheckAsync(posts, cancellationToken);

    /// <inheritdoc />
    public bool MayReply => options.MayReply;

    /// <inheritdoc />
    public ReplyLength Measure(string text) => BlueskyText.Measure(text);

    /// <inheritdoc />
    public Task<SendOutcome> ReplyAsync(ReplyRequest request, CancellationToken cancellationToken) =>
        new BlueskyReplies(options, reader, time).ReplyAsync(request, cancellationToken);

    /// <inheritdoc />
    public SourceQuestion Explain(SourceRequest request)
    {
        var (requests, refusal) = BlueskyRequests.Of(request);
        return refusal is not null ? SourceQuestion.Refused(refusal.Message) : new SourceQuestion
        {
            Asked = [.. requests.Select(asked => asked.ToString()), .. request.Kind == SearchKind.AccountWithComments ? Comments : []],
            Local = request.Kind == SearchKind.Keywords
                ? ["What the requests leave out of the query: every post that they find is held against the whole of it here."]
                : ["The whole query: every post that is read is held against it here."],
        };
    }

    /// <inheritdoc />
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        var (requests, refusal) = BlueskyRequests.Of(request);
        if (refusal is not null) return new SourceRead(null, refusal);

        var paging = new BlueskyPaging(options, requests);
        var saved = BlueskyCursor.Read(cursor);
        var at = saved ?? new BlueskyCursor(null, null);
        ThreadRun? run = null;
        if (requests[0].WithComments)
        {
            (run, at) = runs.Resume(at);
            if (at.Comments!.Next is not null) return await CommentsAsync(run, request, at, cancellationToken);
        }
        else
        {
            // The search looked for comments before it was changed.
            at = at with { Comments = null };
        }

        var drain = paging.Resume(at, time.GetUtcNow().UtcDateTime);
        var from = paging.From(at, drain);
        var answer = await AskAsync(requests[drain.Part], drain, from, cancellationToken);
        if (answer.IsRequestRefused && (drain.Token ?? (object?)drain.Before) is not null)
            return Page([], [], 0, paging.AfterRefusal(at, drain), saved is null);
        if (answer.Failure is not null) return new SourceRead(null, answer.Failure);

        var now = time.GetUtcNow().UtcDateTime;
        if (BlueskyPage.Read(answer.Body, posts, now) is not { } page)
            return SourceRead.Failed(SourceFailureKind.Rejected, $"The server's answer to {requests[drain.Part].Method} is not a page of entries.");

        // What is older than asked for came along on the last page; the first run of a search must not bring in last year.
        var wanted = page.Entries.Where(entry => entry.At is null || entry.At >= from).ToList();
        var found = wanted.Select(entry => entry.Post).OfType<Post>().DistinctBy(post => post.Id);
        var gone = wanted.SelectMany(entry => entry.Gone).Distinct(StringComparer.Ordinal);
        var next = paging.After(at, drain, page);
        if (run is not null) next.Cursor = new BlueskyCommentReader(options, reader, posts).TakeFeed(run, page, drain, from, request, next.Cursor, at.Mark);
        return Page([.. found], [.. gone], page.Malformed, next, saved is null);
    }

    /// <inheritdoc />
    public void Dispose() => reader.Dispose();

    private async Task<XrpcAnswer> AskAsync(BlueskyRequest request, BlueskyDrain drain, DateTime from, CancellationToken cancellationToken)
    {
        var answer = await reader.GetAsync(request.Method, request.Page(drain, from, options.PageSize), cancellationToken);
        return answer.IsRequestRefused && request.Plainer is { } plainer
            ? await reader.GetAsync(plainer.Method, plainer.Page(drain, from, options.PageSize), cancellationToken)
            : answer;
    }

    private async Task<SourceRead> CommentsAsync(ThreadRun run, SourceRequest request, BlueskyCursor at, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (next, page, failure) = await new BlueskyCommentReader(options, reader, posts).ReadAsync(run, request, at, now, cancellationToken);
        return page is null
            ? new SourceRead(null, failure)
            : Page(page.Posts, [], page.Malformed, (next, page.PossibleGap), lostCursor: false);
    }

    private static SourceRead Page(
        IReadOnlyList<Post> found, IReadOnlyList<string> gone, int malformed, (BlueskyCursor Cursor, bool Gap) next, bool lostCursor) =>
        SourceRead.Of(new SourcePage
        {
            Posts = found,
            Deleted = gone,
            Malformed = malformed,
            Cursor = next.Cursor.Write(),
            HasMore = next.Cursor.Drain is not null || next.Cursor.Comments?.Next is not null,
            PossibleGap = next.Gap || lostCursor,
        });
}
