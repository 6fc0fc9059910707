using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Listening.TestSupport.Servers;

namespace Listening.TestSupport.AtProto;

/// <summary>A private Redis on loopback that keeps nothing on disk and ends with the test process.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private RedisServer(int port, ServerProcess process)
    {
        Port = port;
        _process = process;
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts a server and waits until it answers.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var program = Programs.Find("redis-server") ?? throw new ServerStartException("Redis is not installed.");
        var folder = ServerFolder.Create("redis");
        var port = LoopbackPorts.Take();
        var log = Path.Combine(folder, "server.log");
        var process = await ServerProcess.StartAsync(new ServerCommand
        {
            Program = program,
            Arguments = ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
            Folder = folder,
            Log = log,
        });
        await Readiness.WaitAsync(process, "Redis", log, cancellation => PingAsync(port, cancellation));
        return new RedisServer(port, process);
    }

    /// <summary>Stops it and removes its folder.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task PingAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, cancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
        var answer = new byte[7];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        if (Encoding.ASCII.GetString(answer) != "+PONG\r\n") throw new InvalidDataException("This is not Redis.");
    }
}
