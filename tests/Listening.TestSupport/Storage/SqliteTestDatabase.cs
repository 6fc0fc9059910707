using Listening.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.TestSupport.Storage;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-sqlite-");

    /// <inheritdoc/>
    public override string Provider => "Sqlite";

    /// <inheritdoc/>
    public override string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "listening.db")}";

    /// <inheritdoc/>
    public override string DataFolder => _folder.FullName;

    /// <inheritdoc/>
    public override void Register(IServiceCollection services) => services.AddSqliteStorage(ConnectionString);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        // Pooled connections keep the file open; on Linux it can be deleted all the same.
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
