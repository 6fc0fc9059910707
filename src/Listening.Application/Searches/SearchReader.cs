using Listening.Application.Collection;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Searches;

/// <summary>Reads how the saved searches are doing, for people. Reading changes nothing.</summary>
public sealed class SearchReader(IDbContextFactory<ListeningDbContext> databases, SourceCatalog sources, WatchGate watches, TimeProvider time)
{
    /// <summary>Days over which finds are counted, today among them.</summary>
    public const int CountedDays = 7;

    private const int RunsShown = 20;

    /// <summary>Every search that is not removed, by name.</summary>
    public async Task<IReadOnlyList<SearchOverview>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, db.SavedSearches.Where(search => search.RemovedAt == null), cancellationToken);
    }

    /// <summary>One search with its versions and last runs; null when there is none of that name.</summary>
    public async Task<SearchDetails?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await ReadAsync(db, db.SavedSearches.Where(search => search.RemovedAt == null && search.Name == name), cancellationToken);
        if (found is not [var search]) return null;
        var versions = await db.SearchVersions.AsNoTracking().Where(version => version.SearchId == search.Id)
            .OrderByDescending(version => version.Version).ToListAsync(cancellationToken);
        var runs = await db.CollectionRuns.AsNoTracking().Where(run => run.SearchId == search.Id)
            .OrderByDescending(run => run.Id).Take(RunsShown).ToListAsync(cancellationToken);
        return new SearchDetails(search, versions, runs.ConvertAll(run => new SearchRun(NameOf(run.SourceId) ?? "", run)));
    }

    private async Task<IReadOnlyList<SearchOverview>> ReadAsync(ListeningDbContext db, IQueryable<SavedSearchRow> wanted, CancellationToken cancellationToken)
    {
        var rows = await wanted.AsNoTracking().Include(search => search.Sources).OrderBy(search => search.Name).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(row => row.Id);
        var last = await db.CollectionRuns.Where(run => EF.Parameter(ids).Contains(run.SearchId))
            .GroupBy(run => new { run.SearchId, run.SourceId }).Select(runs => runs.Max(run => run.Id)).ToListAsync(cancellationToken);
        var runs = (await db.CollectionRuns.AsNoTracking().Where(run => EF.Parameter(last).Contains(run.Id)).ToListAsync(cancellationToken))
            .ToDictionary(run => (run.SearchId, run.SourceId));
        var failing = (await db.Sources.Where(source => source.Failures > 0).Select(source => source.Id).ToListAsync(cancellationToken)).ToHashSet();
        var since = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(1 - CountedDays);
        var counts = (await db.TriageCounts.AsNoTracking()
            .Where(count => count.Day >= since && EF.Parameter(ids).Contains(count.SearchId))
            .GroupBy(count => new { count.SearchId, count.Queue, count.Kind })
            .Select(group => new { group.Key.SearchId, group.Key.Queue, group.Key.Kind, Count = group.Sum(count => count.Count) })
            .ToListAsync(cancellationToken)).ToLookup(count => count.SearchId);

        var refused = new Dictionary<int, string?>();
        foreach (var row in rows) refused[row.Id] = await watches.RefusalAsync(row.Id, row.Kind, row.Target, cancellationToken);
        return rows.ConvertAll(row => Overview(
            row,
            refused[row.Id],
            [.. row.Sources.Select(link => runs.GetValueOrDefault((row.Id, link.SourceId))).OfType<CollectionRunRow>()],
            row.Sources.Exists(link => failing.Contains(link.SourceId)),
            [.. counts[row.Id].GroupBy(count => count.Queue).OrderBy(queue => queue.Key).Select(queue => new SearchCounts(
                queue.Key,
                queue.Where(count => count.Kind == TriageCountKind.Arrived).Sum(count => count.Count),
                queue.Where(count => count.Kind >= TriageCountKind.Replied).Sum(count => count.Count),
                queue.Where(count => count.Kind == TriageCountKind.Noise).Sum(count => count.Count)))]));
    }

    private SearchOverview Overview(SavedSearchRow row, string? refusal, IReadOnlyList<CollectionRunRow> lastRuns, bool sourceFails, IReadOnlyList<SearchCounts> counts) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Version = row.Version,
        State = row.PausedAt is not null ? SearchState.Paused
            : refusal is not null ? SearchState.Unwatched
            : sourceFails || lastRuns.Any(run => run.Problem is not null) ? SearchState.Failing
            : SearchState.Running,
        Query = row.Query,
        Purpose = row.Purpose,
        Kind = row.Kind,
        Target = row.Target,
        Schedule = new SearchSchedule(row.Cron, row.IntervalSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null),
        Sources = [.. row.Sources.Select(link => NameOf(link.SourceId)).OfType<string>().Order(StringComparer.Ordinal)],
        Refusal = refusal,
        PausedAt = row.PausedAt,
        LastRunAt = lastRuns.Max(run => (DateTime?)run.StartedAt),
        NextDueAt = row.PausedAt is null && refusal is null ? lastRuns.Min(run => run.NextDueAt) : null,
        Counts = counts,
    };

    private string? NameOf(int sourceId) => sources.ById.GetValueOrDefault(sourceId)?.Name;
}
