using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Feeds;
using Listening.TestSupport;

namespace Listening.Sources.Tests.Feeds;

/// <summary>A feed on a server of its own and a connector that reads it, at a time that stands still.</summary>
internal sealed class FeedProbe : IAsyncDisposable
{
    public static readonly DateTime Noon = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    private readonly HttpClient client;
    private readonly FeedConnector connector;

    private FeedProbe(ScriptedServer server, FeedOptions options)
    {
        Server = server;
        client = FeedConnector.CreateClient(options, Time);
        connector = new FeedConnector("a-feed", options, client, Time);
    }

    public ScriptedServer Server { get; }

    public ManualTimeProvider Time { get; } = new(Noon);

    public ReceivedRequest LastRequest => Server.Requests[^1];

    public static async Task<FeedProbe> StartAsync(Func<FeedOptions, FeedOptions>? change = null)
    {
        var server = await ScriptedServer.StartAsync();
        var options = new FeedOptions { Url = new Uri(server.Address, "feed"), AllowPrivateAddresses = true };
        return new FeedProbe(server, change is null ? options : change(options));
    }

    public Task<SourceRead> ReadAsync(string? cursor = null) =>
        connector.ReadAsync(new SourceRequest(SearchKind.Keywords, Query.Parse("words").Query!), cursor, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Server.DisposeAsync();
    }
}
