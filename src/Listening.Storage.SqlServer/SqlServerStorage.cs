using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Storage.SqlServer;

/// <summary>Registers SQL Server as the database.</summary>
public static class SqlServerStorage
{
    /// <summary>Adds the context factory and the dialect.</summary>
    public static IServiceCollection AddSqlServerStorage(this IServiceCollection services, string connectionString) =>
        services
            .AddSingleton<IStorageDialect, SqlServerDialect>()
            .AddStorage<SqlServerListeningDbContext>(options => options.UseSqlServer(connectionString));
}
