using System.Threading.Channels;
using Listening.Core.Sources;
using Listening.Sources.Mastodon;
using Microsoft.AspNetCore.Http;

namespace Listening.Sources.Tests.Mastodon;

/// <summary>The streaming side of a server: sends what a test gives it to whoever follows, until it hangs up.</summary>
internal sealed class ScriptedStream
{
    private readonly Lock gate = new();
    private readonly List<Channel<string>> followers = [];

    /// <summary>Sends an event to all who follow.</summary>
    public void Send(string name, string data) => SendRaw($"event: {name}\ndata: {data.ReplaceLineEndings("")}\n\n");

    /// <summary>Sends bytes as they are.</summary>
    public void SendRaw(string text)
    {
        lock (gate)
        {
            foreach (var follower in followers) follower.Writer.TryWrite(text);
        }
    }

    /// <summary>Ends all connections, after what was sent before.</summary>
    public void HangUp()
    {
        lock (gate)
        {
            foreach (var follower in followers) follower.Writer.TryComplete();
            followers.Clear();
        }
    }

    /// <summary>Takes a follower.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var mine = Channel.CreateUnbounded<string>();
        lock (gate) followers.Add(mine);
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(":)\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await foreach (var text in mine.Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync(text, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}

/// <summary>A connector of a scripted server's stream, and what it has read.</summary>
internal sealed class StreamFollower(ScriptedMastodon mastodon, MastodonStreamOptions options) : IAsyncDisposable
{
    private readonly HttpClient stream = MastodonStreamConnector.CreateStreamClient(options);
    private MastodonStreamConnector? connector;

    public MastodonStreamConnector Connector => connector ??= new MastodonStreamConnector("toot", options, mastodon.Client(), stream, mastodon.Time);

    public string? Cursor { get; set; }

    public static MastodonStreamOptions Options(ScriptedMastodon mastodon, params string[] hashtags) => new()
    {
        Service = mastodon.Address,
        HandleDomain = "social.example",
        AccessToken = "open-sesame",
        AllowPrivateAddresses = true,
        Hashtags = hashtags,
        Wait = TimeSpan.FromMilliseconds(20),
    };

    public async Task<SourceRead> ReadAsync()
    {
        var read = await ScriptedMastodon.ReadAsync(Connector, SearchKind.Keywords, Cursor);
        Cursor = read.Page?.Cursor ?? Cursor;
        return read;
    }

    /// <summary>Reads until a page says what is waited for; a test that waits in vain fails by the runner's own limit.</summary>
    public async Task<SourcePage> ReadUntilAsync(Func<SourcePage, bool> enough)
    {
        while (true)
        {
            var read = await ReadAsync();
            if (read.Page is { } page && enough(page)) return page;
        }
    }

    public async ValueTask RestartAsync()
    {
        if (connector is not null) await connector.DisposeAsync();
        connector = null;
    }

    public async ValueTask DisposeAsync()
    {
        await RestartAsync();
        stream.Dispose();
    }
}
