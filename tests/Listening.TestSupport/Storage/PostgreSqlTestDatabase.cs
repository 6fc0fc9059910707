using Listening.Storage.PostgreSql;
using Listening.TestSupport.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.TestSupport.Storage;

/// <summary>A database of the PostgreSQL server that all tests of a process share.</summary>
public sealed class PostgreSqlTestDatabase : TestDatabase
{
    private readonly PostgresServer _server;

    private PostgreSqlTestDatabase(PostgresServer server, string connectionString) => (_server, ConnectionString) = (server, connectionString);

    /// <summary>Makes a new database; the server starts with the first.</summary>
    public static async Task<PostgreSqlTestDatabase> CreateAsync()
    {
        var server = await PostgresServer.SharedAsync();
        return new PostgreSqlTestDatabase(server, await server.CreateDatabaseAsync("listening"));
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
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
