using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Storage.Sqlite;

/// <summary>Gives freed pages back and empties the write-ahead log, so that the files hold no copy of deleted rows.</summary>
/// <remarks>secure_delete has zeroed the freed pages already; the log still holds their earlier versions until it is truncated.</remarks>
internal static class SqliteErasure
{
    /// <summary>Pages given back in one go: about 32 MB, well under a second of the writer's lock.</summary>
    private const int PagesAtOnce = 8000;

    // What empties the log asks for the writer's lock first and then waits for readers: not for long, since others wait for it.
    private const string ShortWait = "PRAGMA busy_timeout=200";

    /// <summary>
    /// Lets those write who wait; now and then moves the log's pages into the file first, before the log is so long that
    /// the next one to write has to do it and wait for the disk.
    /// </summary>
    public static async Task RestAsync(ListeningDbContext db, bool moveLog, CancellationToken cancellationToken)
    {
        if (moveLog) await OpenAsync(db, () => MoveLogAsync(db, cancellationToken), cancellationToken);
        await SqliteWriters.Instance.LetThemWriteAsync(cancellationToken);
    }

    public static Task RunAsync(ListeningDbContext db, CancellationToken cancellationToken) => OpenAsync(db, async () =>
    {
        await MoveLogAsync(db, cancellationToken);
        while (await ScalarAsync(db, "PRAGMA freelist_count", cancellationToken) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = await ScalarAsync(db, "PRAGMA page_count", cancellationToken);
            await DrainAsync(db, $"PRAGMA incremental_vacuum({PagesAtOnce})", cancellationToken);
            if (await ScalarAsync(db, "PRAGMA page_count", cancellationToken) >= before) break;
            await MoveLogAsync(db, cancellationToken);
            await SqliteWriters.Instance.LetThemWriteAsync(cancellationToken);
        }

        await EmptyLogAsync(db, cancellationToken);
    }, cancellationToken);

    // The first pass holds nobody up. The second has next to nothing left to move and makes the next one to write begin the
    // log anew: with somebody writing all the time it would otherwise never be found moved as a whole, and grow to gigabytes.
    private static async Task MoveLogAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        await ScalarAsync(db, "PRAGMA wal_checkpoint(PASSIVE)", cancellationToken);
        await ScalarAsync(db, ShortWait, cancellationToken);
        await ScalarAsync(db, "PRAGMA wal_checkpoint(RESTART)", cancellationToken);
        await ScalarAsync(db, SqliteConnectionSettings.BusyTimeout, cancellationToken);
    }

    // A reader in the middle of a transaction keeps the log from being emptied; it is tried a few times, and the next
    // purge tries again. What the log holds meanwhile is ciphertext.
    private static async Task EmptyLogAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        await ScalarAsync(db, ShortWait, cancellationToken);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (await ScalarAsync(db, "PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken) == 0) return;
            await Task.Delay(50, cancellationToken);
        }
    }

    private static async Task OpenAsync(ListeningDbContext db, Func<Task> work, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await work();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
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
