using System.Globalization;
using Listening.Application.Storage;
using Listening.TestSupport.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Host.Tests.Crash;

/// <summary>A process that was killed while it held the lock of the migrations is restarted at once by whatever watches it.</summary>
public sealed class MigrationLockTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();
    private ServiceProvider _services = null!;

    public Task InitializeAsync()
    {
        var services = new ServiceCollection().AddSingleton<DatabaseStart>();
        _database.Register(services);
        _services = services.BuildServiceProvider();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_lock_left_behind_does_not_hold_up_a_start_that_has_nothing_to_migrate()
    {
        await MigrateAsync(TimeSpan.FromSeconds(60));
        await LeaveLockAsync(age: TimeSpan.Zero);

        await MigrateAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_lock_left_behind_holds_up_a_migration_for_a_minute_at_most()
    {
        // Fresh enough to be somebody's at the start, and nobody's some seconds later.
        await LeaveLockAsync(age: TimeSpan.FromSeconds(56));

        await MigrateAsync(TimeSpan.FromSeconds(50));

        await using var db = await _services.GetRequiredService<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(0, await db.Posts.CountAsync());
    }

    private async Task MigrateAsync(TimeSpan longest)
    {
        using var limit = new CancellationTokenSource(longest);
        await _services.GetRequiredService<DatabaseStart>().MigrateAsync(limit.Token);
    }

    private async Task LeaveLockAsync(TimeSpan age)
    {
        await using var connection = new SqliteConnection(_database.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, $at);
            """;
        command.Parameters.AddWithValue("$at", (TimeProvider.System.GetUtcNow() - age).ToString("yyyy-MM-dd HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync();
    }
}
