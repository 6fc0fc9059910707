using Listening.Core.Outgoing;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.Mastodon;

/// <summary>Reads Mastodon, or any other server with its API, through the eyes of one server and, with a token, of one account on it.</summary>
/// <remarks>
/// Hashtags, accounts, lists and mentions are read forward from the last place. Words without a hashtag are searched for, which covers
/// only people who have agreed to be found. Posts passed on are left out; what is not public is never kept.
/// A post's id is its number on this server; see <see cref="MastodonPost"/>.
/// Keep one connector per source: it remembers the accounts that it has looked up and the threads that are still to be walked.
/// </remarks>
public sealed class MastodonConnector : ISourceConnector, IUpstreamCheck, IReplyWriter
{
    private readonly MastodonOptions options;
    private readonly MastodonReading reading;
    private readonly MastodonCheck check;
    private readonly MastodonInstance instance;
    private readonly MastodonReplies replies;

    /// <summary>Makes a connector.</summary>
    /// <param name="source">The configured source's name; stands on every post.</param>
    /// <param name="options">Settings.</param>
    /// <param name="http">From <see cref="CreateClient"/>; not disposed here.</param>
    /// <param name="time">The clock.</param>
    public MastodonConnector(string source, MastodonOptions options, HttpClient http, TimeProvider time)
    {
        this.options = options;
        var api = new MastodonApi(options, http, time);
        var posts = new MastodonPost(source, options);
        reading = new MastodonReading(options, api, posts, time);
        check = new MastodonCheck(options, api, posts, time);
        instance = new MastodonInstance(options, api, time);
        replies = new MastodonReplies(options, api, instance, time);
    }

    /// <summary>A client that keeps to what this platform allows.</summary>
    public static HttpClient CreateClient(MastodonOptions options, TimeProvider time, ISourceMeter? meter = null) => GuardedHttp.CreateClient(options.Http, time, meter);

    /// <inheritdoc />
    public string Kind => "mastodon";

    /// <inheritdoc />
    public bool ReadsEverything => false;

    /// <inheritdoc />
    public TimeSpan CheckInterval => options.CheckInterval;

    /// <inheritdoc />
    public int CheckBatch => options.CheckBatch;

    /// <inheritdoc />
    public bool MayReply => options.MayReply && options.HasToken;

    /// <inheritdoc />
    public SourceQuestion Explain(SourceRequest request) => MastodonQuestion.Of(request, options);

    /// <inheritdoc />
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        var (requests, refusal) = MastodonRequests.Of(request, options.HasToken);
        if (refusal is not null) return new SourceRead(null, refusal);
        // Staff see how long a reply may be before the first is written.
        if (MayReply) await instance.LearnAsync(cancellationToken);
        return await reading.ReadAsync(request, requests, cursor, cancellationToken);
    }

    /// <inheritdoc />
    public Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken) => check.CheckAsync(posts, cancellationToken);

    /// <inheritdoc />
    public ReplyLength Measure(string text) => MastodonText.Measure(text, instance.Characters, instance.LinkCharacters);

    /// <inheritdoc />
    public Task<SendOutcome> ReplyAsync(ReplyRequest request, CancellationToken cancellationToken) => replies.ReplyAsync(request, cancellationToken);
}
