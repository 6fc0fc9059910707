using Listening.Storage.SqlServer;
using Listening.TestSupport.Servers;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.TestSupport.Storage;

/// <summary>A new database on the SQL Server that LISTENING_TEST_SQLSERVER names.</summary>
public sealed class SqlServerTestDatabase : TestDatabase
{
    /// <inheritdoc/>
    public override string Provider => "SqlServer";

    /// <inheritdoc/>
    public override string ConnectionString { get; } = new SqlConnectionStringBuilder(Peers.SqlServerConnectionString)
    {
        InitialCatalog = $"listening_{Guid.NewGuid():N}",
    }.ConnectionString;

    /// <inheritdoc/>
    public override string DataFolder => throw new NotSupportedException("The server keeps its files where a test cannot see them.");

    /// <inheritdoc/>
    public override void Register(IServiceCollection services) => services.AddSqlServerStorage(ConnectionString);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        var name = new SqlConnectionStringBuilder(ConnectionString).InitialCatalog;
        SqlConnection.ClearAllPools();
        await using var connection = new SqlConnection(Peers.SqlServerConnectionString);
        await connection.OpenAsync();
        await using var drop = new SqlCommand($"IF DB_ID('{name}') IS NOT NULL DROP DATABASE [{name}]", connection);
        await drop.ExecuteNonQueryAsync();
    }
}
