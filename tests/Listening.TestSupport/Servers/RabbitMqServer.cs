using RabbitMQ.Client;

namespace Listening.TestSupport.Servers;

/// <summary>
/// A private RabbitMQ broker on loopback with its own name server, cookie and folders. It stops, and its folder
/// goes, with the test process.
/// </summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    /// <summary>The account and its password; the broker listens on loopback only.</summary>
    public const string User = "guest";

    private const int Attempts = 3;
    private static readonly Lazy<Task<RabbitMqServer>> _shared = new(() => StartAsync());
    private readonly RabbitMqFolder _folder;
    private readonly ServerProcess _nameServer;
    private ServerProcess _broker;
    private int _hosts;

    private RabbitMqServer(RabbitMqFolder folder, ServerProcess nameServer, ServerProcess broker)
    {
        _folder = folder;
        _nameServer = nameServer;
        _broker = broker;
    }

    /// <summary>The AMQP port on 127.0.0.1.</summary>
    public int Port => _folder.Port;

    /// <summary>The broker's process id.</summary>
    public int ProcessId => _broker.Id;

    /// <summary>Where the broker keeps its messages, for byte scans.</summary>
    public string MessagesFolder => _folder.Messages;

    /// <summary>
    /// The broker that all tests of this process share, started by the first that asks. Take a virtual host each, and
    /// do not kill it: a test of faults starts its own.
    /// </summary>
    /// <exception cref="ServerStartException">RabbitMQ is not installed or did not start.</exception>
    public static Task<RabbitMqServer> SharedAsync() => _shared.Value;

    /// <summary>Starts a broker of its own for one test (about four seconds).</summary>
    /// <exception cref="ServerStartException">RabbitMQ is not installed or did not start.</exception>
    public static async Task<RabbitMqServer> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var folder = RabbitMqFolder.Create();
            var nameServer = await ServerProcess.StartAsync(folder.NameServer());
            try
            {
                return new RabbitMqServer(folder, nameServer, await LaunchAsync(folder));
            }
            catch (ServerStartException) when (attempt < Attempts)
            {
                // Another process may have taken one of the ports in between: others are tried.
                await nameServer.DisposeAsync();
            }
        }
    }

    /// <summary>Where a client connects to.</summary>
    /// <param name="virtualHost">One from <see cref="CreateVirtualHostAsync"/>, or the default one.</param>
    public Uri Address(string virtualHost = "/") =>
        new($"amqp://{User}:{User}@127.0.0.1:{Port}/{Uri.EscapeDataString(virtualHost)}");

    /// <summary>Makes an empty virtual host, so that queues of the same name in two tests do not meet.</summary>
    /// <param name="name">A word that says whose it is; lower-case letters, digits and hyphens.</param>
    /// <returns>The virtual host's name.</returns>
    public async Task<string> CreateVirtualHostAsync(string name)
    {
        var host = $"{name}-{Interlocked.Increment(ref _hosts)}";
        await EvaluateAsync(
            $"rabbit_vhost:add(<<\"{host}\">>, <<\"tests\">>), rabbit_auth_backend_internal:set_permissions("
            + $"<<\"{User}\">>, <<\"{host}\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"tests\">>).", "ok");
        return host;
    }

    /// <summary>
    /// Has the queues declared so far written to disk. The broker answers a declaration a moment before it is: killed
    /// in between, it has forgotten the queue, and with it messages that it had confirmed (seen about one time in six).
    /// </summary>
    public Task WriteDeclarationsAsync() => EvaluateAsync("mnesia:dump_log().", "dumped");

    /// <summary>Stops the broker in an orderly way and keeps its messages.</summary>
    public Task StopAsync() => _broker.StopAsync();

    /// <summary>Ends the broker at once, as a power cut would, and keeps its messages.</summary>
    public Task KillAsync() => _broker.KillAsync();

    /// <summary>Starts again on the same port and messages after <see cref="StopAsync"/> or <see cref="KillAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        var before = _broker;
        _broker = await LaunchAsync(_folder);
        if (!before.HasEnded)
            await before.StopAsync();
    }

    /// <summary>Stops the broker and its name server, and removes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        await _nameServer.DisposeAsync();
    }

    private static async Task<ServerProcess> LaunchAsync(RabbitMqFolder folder)
    {
        var broker = await ServerProcess.StartAsync(folder.Broker());
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = folder.Port, UserName = User, Password = User };
        await Readiness.WaitAsync(broker, "RabbitMQ", folder.Log, async cancellation =>
        {
            await using var connection = await factory.CreateConnectionAsync(cancellation);
            await connection.CloseAsync(cancellation);
        });
        return broker;
    }

    // The administration tool takes two seconds a call; a call on the Erlang port takes a tenth of one.
    private async Task EvaluateAsync(string expression, string expected)
    {
        var program = RabbitMqFolder.FindErlang("erl_call") ?? throw new ServerStartException("Erlang (erl_call) is not installed.");
        var answer = await ShortCommand.RunAsync(
            program, ["-c", _folder.Cookie, "-n", _folder.NodeName, "-e"], _folder.Environment, expression + "\n");
        if (answer != $"{{ok, {expected}}}")
            throw new InvalidOperationException($"The broker answered {answer}");
    }
}
