using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.YouTube;

/// <summary>Reads public videos and comments of YouTube with an API key.</summary>
/// <remarks>
/// The platform cannot be asked for what came since a time. Comments are read newest first over the days in which they are still
/// answered, and what a run has met is kept by keyed marks, so that only what is new, edited or newly answered is given out.
/// Keep one connector per source: it remembers pages that are being walked and videos that were searched for, and spares the quota by it.
/// </remarks>
/// <param name="source">The configured source's name; stands on every post.</param>
/// <param name="options">Settings.</param>
/// <param name="http">From <see cref="CreateClient"/>; not disposed here.</param>
/// <param name="time">The clock.</param>
public sealed class YouTubeConnector(string source, YouTubeOptions options, HttpClient http, TimeProvider time) : ISourceConnector, IUpstreamCheck
{
    private readonly YouTubeReading reading = new(new ListingReader(new YouTubeClient(options, http, time), new YouTubePost(source, options), options), options, time);
    private readonly YouTubeCheck check = new(new YouTubeClient(options, http, time), new YouTubePost(source, options), time);

    /// <summary>A client that keeps to what this platform allows.</summary>
    public static HttpClient CreateClient(YouTubeOptions options, TimeProvider time, ISourceMeter? meter = null) => GuardedHttp.CreateClient(options.Http, time, meter);

    /// <inheritdoc />
    public string Kind => "youtube";

    /// <inheritdoc />
    public bool ReadsEverything => false;

    /// <inheritdoc />
    public TimeSpan CheckInterval => options.CheckInterval;

    /// <inheritdoc />
    public int CheckBatch => YouTubeCheck.Most;

    /// <inheritdoc />
    public SourceQuestion Explain(SourceRequest request) => YouTubeParts.Explain(request, options);

    /// <inheritdoc />
    public Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken) => reading.ReadAsync(request, cursor, cancellationToken);

    /// <inheritdoc />
    public Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken) => check.CheckAsync(posts, cancellationToken);
}
