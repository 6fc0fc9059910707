using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.X;
using Listening.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Listening.Sources.Tests.X;

/// <summary>A server that answers X's methods as a test tells it, and connectors that read it.</summary>
internal sealed class ScriptedX : IAsyncDisposable
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> answers = new(StringComparer.Ordinal);
    private readonly List<IDisposable> made = [];
    private readonly ScriptedServer server;

    private ScriptedX(ScriptedServer server)
    {
        this.server = server;
        server.Otherwise = AnswerAsync;
        Options = new XOptions
        {
            Service = server.Address,
            BearerToken = "app-token",
            Account = "wardens",
            MayReply = true,
            ClientId = "client",
            RefreshToken = "refresh-0",
            AllowPrivateAddresses = true,
        };
    }

    public XOptions Options { get; set; }

    public MemorySecrets Secrets { get; } = new();

    public CountingMeter Meter { get; } = new();

    public ManualTimeProvider Time { get; } = new(Noon);

    /// <summary>All calls but the looks for usernames.</summary>
    public IReadOnlyList<XCall> Calls => [.. Received.Where(call => call.Method != "by/username")];

    public IReadOnlyList<XCall> Received => [.. server.Requests.Select(XCall.Of)];

    public static async Task<ScriptedX> StartAsync() => new(await ScriptedServer.StartAsync());

    /// <summary>Answers the next calls of a method in this order; after the last, the server fails.</summary>
    public ScriptedX Answer(string method, params string[] bodies)
    {
        foreach (var body in bodies) Answer(method, 200, body);
        return this;
    }

    public ScriptedX Answer(string method, int status, string body, params (string Name, string Value)[] headers) => Answer(method, async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body);
    });

    public ScriptedX Answer(string method, RequestDelegate answer)
    {
        answers.GetOrAdd(method, _ => new()).Enqueue(answer);
        return this;
    }

    /// <summary>A connector, as after a restart of the service.</summary>
    public XConnector Connect(int retries = 0)
    {
        var http = GuardedHttp.CreateClient(Options.Http with { MaximumRetries = retries, RetryDelay = TimeSpan.FromMilliseconds(1) }, Time, Meter);
        var connector = new XConnector("x", Options, Secrets, http, Time, Meter);
        made.Add(connector);
        made.Add(http);
        return connector;
    }

    public Task<SourceRead> ReadAsync(SearchKind kind, string? cursor = null, string query = "privacy", string? target = "reporter") =>
        ReadAsync(Connect(), kind, cursor, query, target);

    public static Task<SourceRead> ReadAsync(XConnector connector, SearchKind kind, string? cursor = null, string query = "privacy", string? target = "reporter") =>
        connector.ReadAsync(Request(kind, query, target), cursor, CancellationToken.None);

    public static SourceRequest Request(SearchKind kind, string query = "privacy", string? target = "reporter") =>
        new(kind, Query.Parse(query).Query!, kind.NeedsTarget() ? target : null) { MarkOf = Mark };

    /// <summary>Reads until there is no more.</summary>
    public async Task<(IReadOnlyList<SourcePage> Pages, string? Cursor)> DrainAsync(XConnector connector, SearchKind kind, string? cursor = null, string query = "privacy")
    {
        var pages = new List<SourcePage>();
        do
        {
            var read = await ReadAsync(connector, kind, cursor, query);
            pages.Add(read.Page ?? throw new InvalidOperationException(read.Failure!.Message));
            cursor = pages[^1].Cursor;
        }
        while (pages[^1].HasMore);
        return (pages, cursor);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in made) one.Dispose();
        await server.DisposeAsync();
    }

    private static string Mark(string id) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..12];

    private async Task AnswerAsync(HttpContext context)
    {
        var method = XCall.MethodOf(context.Request.Method, context.Request.Path.Value!);
        if (answers.TryGetValue(method, out var queue) && queue.TryDequeue(out var answer)) await answer(context);
        else if (method == "by/username") await context.Response.WriteAsync("""{"data":{"id":"7001","username":"reporter","name":"R","protected":false}}""");
        else context.Response.StatusCode = 500;
    }
}

/// <summary>One call that reached the server.</summary>
internal sealed record XCall(string Method, string Path, string Query, string Authorization, byte[] Body)
{
    public static XCall Of(ReceivedRequest request)
    {
        var parts = request.Path.Split('?', 2);
        return new XCall(MethodOf(request.Method, parts[0]), parts[0], parts.ElementAtOrDefault(1) ?? "", request.Headers.GetValueOrDefault("Authorization", ""), request.Body);
    }

    /// <summary>Short names: search, mentions, timeline, by/username, lookup, reply, token.</summary>
    public static string MethodOf(string verb, string path) => path.Split('/') switch
    {
        [_, "2", "tweets", "search", "recent"] => "search",
        [_, "2", "users", "by", "username", _] => "by/username",
        [_, "2", "users", _, "mentions"] => "mentions",
        [_, "2", "users", _, "tweets"] => "timeline",
        [_, "2", "tweets"] => verb == "POST" ? "reply" : "lookup",
        [_, "2", "oauth2", "token"] => "token",
        _ => path,
    };

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>A parameter's value; null when it was not sent.</summary>
    public string? this[string name] => QueryHelpers.ParseQuery(Query).TryGetValue(name, out var value) ? value.ToString() : null;
}
