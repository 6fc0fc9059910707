using System.Diagnostics;
using Listening.TestSupport.Servers;
using Npgsql;
using Xunit;

namespace Listening.Application.Tests.Servers;

public class PostgresServerTests
{
    [AvailableFact(Peer.PostgreSql)]
    public async Task Gives_each_caller_an_empty_database_of_its_own()
    {
        var server = await PostgresServer.SharedAsync();
        var first = await server.CreateDatabaseAsync("own");
        var second = await server.CreateDatabaseAsync("own");

        await RunAsync(first, "CREATE TABLE post (id integer)");

        Assert.Equal(1L, await RunAsync(first, "SELECT count(*) FROM pg_class WHERE relname = 'post'"));
        Assert.Equal(0L, await RunAsync(second, "SELECT count(*) FROM pg_class WHERE relname = 'post'"));
    }

    [AvailableFact(Peer.PostgreSql)]
    public async Task Listens_on_loopback_only_and_is_started_once()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync("loopback");

        Assert.Equal("127.0.0.1", await RunAsync(database, "SHOW listen_addresses"));
        Assert.Same(server, await PostgresServer.SharedAsync());
    }

    [AvailableFact(Peer.PostgreSql)]
    public async Task Comes_back_with_its_data_after_a_kill()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync("kill");
        await RunAsync(database, "CREATE TABLE post (id integer)");
        await RunAsync(database, "INSERT INTO post VALUES (7)");
        var before = server.ProcessId;

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(database, "SELECT 1"));
        await server.StartAgainAsync();

        Assert.NotEqual(before, server.ProcessId);
        Assert.Equal(7, await RunAsync(database, "SELECT id FROM post"));
    }

    [AvailableFact(Peer.PostgreSql)]
    public async Task Leaves_no_process_and_no_folder_behind()
    {
        var server = await PostgresServer.StartAsync();
        Assert.True(Directory.Exists(server.DataFolder));

        await server.DisposeAsync();

        Assert.False(Directory.Exists(server.DataFolder));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(server.ProcessId));
    }

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
