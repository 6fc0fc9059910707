using System.Globalization;
using Npgsql;

namespace Listening.TestSupport.Servers;

/// <summary>
/// A private PostgreSQL server on loopback: own folder, own port, no password, nothing forced to disk.
/// It stops, and its folder goes, with the test process.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int Attempts = 3;
    private static readonly Lazy<Task<PostgresServer>> _shared = new(() => StartAsync());
    private readonly PostgresFolder _folder;
    private ServerProcess _process;
    private int _databases;

    private PostgresServer(PostgresFolder folder, int port, ServerProcess process)
    {
        _folder = folder;
        Port = port;
        _process = process;
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The server's process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The folder of its data, log and write-ahead log, for byte scans.</summary>
    public string DataFolder => _folder.Data;

    /// <summary>
    /// The server that all tests of this process share, started by the first that asks. Do not kill it: a test of
    /// faults starts its own.
    /// </summary>
    /// <exception cref="ServerStartException">PostgreSQL is not installed or did not start.</exception>
    public static Task<PostgresServer> SharedAsync() => _shared.Value;

    /// <summary>Starts a server of its own for one test (about two seconds).</summary>
    /// <exception cref="ServerStartException">PostgreSQL is not installed or did not start.</exception>
    public static async Task<PostgresServer> StartAsync()
    {
        var folder = await PostgresFolder.CreateAsync();
        for (var attempt = 1; ; attempt++)
        {
            var port = LoopbackPorts.Take();
            try
            {
                return new PostgresServer(folder, port, await LaunchAsync(folder, port));
            }
            catch (ServerStartException) when (attempt < Attempts)
            {
                // Another process may have taken the port in between: the next one is tried.
            }
        }
    }

    /// <summary>Makes an empty database of its own for the caller.</summary>
    /// <param name="name">A word that says whose it is; lower-case letters and digits.</param>
    /// <returns>A connection string for it.</returns>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        var number = Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        var database = $"{name}_{number}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        await connection.OpenAsync();
        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(database);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {quoted}", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(database, pooling: true);
    }

    /// <summary>Stops in an orderly way and keeps the data.</summary>
    public Task StopAsync() => _process.StopAsync();

    /// <summary>Ends it at once, as a power cut would, and keeps the data.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts again on the same data and port after <see cref="StopAsync"/> or <see cref="KillAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        var before = _process;
        _process = await LaunchAsync(_folder, Port);
        if (!before.HasEnded)
            await before.StopAsync();
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<ServerProcess> LaunchAsync(PostgresFolder folder, int port)
    {
        var process = await ServerProcess.StartAsync(folder.Command(port));
        await Readiness.WaitAsync(process, "PostgreSQL", folder.Log, async cancellation =>
        {
            await using var connection = new NpgsqlConnection(ConnectionString(port, "postgres", pooling: false));
            await connection.OpenAsync(cancellation);
        });
        return process;
    }

    private string ConnectionString(string database, bool pooling) => ConnectionString(Port, database, pooling);

    private static string ConnectionString(int port, string database, bool pooling) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Database = database,
            Username = PostgresFolder.User,
            Pooling = pooling,
            // Every test has a database and so a pool of its own: few connections each, and soon given back.
            MaxPoolSize = 20,
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
        }.ConnectionString;
}
