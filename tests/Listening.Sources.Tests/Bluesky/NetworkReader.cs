using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Bluesky;
using Listening.Sources.Http;
using Listening.TestSupport.AtProto;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>A connector with an account of its own on the test network.</summary>
internal sealed class NetworkReader : IDisposable
{
    public const string Source = "sky";
    private readonly HttpClient http;
    private readonly BlueskyConnector connector;

    private NetworkReader(AtProtoNetwork network, AtProtoAccount account, MemorySecrets sessions, BlueskyOptions options)
    {
        Network = network;
        Account = account;
        Sessions = sessions;
        Log = new MethodLog(GuardedHttp.CreateHandler(options.Http, TimeProvider.System));
        http = new HttpClient(Log);
        connector = new BlueskyConnector(Source, options, sessions, http, TimeProvider.System);
    }

    public AtProtoNetwork Network { get; }

    public AtProtoAccount Account { get; }

    public MemorySecrets Sessions { get; }

    public MethodLog Log { get; }

    public static async Task<NetworkReader> CreateAsync(AtProtoNetwork network, string name, Func<BlueskyOptions, BlueskyOptions>? change = null) =>
        Over(network, await AtProtoAccount.CreateAsync(network, name), new MemorySecrets(), change);

    /// <summary>A second connector over the same account, as after a restart of the service.</summary>
    public NetworkReader Again(MemorySecrets? sessions = null, Func<BlueskyOptions, BlueskyOptions>? change = null) =>
        Over(Network, Account, sessions ?? Sessions, change);

    public Task<SourceRead> ReadAsync(SearchKind kind, string? target = null, string? cursor = null, string query = "privacy") =>
        connector.ReadAsync(new SourceRequest(kind, Query.Parse(query).Query!, target) { MarkOf = MarkOf }, cursor, CancellationToken.None);

    /// <summary>Looks at posts again.</summary>
    public Task<UpstreamRead> CheckAsync(params Post[] held) => connector.CheckAsync(held, CancellationToken.None);

    /// <summary>Reads until nothing is left.</summary>
    public async Task<Drained> DrainAsync(SearchKind kind, string? target = null, string? cursor = null, string query = "privacy")
    {
        var drained = new Drained();
        do
        {
            var read = await ReadAsync(kind, target, cursor, query);
            Assert.True(read.Page is not null, string.Create(CultureInfo.InvariantCulture, $"{read.Failure?.Kind}: {read.Failure?.Message}"));
            drained.Pages.Add(read.Page!);
            cursor = read.Page!.Cursor;
            Assert.True(drained.Pages.Count < 50, "The reading does not end.");
        }
        while (drained.Pages[^1].HasMore);
        return drained;
    }

    public void Dispose()
    {
        connector.Dispose();
        http.Dispose();
    }

    private static string MarkOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 8));

    private static NetworkReader Over(AtProtoNetwork network, AtProtoAccount account, MemorySecrets sessions, Func<BlueskyOptions, BlueskyOptions>? change)
    {
        var options = new BlueskyOptions
        {
            Service = network.Pds,
            Identifier = account.Handle,
            AppPassword = account.AppPassword,
            AllowPrivateAddresses = true,
            Overlap = TimeSpan.Zero,
        };
        return new NetworkReader(network, account, sessions, change?.Invoke(options) ?? options);
    }
}

/// <summary>Everything that one run read.</summary>
internal sealed class Drained
{
    public List<SourcePage> Pages { get; } = [];

    public string Cursor => Pages[^1].Cursor!;

    public IReadOnlyList<Post> Posts => [.. Pages.SelectMany(page => page.Posts)];

    public IReadOnlyList<string> Texts => [.. Posts.DistinctBy(post => post.Id).Select(post => post.Text)];

    public IReadOnlyList<string> Deleted => [.. Pages.SelectMany(page => page.Deleted)];
}
