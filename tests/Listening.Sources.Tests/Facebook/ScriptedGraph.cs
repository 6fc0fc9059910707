using System.Collections.Concurrent;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Facebook;
using Listening.Sources.Http;
using Listening.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Listening.Sources.Tests.Facebook;

/// <summary>A Graph API that answers as a test tells it, and a connector that reads it.</summary>
internal sealed class ScriptedGraph : IAsyncDisposable
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> answers = new(StringComparer.Ordinal);
    private readonly List<HttpClient> made = [];
    private readonly ScriptedServer server;

    private ScriptedGraph(ScriptedServer server)
    {
        this.server = server;
        server.Otherwise = AnswerAsync;
        Options = new FacebookOptions { Service = server.Address, PageId = Graph.PageId, PageToken = "secret-token", AllowPrivateAddresses = true };
    }

    public FacebookOptions Options { get; set; }

    public ManualTimeProvider Time { get; } = new(Noon);

    /// <summary>Answers what no test told; 500 unless set.</summary>
    public RequestDelegate? World { get; set; }

    /// <summary>All calls but those that ask who the token is.</summary>
    public IReadOnlyList<GraphCall> Calls => [.. Received.Where(call => call.Edge != "me")];

    public IReadOnlyList<GraphCall> Received => [.. server.Requests.Select(GraphCall.Of)];

    public static async Task<ScriptedGraph> StartAsync() => new(await ScriptedServer.StartAsync());

    /// <summary>Answers the next calls of an edge (me, feed, tagged, comments, ids) in this order.</summary>
    public ScriptedGraph Answer(string edge, params string[] bodies)
    {
        foreach (var body in bodies) Answer(edge, 200, body);
        return this;
    }

    /// <summary>Answers the next call of an edge.</summary>
    public ScriptedGraph Answer(string edge, int status, string body, params (string Name, string Value)[] headers)
    {
        answers.GetOrAdd(edge, _ => new()).Enqueue(async context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            await context.Response.WriteAsync(body);
        });
        return this;
    }

    /// <summary>A connector, as after a restart of the service.</summary>
    public FacebookConnector Connect(int retries = 0, ISourceMeter? meter = null)
    {
        var http = GuardedHttp.CreateClient(Options.Http with { MaximumRetries = retries, RetryDelay = TimeSpan.FromMilliseconds(1) }, Time, meter);
        made.Add(http);
        return new FacebookConnector("page", Options, http, Time);
    }

    public static Task<SourceRead> ReadAsync(FacebookConnector connector, SearchKind kind, string? cursor = null, string query = "privacy", string? target = null) =>
        connector.ReadAsync(Request(kind, query, target), cursor, CancellationToken.None);

    public Task<SourceRead> ReadAsync(SearchKind kind, string? cursor = null, string query = "privacy") => ReadAsync(Connect(), kind, cursor, query);

    /// <summary>Reads until nothing is left, with a connector of its own.</summary>
    public async Task<(IReadOnlyList<Post> Posts, string? Cursor)> DrainAsync(SearchKind kind, string? cursor = null)
    {
        var (connector, posts, more) = (Connect(), new List<Post>(), true);
        while (more)
        {
            var read = await ReadAsync(connector, kind, cursor);
            if (read.Page is not { } page) throw new InvalidOperationException(read.Failure!.Message);
            posts.AddRange(page.Posts);
            (cursor, more) = (page.Cursor, page.HasMore);
        }

        return (posts, cursor);
    }

    public static SourceRequest Request(SearchKind kind, string query = "privacy", string? target = null) =>
        new(kind, Query.Parse(query).Query!, target) { MarkOf = Graph.Mark };

    public async ValueTask DisposeAsync()
    {
        foreach (var one in made) one.Dispose();
        await server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var edge = GraphCall.EdgeOf(context.Request.Path.Value!);
        if (answers.TryGetValue(edge, out var queue) && queue.TryDequeue(out var answer)) await answer(context);
        else if (edge == "me") await context.Response.WriteAsync($$"""{"id":"{{Graph.PageId}}"}""");
        else if (World is not null) await World(context);
        else context.Response.StatusCode = 500;
    }
}

/// <summary>One call that reached the server.</summary>
internal sealed record GraphCall(string Edge, string Path, string Query, string Authorization)
{
    public static GraphCall Of(ReceivedRequest request)
    {
        var parts = request.Path.Split('?', 2);
        return new GraphCall(EdgeOf(parts[0]), parts[0], parts.ElementAtOrDefault(1) ?? "", request.Headers.GetValueOrDefault("Authorization", ""));
    }

    public static string EdgeOf(string path) => path.Split('/')[^1] is { Length: > 0 } edge ? edge : "ids";

    /// <summary>A parameter's value; null when it was not sent.</summary>
    public string? this[string name] => QueryHelpers.ParseQuery(Query).TryGetValue(name, out var value) ? value.ToString() : null;
}
