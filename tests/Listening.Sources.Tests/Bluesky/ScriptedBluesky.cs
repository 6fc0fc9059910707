using System.Collections.Concurrent;
using System.Globalization;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Bluesky;
using Listening.Sources.Http;
using Listening.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>A server that answers XRPC methods as a test tells it, and a connector that reads it.</summary>
internal sealed class ScriptedBluesky : IAsyncDisposable
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> answers = new(StringComparer.Ordinal);
    private readonly List<IDisposable> made = [];
    private readonly ScriptedServer server;
    private int signedIn;

    private ScriptedBluesky(ScriptedServer server)
    {
        this.server = server;
        server.Otherwise = AnswerAsync;
        Options = new BlueskyOptions
        {
            Service = server.Address,
            Directory = server.Address,
            Identifier = "reader.example",
            AppPassword = "open-sesame",
            AllowPrivateAddresses = true,
        };
    }

    public BlueskyOptions Options { get; set; }

    /// <summary>Where it listens.</summary>
    public Uri Address => server.Address;

    /// <summary>Answers what no test has an answer for; failing unless set.</summary>
    public RequestDelegate Otherwise { get; set; } = static context =>
    {
        context.Response.StatusCode = 500;
        return Task.CompletedTask;
    };

    public MemorySecrets Sessions { get; } = new();

    public ManualTimeProvider Time { get; } = new(Noon);

    /// <summary>All calls but those of sign-in, as method and parameters.</summary>
    public IReadOnlyList<Call> Calls => [.. Received.Where(call => !call.Method.EndsWith("Session", StringComparison.Ordinal))];

    /// <summary>All calls.</summary>
    public IReadOnlyList<Call> Received => [.. server.Requests.Select(Call.Of)];

    public static async Task<ScriptedBluesky> StartAsync() => new(await ScriptedServer.StartAsync());

    /// <summary>Answers the next calls of a method in this order; after the last, the server fails.</summary>
    public ScriptedBluesky Answer(string method, params string[] bodies)
    {
        foreach (var body in bodies) Answer(method, 200, body);
        return this;
    }

    /// <summary>Answers the next call of a method.</summary>
    public ScriptedBluesky Answer(string method, int status, string body, params (string Name, string Value)[] headers) =>
        Answer(method, async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            await context.Response.WriteAsync(body);
        });

    /// <summary>Answers the next call of a method.</summary>
    public ScriptedBluesky Answer(string method, RequestDelegate answer)
    {
        answers.GetOrAdd(method, _ => new()).Enqueue(answer);
        return this;
    }

    /// <summary>A connector, as after a restart of the service.</summary>
    public BlueskyConnector Connect()
    {
        // Retries have their own tests; here every answer is given once.
        var http = GuardedHttp.CreateClient(Options.Http with { MaximumRetries = 0 }, Time);
        var connector = new BlueskyConnector("sky", Options, Sessions, http, Time);
        made.Add(connector);
        made.Add(http);
        return connector;
    }

    public Task<SourceRead> ReadAsync(SearchKind kind, string? cursor = null, string query = "privacy") => ReadAsync(Connect(), kind, cursor, query);

    public static Task<SourceRead> ReadAsync(BlueskyConnector connector, SearchKind kind, string? cursor = null, string query = "privacy") =>
        connector.ReadAsync(new SourceRequest(kind, Query.Parse(query).Query!, kind.NeedsTarget() ? "someone.example" : null), cursor, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in made) one.Dispose();
        await server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var method = context.Request.Path.Value!.Split('.')[^1];
        if (answers.TryGetValue(method, out var queue) && queue.TryDequeue(out var answer)) await answer(context);
        else if (method is "createSession" or "refreshSession") await context.Response.WriteAsync(Session(Interlocked.Increment(ref signedIn)));
        else await Otherwise(context);
    }

    private static string Session(int number) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"did":"did:plc:reader","handle":"reader.example","accessJwt":"access-{{number}}","refreshJwt":"refresh-{{number}}"}""");
}

/// <summary>One call that reached the server.</summary>
internal sealed record Call(string Method, string Query, string Authorization, int BodyLength)
{
    public static Call Of(ReceivedRequest request)
    {
        var parts = request.Path.Split('?', 2);
        return new Call(parts[0].Split('.')[^1], parts.ElementAtOrDefault(1) ?? "", request.Headers.GetValueOrDefault("Authorization", ""), request.Body.Length);
    }

    /// <summary>A parameter's value; null when it was not sent.</summary>
    public string? this[string name] => QueryHelpers.ParseQuery(Query).TryGetValue(name, out var value) ? value.ToString() : null;
}
