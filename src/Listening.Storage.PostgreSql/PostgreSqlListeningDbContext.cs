using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Listening.Storage.PostgreSql;

/// <summary>The database in PostgreSQL 15 or later.</summary>
public sealed class PostgreSqlListeningDbContext(DbContextOptions<PostgreSqlListeningDbContext> options) : ListeningDbContext(options);

/// <summary>Used by the migration tool only.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlListeningDbContext>
{
    public PostgreSqlListeningDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlListeningDbContext>().UseNpgsql("Host=design-time").Options);
}
