using Listening.Application.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Storage.Sqlite;

/// <summary>Registers SQLite as the database.</summary>
public static class SqliteStorage
{
    /// <summary>Adds the context factory and the dialect.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="connectionString">A Microsoft.Data.Sqlite connection string; its folder is made when it is not there.</param>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        return services
            .AddSingleton<IStorageDialect, SqliteDialect>()
            .AddStorage<SqliteListeningDbContext>(options => options
                .UseSqlite(connectionString)
                .AddInterceptors(SqliteConnectionSettings.Instance, SqliteWriters.Instance));
    }
}
