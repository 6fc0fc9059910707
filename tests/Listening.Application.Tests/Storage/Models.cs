using Listening.Application.Storage;
using Listening.Storage.PostgreSql;
using Listening.Storage.Sqlite;
using Listening.Storage.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Storage;

/// <summary>Compares the model with each provider's migrations; no server is asked.</summary>
public class Models
{
    [Fact]
    public void SQLite_has_a_migration_for_every_change() =>
        HasNoPendingChange(services => services.AddSqliteStorage($"Data Source={Path.Combine(Path.GetTempPath(), "never-made.db")}"));

    [Fact]
    public void PostgreSQL_has_a_migration_for_every_change() => HasNoPendingChange(services => services.AddPostgreSqlStorage("Host=nowhere.invalid"));

    [Fact]
    public void SQL_Server_has_a_migration_for_every_change() => HasNoPendingChange(services => services.AddSqlServerStorage("Server=nowhere.invalid"));

    private static void HasNoPendingChange(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        using var provider = services.BuildServiceProvider();
        using var db = provider.GetRequiredService<IDbContextFactory<ListeningDbContext>>().CreateDbContext();

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), "The model was changed without a migration for this provider.");
    }
}
