using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>Reads WhatDoTheyKnow, or another site that runs Alaveteli: requests for information under the law, and what became of them.</summary>
/// <remarks>
/// A feed shows its 25 newest events and has no pages; when none of them is as it was in the last one, a gap is reported. Read
/// often, or split by public body. An event whose request was described anew comes again under its id.
/// </remarks>
/// <param name="source">The configured source's name; stands on every post.</param>
/// <param name="options">Settings.</param>
/// <param name="http">From <see cref="CreateClient"/>; not disposed here.</param>
/// <param name="time">The clock.</param>
public sealed class WhatDoTheyKnowConnector(string source, WhatDoTheyKnowOptions options, HttpClient http, TimeProvider time) : ISourceConnector, IUpstreamCheck
{
    private readonly EventPosts posts = new(source, options);
    private readonly WhatDoTheyKnowClient client = new(options, http, time);
    private readonly WhatDoTheyKnowReading reading = new(options);
    private readonly AccountRequests requests = new(options);

    /// <summary>A client that keeps to what this site allows.</summary>
    public static HttpClient CreateClient(WhatDoTheyKnowOptions options, TimeProvider time, ISourceMeter? meter = null) => GuardedHttp.CreateClient(options.Http, time, meter);

    /// <inheritdoc />
    public string Kind => "whatdotheyknow";

    /// <inheritdoc />
    public bool ReadsEverything => false;

    /// <inheritdoc />
    public TimeSpan CheckInterval => options.CheckInterval;

    /// <inheritdoc />
    public int CheckBatch => 25;

    /// <inheritdoc />
    public SourceQuestion Explain(SourceRequest request)
    {
        var (question, refusal) = WhatDoTheyKnowQuestion.Of(request);
        if (question is null) return SourceQuestion.Refused(refusal!);
        return new SourceQuestion
        {
            Asked = question.WithRequests ? [question.Shown, "/request/…/feed.json for each of the account's requests that has something new"] : [question.Shown],
            Local = request.Kind == SearchKind.Keywords
                ? ["What the words leave out of the query: every event that they find is held against the whole of it here.", "The site looks for the words in requests and answers, not in the names of bodies."]
                : ["The whole query: every event that is read is held against it here."],
        };
    }

    /// <inheritdoc />
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        var (question, refusal) = WhatDoTheyKnowQuestion.Of(request);
        if (question is null) return SourceRead.Failed(SourceFailureKind.Misconfigured, refusal!);
        var saved = WhatDoTheyKnowCursor.Read(cursor);
        var last = AtPlace(saved ?? new WhatDoTheyKnowCursor(), request.MarkOf(RequestEvent.Hash(question.Path)));
        if (last.Walking && requests.Has(question.Path)) return await WalkAsync(question, request, last, cancellationToken);

        // Whoever has lost sight of the account's requests needs the whole feed again, changed or not.
        var answer = await client.GetAsync(question.Path, last.Walking ? null : last, cancellationToken);
        if (answer.Failure is not null) return new SourceRead(null, answer.Failure);
        if (answer.Status == 304) return SourceRead.Of(new SourcePage { Cursor = last.Write() });
        var now = time.GetUtcNow().UtcDateTime;
        if (EventFeed.Read(answer.Body, posts, options, now) is not { } feed) return NoFeed();

        var (page, next) = reading.Read(feed, request, last, isFirst: cursor is null);
        next = next with
        {
            ETag = WhatDoTheyKnowCursor.Validator(answer.Headers.GetValueOrDefault("ETag")),
            LastModified = WhatDoTheyKnowCursor.Validator(answer.Headers.GetValueOrDefault("Last-Modified")),
        };
        if (question.WithRequests) next = requests.Note(question.Path, feed, request, next, now);
        return Page(page with { PossibleGap = page.PossibleGap || (cursor is not null && saved is null) }, next);
    }

    /// <inheritdoc />
    public Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken) =>
        new WhatDoTheyKnowCheck(options, client, this.posts, time).CheckAsync(posts, cancellationToken);

    private async Task<SourceRead> WalkAsync(WhatDoTheyKnowQuestion question, SourceRequest request, WhatDoTheyKnowCursor last, CancellationToken cancellationToken)
    {
        if (requests.Next(question.Path, request, last) is not { } one) return Page(new SourcePage(), last with { Walking = false });
        var answer = await client.GetAsync(WhatDoTheyKnowQuestion.RequestFeed(one.UrlTitle), null, cancellationToken);
        // Hidden or removed since: what is held of it is found out by the check.
        if (WhatDoTheyKnowClient.IsWithheld(answer)) return Page(new SourcePage(), requests.NoteRead(question.Path, one, null, request, last));
        if (answer.Failure is not null) return new SourceRead(null, answer.Failure);
        var now = time.GetUtcNow().UtcDateTime;
        if (EventFeed.Read(answer.Body, posts, options, now) is not { } feed) return NoFeed();
        var seen = last.Seen?.GetValueOrDefault(request.MarkOf(one.UrlTitle));
        return Page(reading.ReadRequest(feed, request, last, seen, now), requests.NoteRead(question.Path, one, feed, request, last));
    }

    // What is remembered of another feed has no validators for this one; its events tell whether the two overlap.
    private static WhatDoTheyKnowCursor AtPlace(WhatDoTheyKnowCursor cursor, string place) =>
        cursor.Place == place ? cursor : new WhatDoTheyKnowCursor { Place = place, Highest = cursor.Highest, Known = cursor.Known };

    private static SourceRead Page(SourcePage page, WhatDoTheyKnowCursor next) => SourceRead.Of(page with { Cursor = next.Write(), HasMore = next.Walking });

    private static SourceRead NoFeed() => SourceRead.Failed(SourceFailureKind.Rejected, "The site's answer is not a list of events.");
}
