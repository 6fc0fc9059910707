using Listening.Application.Collection;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Sources;

/// <summary>Keeps in the database what sources use up, for all processes together and for people to see.</summary>
public sealed class SourceLedger(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>Saves what the source's meter has counted since the last time, and tells it what all processes have used up today. Before and after reading.</summary>
    public async Task SettleAsync(ConfiguredSource source, CancellationToken cancellationToken)
    {
        if (source.Terms.Meter is not { } meter) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var unsaved = meter.TakeUnsaved();
        try
        {
            foreach (var (key, usage) in unsaved.ToList())
            {
                await AddAsync(db, source.Id, key, usage, cancellationToken);
                unsaved = unsaved.Where(left => left.Key != key).ToDictionary();
            }
        }
        finally
        {
            meter.PutBack(unsaved);
        }

        meter.Learn(meter.Today, await UsedAsync(db, source.Id, meter.Today, cancellationToken));
    }

    /// <summary>What a source used up on a day, by bucket.</summary>
    internal static async Task<Dictionary<string, SourceUsage>> UsedAsync(ListeningDbContext db, int sourceId, DateOnly day, CancellationToken cancellationToken)
    {
        var midnight = Midnight(day);
        return await db.SourceUsage.AsNoTracking().Where(row => row.SourceId == sourceId && row.Day == midnight)
            .ToDictionaryAsync(row => row.Bucket, SourceUsage.Of, StringComparer.Ordinal, cancellationToken);
    }

    private static async Task AddAsync(ListeningDbContext db, int sourceId, UsageKey key, SourceUsage usage, CancellationToken cancellationToken)
    {
        if (await AddToRowAsync(db, sourceId, key, usage, cancellationToken)) return;
        db.SourceUsage.Add(new SourceUsageRow
        {
            SourceId = sourceId,
            Day = Midnight(key.Day),
            Bucket = key.Bucket,
            Calls = usage.Calls,
            Units = usage.Units,
            CostMicros = usage.CostMicros,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another process has just made the day's row.
            db.ChangeTracker.Clear();
            if (!await AddToRowAsync(db, sourceId, key, usage, cancellationToken)) throw;
        }
    }

    private static async Task<bool> AddToRowAsync(ListeningDbContext db, int sourceId, UsageKey key, SourceUsage usage, CancellationToken cancellationToken)
    {
        var (midnight, micros) = (Midnight(key.Day), usage.CostMicros);
        return await db.SourceUsage.Where(row => row.SourceId == sourceId && row.Day == midnight && row.Bucket == key.Bucket).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.Calls, r => r.Calls + usage.Calls).SetProperty(r => r.Units, r => r.Units + usage.Units)
                .SetProperty(r => r.CostMicros, r => r.CostMicros + micros),
            cancellationToken) > 0;
    }

    private static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
