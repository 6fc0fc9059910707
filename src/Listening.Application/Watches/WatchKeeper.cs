using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Watches;

/// <summary>Ends watches that are over. A search stops at the hour its watch expires, whether this has run or not.</summary>
public sealed class WatchKeeper(IDbContextFactory<ListeningDbContext> databases, TimeProvider time)
{
    /// <summary>Notes each watch that has expired, once.</summary>
    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var over = await db.Watches.Where(watch => watch.State == WatchState.Allowed && watch.ExpiresAt <= now).Select(watch => watch.Id).ToListAsync(cancellationToken);
        foreach (var id in over)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            // That its end is its limit tells it from a watch that somebody ended.
            var ended = await db.Watches.Where(watch => watch.Id == id && watch.State == WatchState.Allowed && watch.ExpiresAt <= now).ExecuteUpdateAsync(
                row => row.SetProperty(w => w.State, WatchState.Ended).SetProperty(w => w.EndedAt, w => w.ExpiresAt), cancellationToken);
            if (ended == 0) continue;
            db.Record(OperationContext.System(time, "Its end was reached."), AuditEvents.WatchExpired, SubjectOf(id));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Ends what was asked and allowed for a search that will not look at the same account any more. Saved with the caller's change.</summary>
    internal static async Task EndOfAsync(ListeningDbContext db, int searchId, OperationContext operation, string why, CancellationToken cancellationToken)
    {
        foreach (var watch in await db.Watches.Where(watch => watch.SearchId == searchId && (watch.State == WatchState.Asked || watch.State == WatchState.Allowed)).ToListAsync(cancellationToken))
        {
            (watch.State, watch.EndedAt) = (WatchState.Ended, operation.At);
            db.Record(operation with { Reason = why }, AuditEvents.WatchEnded, SubjectOf(watch.Id));
        }
    }

    /// <summary>How a watch is named in the log.</summary>
    internal static string SubjectOf(int watchId) => string.Create(CultureInfo.InvariantCulture, $"watch:{watchId}");
}
