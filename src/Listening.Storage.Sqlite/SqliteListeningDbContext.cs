using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Listening.Storage.Sqlite;

/// <summary>The database as one SQLite file.</summary>
public sealed class SqliteListeningDbContext : ListeningDbContext
{
    public SqliteListeningDbContext(DbContextOptions<SqliteListeningDbContext> options)
        : base(options) =>
        // So that SqliteWriters hears of everybody who waits to write, also with a single row.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
}

/// <summary>Used by the migration tool only.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteListeningDbContext>
{
    public SqliteListeningDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteListeningDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
