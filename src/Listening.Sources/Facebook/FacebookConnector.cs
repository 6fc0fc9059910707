using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.OwnPage;

namespace Listening.Sources.Facebook;

/// <summary>Reads the organisation's own Facebook page: its posts, what others post on it or tag it in, and the comments.</summary>
/// <remarks>
/// Facebook lets nobody search, so every other kind of search is refused. Deletions, and edits of comments, show only when held
/// posts are looked at again. Keep one connector per source: it knows how much of the platform's limits is used up.
/// </remarks>
/// <param name="source">The configured source's name; stands on every post.</param>
/// <param name="options">Settings.</param>
/// <param name="http">From <see cref="CreateClient"/>; not disposed here.</param>
/// <param name="time">The clock.</param>
public sealed class FacebookConnector(string source, FacebookOptions options, HttpClient http, TimeProvider time) : ISourceConnector, IUpstreamCheck
{
    private readonly FacebookClient client = new(options, http, time);
    private readonly FacebookPost posts = new(source, options, time);

    /// <summary>A client that keeps to what this platform allows.</summary>
    public static HttpClient CreateClient(FacebookOptions options, TimeProvider time, ISourceMeter? meter = null) => GuardedHttp.CreateClient(options.Http, time, meter);

    /// <inheritdoc />
    public string Kind => "facebook";

    /// <inheritdoc />
    public bool ReadsEverything => false;

    /// <inheritdoc />
    public TimeSpan CheckInterval => options.CheckInterval;

    /// <inheritdoc />
    public int CheckBatch => options.CheckBatch;

    /// <inheritdoc />
    public SourceQuestion Explain(SourceRequest request)
    {
        var plan = FacebookPlan.Of(request, options);
        return plan.Refusal is { } refusal ? SourceQuestion.Refused(refusal) : new SourceQuestion
        {
            Asked = [.. plan.Asked(options)],
            Local =
            [
                plan.WantsOwnPosts ? "What others post on the page is left out here." : "What the page itself says is left out here.",
                "The whole query: every post that is read is held against it here.",
            ],
        };
    }

    /// <inheritdoc />
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        var plan = FacebookPlan.Of(request, options);
        if (plan.Refusal is { } refusal) return SourceRead.Failed(SourceFailureKind.Misconfigured, refusal);
        var page = new FacebookPage(options, client, posts, plan, time);
        return await new PageReader(page, options.Limits, time).ReadAsync(plan.Parts, request, cursor, cancellationToken);
    }

    /// <inheritdoc />
    public Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken) =>
        new FacebookCheck(options, client, time).CheckAsync(posts, cancellationToken);
}
