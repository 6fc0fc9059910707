using System.Text.Json;
using Listening.Core.Outgoing;
using Listening.Core.Posts;
using Listening.Sources.Bluesky;
using Listening.Sources.Http;
using Listening.TestSupport.AtProto;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>A connector that may write, with an account of its own on the test network.</summary>
internal sealed class RepliesToPosts : IDisposable
{
    private readonly BlueskyConnector connector;
    private readonly HttpClient http;
    private readonly HttpClient eyes;

    private RepliesToPosts(AtProtoNetwork network, AtProtoAccount account, MemorySecrets sessions, BlueskyOptions options)
    {
        (Network, Account, Sessions) = (network, account, sessions);
        Log = new MethodLog(GuardedHttp.CreateHandler(options.Http, TimeProvider.System));
        http = new HttpClient(Log);
        connector = new BlueskyConnector("sky", options, sessions, http, TimeProvider.System);
        eyes = new HttpClient { BaseAddress = new Uri(network.Pds, "/xrpc/") };
    }

    public AtProtoNetwork Network { get; }

    public AtProtoAccount Account { get; }

    public MemorySecrets Sessions { get; }

    public MethodLog Log { get; }

    public static async Task<RepliesToPosts> CreateAsync(AtProtoNetwork network, string name)
    {
        var account = await AtProtoAccount.CreateAsync(network, name);
        return Over(network, account, account.AppPassword);
    }

    /// <summary>The same account with another password.</summary>
    public RepliesToPosts With(string password) => Over(Network, Account, password);

    public Task<SendOutcome> ReplyAsync(AtProtoRecord post, string text, string? messageId = null, Author? author = null) => connector.ReplyAsync(
        new ReplyRequest(new Post { Id = post.Uri, Author = author ?? Author.Unknown }, messageId ?? MessageNumber.New(TimeProvider.System), text), CancellationToken.None);

    /// <summary>The records that the account has written, newest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> WrittenAsync()
    {
        var answer = await eyes.GetStringAsync(new Uri($"com.atproto.repo.listRecords?repo={Account.Did}&collection=app.bsky.feed.post", UriKind.Relative));
        return [.. JsonDocument.Parse(answer).RootElement.GetProperty("records").EnumerateArray()];
    }

    public void Dispose()
    {
        connector.Dispose();
        http.Dispose();
        eyes.Dispose();
    }

    private static RepliesToPosts Over(AtProtoNetwork network, AtProtoAccount account, string password) => new(network, account, new MemorySecrets(), new BlueskyOptions
    {
        Service = network.Pds,
        Identifier = account.Handle,
        AppPassword = password,
        AllowPrivateAddresses = true,
        MayReply = true,
    });
}
