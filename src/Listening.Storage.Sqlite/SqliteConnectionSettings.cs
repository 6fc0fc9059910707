using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Listening.Storage.Sqlite;

/// <summary>Sets on every connection what SQLite keeps per connection.</summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    /// <summary>How long a statement waits for somebody else's lock.</summary>
    public const string BusyTimeout = "PRAGMA busy_timeout=30000";

    // secure_delete must be on for every connection: set only on the deleting one, deleted keys survived in pages that
    // another connection had freed. NORMAL loses nothing in WAL mode when the process is killed. Temporary tables stay in
    // memory so that nothing of them reaches a disk. With SQLite's own busy handler a writer looks again after a few
    // milliseconds; without it the client library sleeps 150 each time, and two writers take turns at that pace. The log
    // may grow to 256 MB before somebody's commit has to move it into the file: pages of the indexes are written again
    // and again, and a purge, which is what writes most, moves them before it comes to that (see SqliteErasure).
    private const string Pragmas =
        BusyTimeout + "; PRAGMA secure_delete=ON; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=64000;";

    public static SqliteConnectionSettings Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous calls of its own.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
