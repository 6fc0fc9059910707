using Listening.Core.Outgoing;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.X;

/// <summary>Reads X by its API v2 as an app, looks again for what was deleted, and answers as the organisation's account.</summary>
/// <remarks>
/// Keywords and lists are searched for (seven days back at most), accounts and mentions are read from their timelines; each from
/// the newest post that the last run saw. Reposts and protected accounts are left out. An edit comes as the same post again;
/// deletions show only in <see cref="CheckAsync"/>. Comments are noticed by the number of direct replies that X gives with a post:
/// an answer to a comment is read with the next direct reply.
/// Keep one connector per source: it remembers what was charged today, and renews the sign-in by one caller at a time.
/// </remarks>
public sealed class XConnector : ISourceConnector, IUpstreamCheck, IReplyWriter, IDisposable
{
    private readonly XOptions options;
    private readonly XReader reader;
    private readonly XCheck check;
    private readonly XSignIn signIn;
    private readonly XReplies replies;

    /// <summary>Makes a connector.</summary>
    /// <param name="source">The configured source's name; stands on every post.</param>
    /// <param name="options">Settings.</param>
    /// <param name="secrets">Keeps the answering account's sign-in between runs.</param>
    /// <param name="http">From <see cref="CreateClient"/>; not disposed here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meter">Counts the posts and accounts that cost money; the same as the client's.</param>
    public XConnector(string source, XOptions options, ISourceSecrets secrets, HttpClient http, TimeProvider time, ISourceMeter? meter = null)
    {
        this.options = options;
        var client = new XClient(options, http, time, meter);
        var posts = new XPosts(source, options);
        reader = new XReader(options, client, posts, time);
        check = new XCheck(client, posts, time);
        signIn = new XSignIn(source, options, client, secrets, time);
        replies = new XReplies(options, client, signIn, new XOwnReplies(options, client, reader.Accounts, posts, time));
    }

    /// <inheritdoc />
    public string Kind => "x";

    /// <inheritdoc />
    public bool ReadsEverything => false;

    /// <inheritdoc />
    public TimeSpan CheckInterval => options.CheckInterval;

    /// <inheritdoc />
    public int CheckBatch => XCheck.Batch;

    /// <inheritdoc />
    public bool MayReply => options.MayReply;

    /// <summary>A client that keeps to what this platform allows.</summary>
    public static HttpClient CreateClient(XOptions options, TimeProvider time, ISourceMeter? meter = null) => GuardedHttp.CreateClient(options.Http, time, meter);

    /// <inheritdoc />
    public SourceQuestion Explain(SourceRequest request) => XQuestion.Of(request, options);

    /// <inheritdoc />
    public Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken) =>
        reader.ReadAsync(request, cursor, cancellationToken);

    /// <inheritdoc />
    public Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken) => check.CheckAsync(posts, cancellationToken);

    /// <inheritdoc />
    public ReplyLength Measure(string text) => XText.Measure(text);

    /// <inheritdoc />
    public Task<SendOutcome> ReplyAsync(ReplyRequest request, CancellationToken cancellationToken) => replies.ReplyAsync(request, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => signIn.Dispose();
}
