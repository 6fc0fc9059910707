using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Storage.Sqlite;

/// <summary>Gives freed pages back and empties the write-ahead log, so that the files hold no copy of deleted rows.</summary>
/// <remarks>secure_delete has zeroed the freed pages already; the log still holds their earlier versions until it is truncated.</remarks>
internal static class SqliteErasure
{
    /// <summary>Pages given back in one go: about 32 MB, well under a second of the writer's lock.</summary>
    private const int PagesAtOnce = 8000;

    /// <summary>
    /// Moves the log's pages into the file here, without holding anybody up, before the log is so long that the next
    /// one to write has to do it and wait for the disk; then lets those write who wait.
    /// </summary>
    public static async Task RestAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await ScalarAsync(db, "PRAGMA wal_checkpoint(PASSIVE)", cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        await SqliteWriters.Instance.LetThemWriteAsync(cancellationToken);
    }

    public static async Task RunAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            while (await ScalarAsync(db, "PRAGMA freelist_count", cancellationToken) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var before = await ScalarAsync(db, "PRAGMA page_count", cancellationToken);
                await DrainAsync(db, $"PRAGMA incremental_vacuum({PagesAtOnce})", cancellationToken);
                if (await ScalarAsync(db, "PRAGMA page_count", cancellationToken) >= before) break;
                await RestAsync(db, cancellationToken);
            }

            await CheckpointAsync(db, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // A reader in the middle of a transaction keeps the log from being emptied; it is tried a few times, and the next
    // purge tries again. What the log holds meanwhile is ciphertext.
    private static async Task CheckpointAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        // It asks for the writer's lock first and then waits for readers: not for long, since others wait for it.
        await ScalarAsync(db, "PRAGMA busy_timeout=200", cancellationToken);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (await ScalarAsync(db, "PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken) == 0) return;
            await Task.Delay(50, cancellationToken);
        }
    }

    // The pragma does its work row by row while it is being read, so it has to be read to its end.
    private static async Task DrainAsync(ListeningDbContext db, string sql, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(sql);
        using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) { /* each step frees a page */ }
    }

    private static async Task<long> ScalarAsync(ListeningDbContext db, string sql, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellationToken) is long value ? value : 0;
    }
}
