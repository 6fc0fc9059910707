using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Listening.Web.Meetings;

/// <summary>Drives a browser over its debugging socket: one command, one answer.</summary>
internal sealed class DevTools : IDisposable
{
    // A pack of thousands of posts is a few megabytes; what answers more is broken.
    private const int LongestAnswer = 256 * 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _part = new byte[64 * 1024];
    private int _last;

    private DevTools()
    {
    }

    /// <summary>The page to which commands go; null for the browser itself.</summary>
    public string? Session { get; set; }

    /// <summary>Connects to a browser.</summary>
    /// <exception cref="WebSocketException">It does not answer.</exception>
    public static async Task<DevTools> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var tools = new DevTools();
        try
        {
            await tools._socket.ConnectAsync(address, cancellationToken);
            return tools;
        }
        catch
        {
            tools.Dispose();
            throw;
        }
    }

    /// <summary>Gives a command and waits for its answer; events in between are passed over.</summary>
    /// <returns>The result's members.</returns>
    /// <exception cref="InvalidOperationException">The browser refuses the command.</exception>
    /// <exception cref="IOException">The browser ended.</exception>
    public async Task<JsonElement> SendAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = ++_last;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (Session is not null) command["sessionId"] = Session;
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        while (true)
        {
            using var answer = JsonDocument.Parse(await ReceiveAsync(cancellationToken));
            if (!answer.RootElement.TryGetProperty("id", out var answered) || answered.GetInt32() != id) continue;
            return answer.RootElement.TryGetProperty("result", out var result)
                ? result.Clone()
                : throw new InvalidOperationException($"The browser refuses {method}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(_part.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close || whole.Length > LongestAnswer) throw new IOException("The browser broke off.");
            whole.Write(_part.AsSpan(0, part.Count));
            if (part.EndOfMessage) return whole.ToArray();
        }
    }
}
