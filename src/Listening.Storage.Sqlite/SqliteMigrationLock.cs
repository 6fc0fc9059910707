using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Storage.Sqlite;

/// <summary>
/// EF Core guards migrations on SQLite by a row that a killed process leaves behind, and every later start would wait
/// for it for ever.
/// </summary>
internal static class SqliteMigrationLock
{
    /// <summary>Longer than any migration of this database takes.</summary>
    private const int AbandonedAfterSeconds = 60;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when nobody holds the row: its holder is done, or was killed. At once when there is nothing to migrate.</summary>
    public static async Task ReleaseAbandonedAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        using var exists = db.CreateCommand("""SELECT COUNT(*) FROM sqlite_master WHERE name='__EFMigrationsLock'""");
        if (await exists.ExecuteScalarAsync(cancellationToken) is 0L) return;
        using var release = db.CreateCommand(
            """DELETE FROM "__EFMigrationsLock" WHERE julianday("Timestamp") < julianday('now', $age)""");
        release.AddParameter("$age", $"-{AbandonedAfterSeconds} seconds");
        using var held = db.CreateCommand("""SELECT COUNT(*) FROM "__EFMigrationsLock" """);
        await release.ExecuteNonQueryAsync(cancellationToken);
        while (await held.ExecuteScalarAsync(cancellationToken) is not 0L && (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await Task.Delay(Look, cancellationToken);
            await release.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
