using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.OwnPage;

namespace Listening.Sources.LinkedIn;

/// <summary>Reads the organisation's own LinkedIn page: its posts, the comments under them, and posts that mention or share it.</summary>
/// <remarks>
/// LinkedIn lets nobody search, so every other kind of search is refused. Keep one connector per source: the sign-in is renewed by
/// one caller at a time within a connector.
/// </remarks>
/// <param name="source">The configured source's name; stands on every post.</param>
/// <param name="options">Settings.</param>
/// <param name="secrets">Keeps the session between runs.</param>
/// <param name="http">From <see cref="CreateClient"/>; not disposed here.</param>
/// <param name="time">The clock.</param>
public sealed class LinkedInConnector(
    string source, LinkedInOptions options, ISourceSecrets secrets, HttpClient http, TimeProvider time) : ISourceConnector, IUpstreamCheck, IDisposable
{
    private readonly LinkedInPost posts = new(source, options, time);
    private readonly LinkedInSignIn signIn = new(source, options, http, secrets, time);
    private LinkedInClient? client;

    /// <summary>A client that keeps to what this platform allows.</summary>
    public static HttpClient CreateClient(LinkedInOptions options, TimeProvider time, ISourceMeter? meter = null) => GuardedHttp.CreateClient(options.Http, time, meter);

    /// <inheritdoc />
    public string Kind => "linkedin";

    /// <inheritdoc />
    public bool ReadsEverything => false;

    /// <inheritdoc />
    public TimeSpan CheckInterval => options.CheckInterval;

    /// <inheritdoc />
    public int CheckBatch => options.CheckBatch;

    private LinkedInClient Client => client ??= new LinkedInClient(options, http, signIn, time);

    /// <inheritdoc />
    public SourceQuestion Explain(SourceRequest request)
    {
        var plan = LinkedInPlan.Of(request, options);
        return plan.Refusal is { } refusal ? SourceQuestion.Refused(refusal) : new SourceQuestion
        {
            Asked = [.. plan.Asked(options)],
            Local =
            [
                .. plan.WantsOwn ? Array.Empty<string>() : ["What the organisation itself says is left out here."],
                "The whole query: every post that is read is held against it here.",
            ],
        };
    }

    /// <inheritdoc />
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        var plan = LinkedInPlan.Of(request, options);
        if (plan.Refusal is { } refusal) return SourceRead.Failed(SourceFailureKind.Misconfigured, refusal);
        var page = new LinkedInPage(options, Client, posts, plan, time);
        return await new PageReader(page, options.Limits, time).ReadAsync(plan.Parts, request, cursor, cancellationToken);
    }

    /// <inheritdoc />
    public Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken) =>
        new LinkedInCheck(Client, this.posts).CheckAsync(posts, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => signIn.Dispose();
}
