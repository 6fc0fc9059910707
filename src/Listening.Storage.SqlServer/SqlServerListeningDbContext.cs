using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Listening.Storage.SqlServer;

/// <summary>The database in SQL Server 2019 or later.</summary>
public sealed class SqlServerListeningDbContext(DbContextOptions<SqlServerListeningDbContext> options) : ListeningDbContext(options);

/// <summary>Used by the migration tool only.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerListeningDbContext>
{
    public SqlServerListeningDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerListeningDbContext>().UseSqlServer("Server=design-time").Options);
}
