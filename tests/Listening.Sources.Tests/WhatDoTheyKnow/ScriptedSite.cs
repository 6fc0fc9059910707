using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.WhatDoTheyKnow;
using Listening.TestSupport;

namespace Listening.Sources.Tests.WhatDoTheyKnow;

/// <summary>A site that answers as a test tells it, and connectors that read it.</summary>
internal sealed class ScriptedSite : IAsyncDisposable
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private readonly List<HttpClient> clients = [];

    private ScriptedSite(ScriptedServer server)
    {
        Server = server;
        Options = new WhatDoTheyKnowOptions { Service = server.Address, AllowPrivateAddresses = true };
    }

    public ScriptedServer Server { get; }

    public WhatDoTheyKnowOptions Options { get; set; }

    public ManualTimeProvider Time { get; } = new(Noon);

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<string> Paths => [.. Server.Requests.Select(request => request.Path)];

    public static async Task<ScriptedSite> StartAsync() => new(await ScriptedServer.StartAsync());

    /// <summary>Answers the next request.</summary>
    public ScriptedSite Answer(string body, params (string Name, string Value)[] headers) => Answer(200, body, headers);

    /// <summary>Answers the next request.</summary>
    public ScriptedSite Answer(int status, string body = "", params (string Name, string Value)[] headers)
    {
        Server.Then(status, System.Text.Encoding.UTF8.GetBytes(body), headers);
        return this;
    }

    /// <summary>A connector, as after a restart of the service.</summary>
    public WhatDoTheyKnowConnector Connect()
    {
        // Retries have their own tests; here every answer is given once.
        clients.Add(GuardedHttp.CreateClient(Options.Http with { MaximumRetries = 0 }, Time));
        return new WhatDoTheyKnowConnector("wdtk", Options, clients[^1], Time);
    }

    public static SourceRequest Request(SearchKind kind, string? target = "pim_example", string query = "records") =>
        new(kind, Query.Parse(query).Query!, target) { MarkOf = id => "m" + string.GetHashCode(id, StringComparison.Ordinal).ToString("x8", System.Globalization.CultureInfo.InvariantCulture) };

    public Task<SourceRead> ReadAsync(SearchKind kind, string? cursor = null, string? target = "pim_example", string query = "records") =>
        Connect().ReadAsync(Request(kind, target, query), cursor, CancellationToken.None);

    public Task<UpstreamRead> CheckAsync(params Post[] held) => Connect().CheckAsync(held, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await Server.DisposeAsync();
    }
}
