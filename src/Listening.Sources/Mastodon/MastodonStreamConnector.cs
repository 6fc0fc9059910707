using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.Mastodon;

/// <summary>Follows the public posts that a Mastodon server sees, or those with some hashtags, as they are written, edited and deleted.</summary>
/// <remarks>
/// A stream of events has no places to go on from. So the connection is opened first, then the timeline is read forward from the last
/// place up to the present, and only then the events that have come meanwhile: posts come twice rather than not at all. What was edited
/// or deleted while there was no connection shows when held posts are looked at again.
/// Keep one connector per source: it holds the connection between reads. A read at any other cursor than the last one connects anew there.
/// </remarks>
public sealed class MastodonStreamConnector : IStreamConnector, IUpstreamCheck, IAsyncDisposable
{
    private readonly MastodonStreamOptions options;
    private readonly HttpClient stream;
    private readonly TimeProvider time;
    private readonly MastodonPost posts;
    private readonly MastodonReading reading;
    private readonly MastodonCheck check;
    private readonly IReadOnlyList<MastodonRequest> timelines;
    private readonly IReadOnlyList<string> paths;
    private readonly SemaphoreSlim turns = new(1);
    private StreamConnection? connection;
    private StreamPlaces places;
    private long turn;

    /// <summary>Makes a connector.</summary>
    /// <param name="source">The configured source's name; stands on every post.</param>
    /// <param name="options">Settings.</param>
    /// <param name="http">From <see cref="CreateClient"/>; not disposed here.</param>
    /// <param name="stream">From <see cref="CreateStreamClient"/>; not disposed here.</param>
    /// <param name="time">The clock.</param>
    public MastodonStreamConnector(string source, MastodonStreamOptions options, HttpClient http, HttpClient stream, TimeProvider time)
    {
        (this.options, this.stream, this.time) = (options, stream, time);
        var api = new MastodonApi(options, http, time);
        posts = new MastodonPost(source, options);
        reading = new MastodonReading(options, api, posts, time);
        check = new MastodonCheck(options, api, posts, time);
        places = new StreamPlaces(options.Overlap);
        var tags = options.Hashtags.Select(tag => tag.Trim().TrimStart('#', '＃')).Where(tag => tag.Length > 0).ToList();
        timelines = tags.Count == 0
            ? [new MastodonRequest(PagingStyle.Timeline, "timelines/public", "/api/v1/timelines/public", [])]
            : [.. tags.Select(tag => new TagTimeline([tag], [], []).Request())];
        paths = tags.Count == 0 ? ["/api/v1/streaming/public"] : [.. tags.Select(tag => $"/api/v1/streaming/hashtag?tag={Uri.EscapeDataString(tag)}")];
    }

    /// <summary>A client for timelines and for looking at held posts again.</summary>
    public static HttpClient CreateClient(MastodonStreamOptions options, TimeProvider time, ISourceMeter? meter = null) => GuardedHttp.CreateClient(options.Http, time, meter);

    /// <summary>A client for the stream itself, whose answers do not end.</summary>
    public static HttpClient CreateStreamClient(MastodonStreamOptions options, ISourceMeter? meter = null) => StreamClient.Create(options.Http, meter);

    /// <inheritdoc />
    public string Kind => "mastodon-stream";

    /// <inheritdoc />
    public bool ReadsEverything => true;

    /// <inheritdoc />
    public TimeSpan CheckInterval => options.CheckInterval;

    /// <inheritdoc />
    public int CheckBatch => options.CheckBatch;

    /// <inheritdoc />
    public SourceQuestion Explain(SourceRequest request) => Refusal(request) is { } refusal ? SourceQuestion.Refused(refusal) : new SourceQuestion
    {
        Asked = [.. paths.Select(path => $"GET {Uri.UnescapeDataString(path)}"), .. timelines.Select(timeline => $"{timeline} after a break")],
        Local = ["The whole query: every post that is read is held against it here.", "The stream carries public posts that this server sees: its own people's, and those of whom they follow."],
    };

