using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.BlueskyStream;
using Listening.Sources.Http;
using Listening.TestSupport;
using Xunit;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>A scripted stream and a connector that follows it.</summary>
internal sealed class StreamProbe : IAsyncDisposable
{
    private readonly List<IDisposable> made = [];

    private StreamProbe(StreamServer server, BlueskyStreamProtocol protocol)
    {
        Server = server;
        Options = new BlueskyStreamOptions
        {
            Protocol = protocol,
            Service = server.Stream,
            IdentityService = server.Http,
            PublicView = server.Http,
            AllowPrivateAddresses = true,
            Wait = TimeSpan.FromMilliseconds(400),
            Gather = TimeSpan.FromMilliseconds(200),
        };
    }

    public StreamServer Server { get; }

    public BlueskyStreamOptions Options { get; set; }

    public ManualTimeProvider Time { get; } = new(Jet.Noon.AddMinutes(1));

    public IReadOnlyList<string> Handles { get; set; } = [];

    public BlueskyStreamConnector Connector { get; private set; } = null!;

    public static async Task<StreamProbe> StartAsync(BlueskyStreamProtocol protocol = BlueskyStreamProtocol.Jetstream)
    {
        var probe = new StreamProbe(await StreamServer.StartAsync(), protocol);
        probe.Restart();
        return probe;
    }

    /// <summary>A new connector, as after a restart of the service.</summary>
    public void Restart(Func<BlueskyStreamOptions, BlueskyStreamOptions>? change = null)
    {
        Options = change?.Invoke(Options) ?? Options;
        // Retries have their own tests.
        var http = GuardedHttp.CreateClient(Options.Http with { MaximumRetries = 0 }, Time);
        Connector = new BlueskyStreamConnector("sky", Options, http, Time);
        made.Add(Connector);
        made.Add(http);
    }

    public Task<SourceRead> TryReadAsync(string? cursor, CancellationToken cancellationToken = default) =>
        Connector.ReadAsync(new SourceRequest(SearchKind.Keywords, Query.Parse("privacy").Query!) { Handles = Handles, MarkOf = static id => $"mark-{id.Length}" }, cursor, cancellationToken);

    public async Task<SourcePage> ReadAsync(string? cursor)
    {
        var read = await TryReadAsync(cursor);
        Assert.True(read.Page is not null, $"{read.Failure?.Kind}: {read.Failure?.Message}");
        return read.Page!;
    }

    /// <summary>Reads until so many events have come, good or malformed.</summary>
    public async Task<IReadOnlyList<SourcePage>> ReadAsync(string? cursor, int events)
    {
        var pages = new List<SourcePage>();
        while (pages.Sum(page => page.Posts.Count + page.Malformed) < events)
        {
            pages.Add(await ReadAsync(cursor));
            cursor = pages[^1].Cursor;
            Assert.True(pages.Count < 50, "What was sent does not come.");
        }

        return pages;
    }

    public async Task<SourceFailure> FailAsync(string? cursor)
    {
        var read = await TryReadAsync(cursor);
        Assert.Null(read.Page);
        return read.Failure!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in made) one.Dispose();
        await Server.DisposeAsync();
    }
}
