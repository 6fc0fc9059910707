using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.YouTube;
using Listening.TestSupport;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Listening.Sources.Tests.YouTube;

/// <summary>A server that answers list methods as a test tells it, and a connector that reads it.</summary>
internal sealed class ScriptedYouTube : IAsyncDisposable
{
    public const string Own = "UCaaaaaaaaaaaaaaaaaaaaaa";
    public static readonly DateTime Noon = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> answers = new(StringComparer.Ordinal);
    private readonly List<IDisposable> made = [];
    private readonly ScriptedServer server;

    private ScriptedYouTube(ScriptedServer server)
    {
        this.server = server;
        server.Otherwise = AnswerAsync;
        Options = new YouTubeOptions { Service = server.Address, ApiKey = "open-sesame", Channel = Own, AllowPrivateAddresses = true };
    }

    public YouTubeOptions Options { get; set; }

    public ManualTimeProvider Time { get; } = new(Noon);

    public ISourceMeter? Meter { get; set; }

    /// <summary>Answers what no test has prepared; a failure unless set.</summary>
    public RequestDelegate Otherwise { get; set; } = static context =>
    {
        context.Response.StatusCode = 500;
        return Task.CompletedTask;
    };

    public IReadOnlyList<YouTubeCall> Calls => [.. server.Requests.Select(YouTubeCall.Of)];

    public static async Task<ScriptedYouTube> StartAsync() => new(await ScriptedServer.StartAsync());

    /// <summary>Answers the next calls for a resource in this order.</summary>
    public ScriptedYouTube Answer(string resource, params string[] bodies)
    {
        foreach (var body in bodies) Answer(resource, 200, body);
        return this;
    }

    /// <summary>Answers the next call for a resource.</summary>
    public ScriptedYouTube Answer(string resource, int status, string body, params (string Name, string Value)[] headers)
    {
        answers.GetOrAdd(resource, _ => new()).Enqueue(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            await context.Response.WriteAsync(body);
        });
        return this;
    }

    /// <summary>A connector, as after a restart of the service.</summary>
    public YouTubeConnector Connect()
    {
        // Retries have their own tests; here every answer is given once.
        var http = GuardedHttp.CreateClient(Options.Http with { MaximumRetries = 0 }, Time, Meter);
        made.Add(http);
        return new YouTubeConnector("tube", Options, http, Time);
    }

    public static SourceRequest Request(SearchKind kind, string query = "privacy", string? target = null) =>
        new(kind, Query.Parse(query).Query!, target) { MarkOf = Mark };

    public static Task<SourceRead> ReadAsync(YouTubeConnector connector, SearchKind kind, string? cursor = null, string query = "privacy", string? target = null) =>
        connector.ReadAsync(Request(kind, query, target), cursor, CancellationToken.None);

    /// <summary>Reads on from a cursor to the end of the run.</summary>
    public static async Task<ReadRun> RunAsync(YouTubeConnector connector, SearchKind kind, string? cursor = null, string query = "privacy", string? target = null)
    {
        var run = new ReadRun();
        do
        {
            Assert.True(run.Pages.Count < 500, "The run does not end.");
            var read = await ReadAsync(connector, kind, run.Pages.Count > 0 ? run.Cursor : cursor, query, target);
            Assert.Null(read.Failure);
            run.Pages.Add(read.Page!);
        }
        while (run.Pages[^1].HasMore);
        return run;
    }

    /// <summary>A keyed mark as the service makes it.</summary>
    public static string Mark(string id) => Convert.ToBase64String(HMACSHA256.HashData("key of the tests"u8, Encoding.UTF8.GetBytes(id)), 0, 9);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in made) one.Dispose();
        await server.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context) =>
        answers.TryGetValue(context.Request.Path.Value!.Split('/')[^1], out var queue) && queue.TryDequeue(out var answer) ? answer(context) : Otherwise(context);
}

/// <summary>Everything that one run read.</summary>
internal sealed class ReadRun
{
    public List<SourcePage> Pages { get; } = [];

    public string Cursor => Pages[^1].Cursor!;

    public IReadOnlyList<Post> Posts => [.. Pages.SelectMany(page => page.Posts)];

    public IReadOnlyList<string> Ids => [.. Posts.Select(post => post.Id)];

    public bool PossibleGap => Pages.Exists(page => page.PossibleGap);
}
