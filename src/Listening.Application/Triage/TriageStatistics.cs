using Listening.Application.Storage;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>How the work goes: counts that outlive the items and say nothing about anybody.</summary>
public sealed class TriageStatistics(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>Searches are called noisy from so many closed items on.</summary>
    public const int FewestClosed = 5;

    /// <summary>What was counted in some queues over some days.</summary>
    /// <param name="queues">The queues of whoever asks.</param>
    /// <param name="first">The first day, UTC.</param>
    /// <param name="last">The last day, UTC.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<TriageFigures> ReadAsync(IReadOnlyCollection<TriageQueue> queues, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var counts = await db.TriageCounts.AsNoTracking()
            .Where(count => count.Day >= first && count.Day <= last && queues.Contains(count.Queue) && count.SearchId == 0)
            .Select(count => new DayCount(count.Day, count.Queue, count.Kind, count.Count)).ToListAsync(cancellationToken);
        var bySearch = await (
            from count in db.TriageCounts
            where count.Day >= first && count.Day <= last && queues.Contains(count.Queue) && count.SearchId != 0 && count.Kind >= TriageCountKind.Replied
            join search in db.SavedSearches on count.SearchId equals search.Id
            where search.RemovedAt == null
            group count by new { search.Name, IsNoise = count.Kind == TriageCountKind.Noise } into found
            select new { found.Key.Name, found.Key.IsNoise, Count = found.Sum(count => count.Count) }).ToListAsync(cancellationToken);
        var noisy = bySearch.GroupBy(row => row.Name)
            .Select(search => new NoisySearch(search.Key, search.Sum(row => row.Count), search.Where(row => row.IsNoise).Sum(row => row.Count)))
            .Where(search => search.Closed >= FewestClosed && search.Noise * 2 >= search.Closed)
            .OrderByDescending(search => (double)search.Noise / search.Closed).ThenByDescending(search => search.Closed);
        return new TriageFigures(counts, [.. noisy]);
    }

    /// <summary>Open items by queue that nobody has done anything with and that are deleted before a time.</summary>
    public async Task<IReadOnlyDictionary<TriageQueue, int>> UntouchedAsync(DateTime now, DateTime before, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.TriageItems
            .Where(item => item.State == ItemState.Open && item.DueAt > now && item.DueAt < before && item.FirstActionAt == null)
            .GroupBy(item => item.Queue).Select(queue => new { Queue = queue.Key, Count = queue.Count() })
            .ToDictionaryAsync(queue => queue.Queue, queue => queue.Count, cancellationToken);
    }
}

/// <summary>What was counted.</summary>
/// <param name="Counts">By day, queue and kind.</param>
/// <param name="Noisy">Searches of which most closed items were noise, the worst first.</param>
public sealed record TriageFigures(IReadOnlyList<DayCount> Counts, IReadOnlyList<NoisySearch> Noisy)
{
    /// <summary>How often something happened over all queues and days.</summary>
    public int Of(TriageCountKind kind) => Counts.Where(count => count.Kind == kind).Sum(count => count.Count);

    /// <summary>How often something happened in a queue on a day.</summary>
    public int Of(DateOnly day, TriageQueue queue, TriageCountKind kind) => Counts.Where(count => count.Day == day && count.Queue == queue && count.Kind == kind).Sum(count => count.Count);
}

/// <summary>How often something happened in a queue on a day.</summary>
public sealed record DayCount(DateOnly Day, TriageQueue Queue, TriageCountKind Kind, int Count);

/// <summary>A search that brings mostly noise.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Closed">Items it found that were closed.</param>
/// <param name="Noise">How many of them as noise.</param>
public sealed record NoisySearch(string Name, int Closed, int Noise);
