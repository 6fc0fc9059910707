using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.Bluesky;

/// <summary>Reads Bluesky, or any other AT Protocol server, with the eyes of one account.</summary>
/// <remarks>
/// Keywords are searched for, account and list feeds and notifications are read newest first until what the last run saw.
/// Reposts are left out, and so are posts whose authors ask to be shown to signed-in people only.
/// Keep one connector per source: the session is renewed by one caller at a time within a connector.
/// </remarks>
/// <param name="source">The configured source's name; stands on every post.</param>
/// <param name="options">Settings.</param>
/// <param name="sessions">Keeps the session between runs.</param>
/// <param name="http">From <see cref="CreateClient"/>; not disposed here.</param>
/// <param name="time">The clock.</param>
public sealed class BlueskyConnector(
    string source, BlueskyOptions options, IBlueskySessionStore sessions, HttpClient http, TimeProvider time) : ISourceConnector, IDisposable
{
    private readonly BlueskyPost posts = new(source, options);
    private readonly BlueskyReader reader = new(source, options, sessions, http, time);

    /// <summary>A client that keeps to what this platform allows.</summary>
    public static HttpClient CreateClient(BlueskyOptions options, TimeProvider time) => GuardedHttp.CreateClient(options.Http, time);

    /// <inheritdoc />
    public string Kind => "bluesky";

    /// <inheritdoc />
    public bool ReadsEverything => false;

    /// <inheritdoc />
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        var (requests, refusal) = BlueskyRequests.Of(request);
        if (refusal is not null) return new SourceRead(null, refusal);

        var paging = new BlueskyPaging(options, requests);
        var saved = BlueskyCursor.Read(cursor);
        var at = saved ?? new BlueskyCursor(null, null);
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
        return Page([.. found], [.. gone], page.Malformed, paging.After(at, drain, page), saved is null);
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

    private static SourceRead Page(
        IReadOnlyList<Post> found, IReadOnlyList<string> gone, int malformed, (BlueskyCursor Cursor, bool Gap) next, bool lostCursor) =>
        SourceRead.Of(new SourcePage
        {
            Posts = found,
            Deleted = gone,
            Malformed = malformed,
            Cursor = next.Cursor.Write(),
            HasMore = next.Cursor.Drain is not null,
            PossibleGap = next.Gap || lostCursor,
        });
}
