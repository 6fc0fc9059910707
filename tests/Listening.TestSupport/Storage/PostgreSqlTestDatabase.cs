using Listening.Storage.PostgreSql;
using Listening.TestSupport.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.TestSupport.Storage;

/// <summary>A database of the PostgreSQL server that all tests of a process share, or of one of its own.</summary>
public sealed class PostgreSqlTestDatabase : TestDatabase
{
    private readonly PostgresServer _server;
    private readonly bool _alone;

    private PostgreSqlTestDatabase(PostgresServer server, string connectionString, bool alone) =>
        (_server, ConnectionString, _alone) = (server, connectionString, alone);

    /// <summary>Makes a new database; the server starts with the first.</summary>
    public static async Task<PostgreSqlTestDatabase> CreateAsync()
    {
        var server = await PostgresServer.SharedAsync();
        return new PostgreSqlTestDatabase(server, await server.CreateDatabaseAsync("listening"), alone: false);
    }

    /// <summary>Makes a new database on a server of its own, so that the data folder holds nothing of other tests.</summary>
    public static async Task<PostgreSqlTestDatabase> CreateAloneAsync()
    {
        var server = await PostgresServer.StartAsync();
        return new PostgreSqlTestDatabase(server, await server.CreateDatabaseAsync("listening"), alone: true);
    }

    /// <inheritdoc/>
    public override string Provider => "PostgreSql";

    /// <inheritdoc/>
    public override string ConnectionString { get; }

    /// <inheritdoc/>
    public override string DataFolder => _server.DataFolder;

    /// <inheritdoc/>
    public override void Register(IServiceCollection services) => services.AddPostgreSqlStorage(ConnectionString);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _alone ? _server.DisposeAsync() : ValueTask.CompletedTask;
}
