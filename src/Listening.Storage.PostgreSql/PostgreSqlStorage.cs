using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Storage.PostgreSql;

/// <summary>Registers PostgreSQL as the database.</summary>
public static class PostgreSqlStorage
{
    /// <summary>Adds the context factory and the dialect.</summary>
    public static IServiceCollection AddPostgreSqlStorage(this IServiceCollection services, string connectionString) =>
        services
            .AddSingleton<IStorageDialect, PostgreSqlDialect>()
            .AddStorage<PostgreSqlListeningDbContext>(options => options.UseNpgsql(Private(connectionString)));

    // Errors must not quote values: a failed statement would otherwise carry a row's content into the log.
    private static string Private(string connectionString) =>
        new Npgsql.NpgsqlConnectionStringBuilder(connectionString) { IncludeErrorDetail = false }.ConnectionString;
}
