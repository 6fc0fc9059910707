using System.Collections.Concurrent;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Mastodon;
using Listening.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Listening.Sources.Tests.Mastodon;

/// <summary>A server that answers methods as a test tells it, and connectors that read it.</summary>
internal sealed class ScriptedMastodon : IAsyncDisposable
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> answers = new(StringComparer.Ordinal);
    private readonly List<IDisposable> made = [];
    private readonly ScriptedServer server;

    private ScriptedMastodon(ScriptedServer server)
    {
        this.server = server;
        server.Otherwise = AnswerAsync;
        Options = new MastodonOptions
        {
            Service = server.Address,
            HandleDomain = "social.example",
            AccessToken = "open-sesame",
            AllowPrivateAddresses = true,
            Overlap = TimeSpan.Zero,
        };
    }

    public MastodonOptions Options { get; set; }

    public ManualTimeProvider Time { get; } = new(Noon);

    public Uri Address => server.Address;

    /// <summary>Answers what no test has told it to; a failure unless set.</summary>
    public RequestDelegate Otherwise { get; set; } = static context =>
    {
        context.Response.StatusCode = 500;
        return Task.CompletedTask;
    };

    /// <summary>All calls, in order.</summary>
    public IReadOnlyList<MastodonCall> Calls => [.. server.Requests.Select(MastodonCall.Of)];

    public static async Task<ScriptedMastodon> StartAsync() => new(await ScriptedServer.StartAsync());

    /// <summary>Answers the next calls of a path in this order.</summary>
    public ScriptedMastodon Answer(string path, params string[] bodies)
    {
        foreach (var body in bodies) Answer(path, 200, body);
        return this;
    }

    /// <summary>Answers the next call of a path.</summary>
    public ScriptedMastodon Answer(string path, int status, string body, params (string Name, string Value)[] headers) => Answer(path, async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body);
    });

    /// <summary>Answers the next call of a path.</summary>
    public ScriptedMastodon Answer(string path, RequestDelegate answer)
    {
        answers.GetOrAdd(path, _ => new()).Enqueue(answer);
        return this;
    }

    /// <summary>A connector, as after a restart of the service.</summary>
    public MastodonConnector Connect(ISourceMeter? meter = null) => new("toot", Options, Client(meter), Time);

    /// <summary>A client without repetitions: they have their own tests, and here every answer is given once.</summary>
    public HttpClient Client(ISourceMeter? meter = null)
    {
        var http = GuardedHttp.CreateClient(Options.Http with { MaximumRetries = 0 }, Time, meter);
        made.Add(http);
        return http;
    }

    public Task<SourceRead> ReadAsync(SearchKind kind, string? cursor = null, string query = "#foi", string? target = null) => ReadAsync(Connect(), kind, cursor, query, target);

    public static Task<SourceRead> ReadAsync(ISourceConnector connector, SearchKind kind, string? cursor = null, string query = "#foi", string? target = null) =>
        connector.ReadAsync(Request(kind, query, target), cursor, CancellationToken.None);

    public static SourceRequest Request(SearchKind kind, string query = "#foi", string? target = null) => new(kind, Query.Parse(query).Query!, target ?? kind switch
    {
        SearchKind.Account or SearchKind.AccountWithComments => "ico@other.example",
        SearchKind.List => "77",
        _ => null,
    })
    {
        MarkOf = static id => $"m{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id)))[..10]}",
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var one in made) one.Dispose();
        await server.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context) =>
        answers.TryGetValue(context.Request.Path.Value!, out var queue) && queue.TryDequeue(out var answer) ? answer(context) : Otherwise(context);
}

/// <summary>One call that reached the server.</summary>
internal sealed record MastodonCall(string Verb, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public static MastodonCall Of(ReceivedRequest request)
    {
        var parts = request.Path.Split('?', 2);
        return new MastodonCall(request.Method, parts[0], parts.ElementAtOrDefault(1) ?? "", request.Headers, request.Body);
    }

    /// <summary>A parameter's value; null when it was not sent.</summary>
    public string? this[string name] => QueryHelpers.ParseQuery(Query).TryGetValue(name, out var value) ? value.ToString() : null;
}