    /// <inheritdoc />
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        if (Refusal(request) is { } refusal) return SourceRead.Failed(SourceFailureKind.Misconfigured, refusal);
        await turns.WaitAsync(cancellationToken);
        try
        {
            var saved = MastodonCursor.Read(cursor);
            var at = saved ?? new MastodonCursor();
            // A broken connection is read to its end first.
            if (connection is null || at.Live != connection.Id || at.Turn != turn || IsOver(connection))
            {
                if (await ConnectAsync(cancellationToken) is { } failure) return new SourceRead(null, failure);
                at = Anew(at, connection!);
            }

            return at.Part >= 0 && at.Part < timelines.Count ? await CatchUpAsync(request, at, saved is null, cancellationToken) : await FollowAsync(request, at, cursor!, cancellationToken);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <inheritdoc />
    public Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken) => check.CheckAsync(posts, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        turns.Dispose();
    }

    private static string? Refusal(SourceRequest request) => request.Kind == SearchKind.Keywords
        ? null
        : "A stream of Mastodon carries public posts as they come and cannot be asked for mentions, accounts or lists. Search for keywords here, and use a source of kind mastodon for the others.";

    // A timeline that was being read newest first is begun again: what was written since its first page came over no connection.
    private static MastodonCursor Anew(MastodonCursor at, StreamConnection connection) => at with
    {
        Live = connection.Id,
        Part = 0,
        Turn = 0,
        Places = at.Places.ToDictionary(place => place.Key, place => place.Value.Drain is { Min: null } ? place.Value with { Drain = null } : place.Value, StringComparer.Ordinal),
    };

    private static bool IsOver(StreamConnection connection) => connection.Events.Completion.IsCompleted;

    private async Task<SourceFailure?> ConnectAsync(CancellationToken cancellationToken)
    {
        if (connection is not null) await connection.DisposeAsync();
        connection = null;
        (var opened, var failure) = await StreamConnection.OpenAsync(options, stream, paths, time, cancellationToken);
        (connection, places, turn) = (opened, new StreamPlaces(options.Overlap), 0);
        return failure;
    }

    private async Task<SourceRead> CatchUpAsync(SourceRequest request, MastodonCursor at, bool lostCursor, CancellationToken cancellationToken)
    {
        var mark = MastodonReading.MarkOf(request, timelines[at.Part]);
        var (step, failure) = await reading.StepAsync(at.At(mark), timelines[at.Part], null, request.MarkOf, cancellationToken);
        if (step is null) return new SourceRead(null, failure);
        var next = at.With(mark, step.Turn.Place);
        if (step.Turn.Place.Drain is null) next = next with { Part = at.Part + 1 };
        return Page(next, step.Posts, [], step.Malformed, hasMore: true, step.Turn.Gap || lostCursor);
    }

    private async Task<SourceRead> FollowAsync(SourceRequest request, MastodonCursor at, string cursor, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var page = new StreamPage(posts, now);
        var taken = 0;
        for (; taken < options.EventsPerPage && connection!.Events.TryRead(out var arrived); taken++)
        {
            if (page.Add(arrived.Event) is { } id) places.Note(arrived.Part, id, now);
        }

        var settled = false;
        for (var part = 0; part < timelines.Count; part++)
        {
            var mark = MastodonReading.MarkOf(request, timelines[part]);
            var (before, after) = (at.At(mark), places.Settle(part, at.At(mark), now));
            settled |= before.From != after.From;
            at = at.With(mark, after);
        }

        // Nothing to store, then: not even the cursor has moved.
        if (taken == 0 && !settled) return SourceRead.Of(new SourcePage { Cursor = cursor });
        return Page(at.Keep(timelines.Select(timeline => MastodonReading.MarkOf(request, timeline))), page.Posts, page.Deleted, page.Malformed, connection!.Events.Count > 0, gap: false);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Wait, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await connection!.Events.WaitToReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing has come.
        }
    }

    private SourceRead Page(MastodonCursor at, IReadOnlyList<Post> found, IReadOnlyList<string> deleted, int malformed, bool hasMore, bool gap) => SourceRead.Of(new SourcePage
    {
        Posts = [.. found.DistinctBy(post => post.Id)],
        Deleted = deleted,
        Malformed = malformed,
        Cursor = (at with { Turn = ++turn }).Write(),
        HasMore = hasMore,
        PossibleGap = gap,
    });
}
