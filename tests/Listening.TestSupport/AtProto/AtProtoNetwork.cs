using System.Text.Json;
using Listening.TestSupport.Servers;
using Npgsql;

namespace Listening.TestSupport.AtProto;

/// <summary>
/// A real AT Protocol network on loopback: directory, personal data server and AppView, with the PostgreSQL and the
/// Redis that they need. All of it ends with this process, or when it is disposed of.
/// </summary>
/// <remarks>Its rate limits are on. Its search knows no operators and no times.</remarks>
public sealed class AtProtoNetwork : IAsyncDisposable
{
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan _settleLimit = TimeSpan.FromSeconds(90);
    private readonly PostgresServer _postgres;
    private readonly RedisServer _redis;
    private readonly NetworkProcess _process;

    private AtProtoNetwork(PostgresServer postgres, RedisServer redis, NetworkProcess process, JsonElement ready)
    {
        _postgres = postgres;
        _redis = redis;
        _process = process;
        Pds = new Uri(ready.GetProperty("pds").GetString()!);
        JwtSecret = ready.GetProperty("jwtSecret").GetString()!;
    }

    /// <summary>Address of the personal data server, which passes what concerns feeds on to the AppView.</summary>
    public Uri Pds { get; }

    /// <summary>What the server signs sessions with, so that a test can make one that has expired.</summary>
    public string JwtSecret { get; }

    /// <summary>Starts a network (about ten seconds).</summary>
    /// <exception cref="ServerStartException">Something is not installed or did not start.</exception>
    public static async Task<AtProtoNetwork> StartAsync()
    {
        if (AtProtoInstallation.Missing is { } missing) throw new ServerStartException(missing);
        var stack = new Stack<IAsyncDisposable>();
        try
        {
            var postgres = await PostgresServer.StartAsync();
            stack.Push(postgres);
            var redis = await RedisServer.StartAsync();
            stack.Push(redis);
            var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync("atproto"));
            var process = NetworkProcess.Start(postgres.Port, database.Database!, database.Username!, redis.Port);
            stack.Push(process);
            return new AtProtoNetwork(postgres, redis, process, await process.AskAsync(null, _startLimit));
        }
        catch
        {
            while (stack.TryPop(out var started)) await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until feeds and notifications show everything that was written.</summary>
    public Task SettleAsync() => _process.AskAsync("settle", _settleLimit);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _redis.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
