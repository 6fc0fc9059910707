using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Listening.TestSupport;

/// <summary>A real Kestrel on a loopback port of its own that answers as a test tells it, and counts what reaches it.</summary>
/// <remarks>Answers are taken from the queue in order; when it is empty, <see cref="Otherwise"/> answers (404 unless set).</remarks>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<RequestDelegate> answers = new();
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();
    private int connections;

    private ScriptedServer(WebApplication app) => this.app = app;

    /// <summary>Where it listens, ending in a slash: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Every request so far, in the order of arrival.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    /// <summary>Connections accepted so far, whether or not a request came over them.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Answers whatever the queue does not.</summary>
    public RequestDelegate Otherwise { get; set; } = static context =>
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    };

    /// <summary>Starts a server.</summary>
    public static async Task<ScriptedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        ScriptedServer? server = null;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Answers that never end and headers that are too large are what this server is for.
            kestrel.Limits.MinResponseDataRate = null;
            // One character of a header is one byte, so that a test can send any.
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
            kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => connection => server!.CountAsync(next, connection)));
        });
        var built = builder.Build();
        server = new ScriptedServer(built);
        built.Run(server.AnswerAsync);
        await built.StartAsync();
        server.Address = new Uri(built.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
        return server;
    }

    /// <summary>Adds an answer for the next request that has none.</summary>
    public ScriptedServer Then(RequestDelegate answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    /// <summary>Adds an answer of a status, headers and a body.</summary>
    public ScriptedServer Then(int status, byte[]? body = null, params (string Name, string Value)[] headers) =>
        Then(async context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            if (body is not null) await context.Response.Body.WriteAsync(body, context.RequestAborted);
        });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Answers that drip or never end must not hold the stop.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private Task CountAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        Interlocked.Increment(ref connections);
        return next(connection);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        requests.Enqueue(new ReceivedRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        try
        {
            await (answers.TryDequeue(out var answer) ? answer : Otherwise)(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client hung up, which is what several tests want.
        }
    }
}

/// <summary>A request as the server saw it.</summary>
public sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
