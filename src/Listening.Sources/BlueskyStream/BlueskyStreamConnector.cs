using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.BlueskyStream;

/// <summary>Follows everything that is said on Bluesky, or on any other AT Protocol network: Jetstream, or the firehose of a relay or of one server.</summary>
/// <remarks>
/// Posts come without their authors' handles and names. Handles that searches name are resolved and put on the posts of those
/// accounts; the rest is filled in by <see cref="CompleteAsync"/> once a post has matched.
/// An author may ask to be shown to signed-in people only, which is seen only then: <see cref="CompleteAsync"/> gives such a
/// post back without words, links and names, the next page hides its author, and for as long as that is remembered no post of
/// theirs is given out any more. A post that asks so by itself is never given out.
/// Keep one connector per source: the connection is kept from one read to the next.
/// </remarks>
public sealed class BlueskyStreamConnector : IStreamConnector, IPostCompletion, IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly BlueskyStreamOptions options;
    private readonly StreamAccounts accounts;
    private readonly StreamSocket sockets;
    private readonly StreamFollower follower;

    /// <summary>Makes one.</summary>
    /// <param name="source">The configured source's name; stands on every post.</param>
    /// <param name="options">Settings.</param>
    /// <param name="http">From <see cref="CreateClient"/>; not disposed here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meter">Counts connections as calls; null for none.</param>
    public BlueskyStreamConnector(string source, BlueskyStreamOptions options, HttpClient http, TimeProvider time, ISourceMeter? meter = null)
    {
        this.options = options;
        accounts = new StreamAccounts(options, http, time);
        sockets = new StreamSocket(options, time, meter);
        // Twice what is rewound: the instances' clocks differ in both directions.
        var recent = new RecentEvents(2 * options.Rewind.Ticks / TimeSpan.TicksPerMicrosecond);
        var posts = new StreamPosts(source, options, accounts, time);
        StreamProtocol protocol = options.Protocol == BlueskyStreamProtocol.Jetstream
            ? new JetstreamProtocol(options, posts, recent)
            : new FirehoseProtocol(options, posts);
        follower = new StreamFollower(options, protocol, sockets, accounts, recent, time);
    }

    /// <summary>A client that keeps to what this platform allows, for handles and profiles.</summary>
    public static HttpClient CreateClient(BlueskyStreamOptions options, TimeProvider time, ISourceMeter? meter = null) => GuardedHttp.CreateClient(options.Http, time, meter);

    /// <inheritdoc />
    public string Kind => "bluesky-stream";

    /// <inheritdoc />
    public bool ReadsEverything => true;

    /// <inheritdoc />
    public SourceQuestion Explain(SourceRequest request)
    {
        if (Refusal(request) is { } refusal) return SourceQuestion.Refused(refusal);
        var stream = options.Protocol == BlueskyStreamProtocol.Jetstream
            ? $"subscribe wantedCollections={PostRecord.Collection}"
            : "com.atproto.sync.subscribeRepos";
        var question = SourceQuestion.Everything(stream);
        return question with
        {
            Asked =
            [
                .. question.Asked,
                .. WatchedHandles.Resolvable(request.Handles).Select(handle => $"com.atproto.identity.resolveHandle handle={handle}"),
                "app.bsky.actor.getProfiles actors=(the authors of posts that matched)",
            ],
        };
    }

    /// <inheritdoc />
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        if (Refusal(request) is { } refusal) return SourceRead.Failed(SourceFailureKind.Misconfigured, refusal);
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (await accounts.RefreshAsync(request.Handles, cancellationToken) is { } failure) return new SourceRead(null, failure);
            return await follower.ReadAsync(request, cursor, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Post>> CompleteAsync(IReadOnlyList<Post> matched, CancellationToken cancellationToken) => accounts.CompleteAsync(matched, cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        follower.Dispose();
        sockets.Dispose();
        turn.Dispose();
    }

    private static string? Refusal(SourceRequest request) => request.Kind == SearchKind.Keywords
        ? null
        : "A source of kind bluesky-stream carries every post and can only be searched for words. Use a source of kind bluesky for mentions, accounts and lists, or name the account in the query (from:, to:, @).";
}
