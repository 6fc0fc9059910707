using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>A real Kestrel on loopback that opens WebSockets and does on each what a test says; and answers XRPC methods.</summary>
/// <remarks>Scripts are taken in order; when there is none left, <see cref="Otherwise"/> is done (silence unless set). A stream whose script ends is closed.</remarks>
internal sealed class StreamServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> scripts = new();
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> methods = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> opened = new(), called = new();

    private StreamServer(WebApplication app) => this.app = app;

    public Uri Http { get; private set; } = null!;

    public Uri Stream => new UriBuilder(Http) { Scheme = "ws" }.Uri;

    /// <summary>Path and query of every stream that was asked for.</summary>
    public IReadOnlyList<string> Opened => [.. opened];

    /// <summary>Path and query of every method called.</summary>
    public IReadOnlyList<string> Called => [.. called];

    public Func<WebSocket, HttpContext, Task> Otherwise { get; set; } = static (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    public static async Task<StreamServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var built = builder.Build();
        var server = new StreamServer(built);
        built.UseWebSockets();
        built.Run(server.AnswerAsync);
        await built.StartAsync();
        server.Http = new Uri(built.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
        return server;
    }

    /// <summary>Opens the next stream and does this on it.</summary>
    public StreamServer Then(Func<WebSocket, HttpContext, Task> script)
    {
        scripts.Enqueue(context => OpenAsync(context, script));
        return this;
    }

    /// <summary>Sends these texts on the next stream, and then nothing.</summary>
    public StreamServer Then(params string[] frames) => Then(async (socket, context) =>
    {
        foreach (var frame in frames) await SendAsync(socket, frame);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    });

    /// <summary>Sends these texts on the next stream and closes it.</summary>
    public StreamServer ThenClose(params string[] frames) => Then(async (socket, _) =>
    {
        foreach (var frame in frames) await SendAsync(socket, frame);
    });

    /// <summary>Sends these bytes, frame by frame, on the next stream, and then nothing.</summary>
    public StreamServer ThenBytes(params byte[][] frames) => Then(async (socket, context) =>
    {
        foreach (var frame in frames) await SendAsync(socket, frame);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    });

    /// <summary>Refuses the next stream.</summary>
    public StreamServer ThenRefuse(int status, string? retryAfter = null)
    {
        scripts.Enqueue(context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        return this;
    }

    /// <summary>Answers a method from now on.</summary>
    public StreamServer Answer(string method, Func<HttpContext, (int Status, string Body)> answer)
    {
        methods[method] = async context =>
        {
            (context.Response.StatusCode, var body) = answer(context);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        };
        return this;
    }

    public static Task SendAsync(WebSocket socket, string frame) => socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public static Task SendAsync(WebSocket socket, byte[] frame) => socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = context.Request.Path + context.Request.QueryString;
        if (!context.WebSockets.IsWebSocketRequest)
        {
            called.Enqueue(asked);
            context.Response.StatusCode = 503;
            if (methods.TryGetValue(context.Request.Path.Value!.Split('.')[^1], out var answer)) await answer(context);
            return;
        }

        opened.Enqueue(asked);
        try
        {
            if (scripts.TryDequeue(out var script)) await script(context);
            else await OpenAsync(context, Otherwise);
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or IOException)
        {
            // The reader hung up, which is what several tests want.
        }
    }

    private static async Task OpenAsync(HttpContext context, Func<WebSocket, HttpContext, Task> script)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await script(socket, context);
        if (socket.State == WebSocketState.Open) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
