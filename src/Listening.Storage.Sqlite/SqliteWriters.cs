using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Listening.Storage.Sqlite;

/// <summary>
/// Knows who of this process waits to write. SQLite's lock is not fair: whoever asks again at once gets it before those
/// who sleep until they look again, so a long job of many transactions has to ask whether it is in the way.
/// </summary>
internal sealed class SqliteWriters : DbTransactionInterceptor
{
    // One that failed to begin is not told of here, and would be waited for without end.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(31);

    private readonly ConcurrentDictionary<Guid, long> _waiting = new();

    public static SqliteWriters Instance { get; } = new();

    /// <summary>Waits until nobody waits, for a quarter of a second at most.</summary>
    public async Task LetThemWriteAsync(CancellationToken cancellationToken)
    {
        for (var look = 0; look < 50 && AnyWaiting(); look++) await Task.Delay(5, cancellationToken);
    }

    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        _waiting[eventData.TransactionId] = Stopwatch.GetTimestamp();
        return result;
    }

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionStarting(connection, eventData, result));

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        _waiting.TryRemove(eventData.TransactionId, out _);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionStarted(connection, eventData, result));

    private bool AnyWaiting()
    {
        foreach (var (transaction, since) in _waiting)
        {
            if (Stopwatch.GetElapsedTime(since) < LongestWait) return true;
            _waiting.TryRemove(transaction, out _);
        }

        return false;
    }
}
