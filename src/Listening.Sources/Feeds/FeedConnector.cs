using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.Feeds;

/// <summary>Reads a web feed: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed. One page is the whole feed.</summary>
/// <remarks>
/// An entry that is no longer in the feed is not deleted, since feeds only show their newest; so no deletion is ever
/// reported. An entry whose content changed comes again under its id. A gap is possible when every dated entry is newer
/// than the newest of the last read: what came between may have passed through the feed unseen.
/// </remarks>
/// <param name="sourceName">Name of the configured source, set on every post.</param>
/// <param name="options">Settings.</param>
/// <param name="http">A client of <see cref="CreateClient"/>.</param>
/// <param name="time">The clock.</param>
public sealed class FeedConnector(string sourceName, FeedOptions options, HttpClient http, TimeProvider time) : ISourceConnector
{
    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

    private readonly FeedPosts posts = new(sourceName, options.MaximumTextLength);

    /// <inheritdoc />
    public string Kind => "feed";

    /// <inheritdoc />
    public bool ReadsEverything => true;

    /// <summary>Makes the client for a feed, with the feed's own limits.</summary>
    public static HttpClient CreateClient(FeedOptions options, TimeProvider time, ISourceMeter? meter = null) => GuardedHttp.CreateClient(
        new GuardedHttpOptions
        {
            AllowPrivateAddresses = options.AllowPrivateAddresses,
            MaximumBytes = options.MaximumBytes,
            AttemptTimeout = options.Timeout,
        },
        time,
        meter);

    /// <inheritdoc />
    public SourceQuestion Explain(SourceRequest request) => SourceQuestion.Everything("The whole feed.");

    /// <inheritdoc />
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        if (!options.Url.IsAbsoluteUri || options.Url.Scheme is not ("http" or "https"))
            return SourceRead.Failed(SourceFailureKind.Misconfigured, "The feed's address is not an http or https address.");

        var last = FeedCursor.Read(cursor, options.Url);
        var now = time.GetUtcNow().UtcDateTime;
        // A time further off than freshness can reach comes from a clock that was wrong.
        if (now < last.FreshUntil && last.FreshUntil - now <= Freshness.Longest)
            return SourceRead.Of(new SourcePage { Cursor = last.Write() });

        using var message = Conditional(last);
        var answer = await GuardedHttp.ReadAsync(http, message, time, cancellationToken);
        if (answer.Failure is { } failure) return new SourceRead(null, failure);
        var freshUntil = now + Freshness.Of(answer);
        if ((int?)answer.Status == 304)
            return SourceRead.Of(new SourcePage { Cursor = (last with { FreshUntil = freshUntil }).Write() });

        var document = FeedReader.Read(answer.Body, answer.Header("Content-Type"), answer.Address ?? options.Url, options.MaximumEntries);
        return document.Refusal is { } refusal
            ? SourceRead.Failed(SourceFailureKind.Rejected, refusal)
            : SourceRead.Of(Page(document, last, now) with
            {
                Cursor = (last with
                {
                    ETag = FeedCursor.Validator(answer.Header("ETag")),
                    LastModified = FeedCursor.Validator(answer.Header("Last-Modified")),
                    Newest = Newest(Dates(document, now).Append(last.Newest)),
                    FreshUntil = freshUntil,
                }).Write(),
            });
    }

    private HttpRequestMessage Conditional(FeedCursor last)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, options.Url);
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        if (last.ETag is not null) message.Headers.TryAddWithoutValidation("If-None-Match", last.ETag);
        if (last.LastModified is not null) message.Headers.TryAddWithoutValidation("If-Modified-Since", last.LastModified);
        return message;
    }

    private SourcePage Page(FeedDocument document, FeedCursor last, DateTime now)
    {
        var unique = new Dictionary<string, Post>(StringComparer.Ordinal);
        // Feeds show the newest first, so of two entries under one id the first is the later.
        foreach (var entry in document.Entries)
        {
            var post = posts.Make(entry, now);
            unique.TryAdd(post.Id, post);
        }

        var dates = Dates(document, now).ToList();
        return new SourcePage
        {
            Posts = [.. unique.Values.OrderBy(post => post.CreatedAt)],
            Malformed = document.Malformed,
            PossibleGap = document.Truncated || (last.Newest is not null && dates.Count > 0 && dates.TrueForAll(date => date > last.Newest)),
        };
    }

    private static IEnumerable<DateTime?> Dates(FeedDocument document, DateTime now) =>
        document.Entries.Select(entry => FeedPosts.Believable(entry.PublishedAt, now)).Where(date => date is not null);

    private static DateTime? Newest(IEnumerable<DateTime?> dates) => dates.Max();
}
