using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Listening.Application.Storage;

/// <summary>Appends a transaction's log entries as the last thing before it commits.</summary>
internal sealed class LogCommit : DbTransactionInterceptor
{
    public static LogCommit Instance { get; } = new();

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        // As with saving: only libraries commit this way.
        AppendAsync(eventData, CancellationToken.None).GetAwaiter().GetResult();
        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await AppendAsync(eventData, cancellationToken);
        return result;
    }

    // What an earlier transaction of the same context left when it was rolled back belongs to nothing.
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        (eventData.Context as ListeningDbContext)?.PendingLog.Clear();
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionStarted(connection, eventData, result));

    private static Task AppendAsync(TransactionEventData eventData, CancellationToken cancellationToken) =>
        eventData.Context is ListeningDbContext db && db.PendingLog.TakeAll() is { Count: > 0 } entries
            ? LogAppend.RunAsync(db, entries, cancellationToken)
            : Task.CompletedTask;
}
