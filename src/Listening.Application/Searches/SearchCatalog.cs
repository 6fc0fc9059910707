using Listening.Application.Storage;
using Listening.Core.Querying;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Searches;

/// <summary>Gives the active searches, compiled, and notices when they were changed, by this process or another.</summary>
public sealed partial class SearchCatalog(IDbContextFactory<ListeningDbContext> databases, ILogger<SearchCatalog> logger) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1);
    private volatile Loaded? _loaded;

    /// <summary>The searches as they stand in the database now; only those that changed are compiled again.</summary>
    public async Task<SearchSnapshot> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stamp = await StampAsync(db, cancellationToken);
        if (_loaded is { } current && current.Stamp == stamp) return current.Snapshot;

        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (_loaded is { } other && other.Stamp == stamp) return other.Snapshot;
            var rows = await db.SavedSearches.AsNoTracking().Include(search => search.Sources)
                .Where(search => search.RemovedAt == null && search.PausedAt == null).OrderBy(search => search.Id).ToListAsync(cancellationToken);
            var snapshot = new SearchSnapshot(rows.Select(Activate).OfType<ActiveSearch>(), _loaded?.Snapshot);
            _loaded = new Loaded(stamp, snapshot);
            return snapshot;
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _loading.Dispose();

    // Every change adds one to a version and removal and pausing count as changes, so the sum never comes back to an earlier value.
    private static async Task<long> StampAsync(ListeningDbContext db, CancellationToken cancellationToken) =>
        await db.SavedSearches.SumAsync(search => (long)search.Version, cancellationToken);

    private ActiveSearch? Activate(SavedSearchRow row)
    {
        if (Query.Parse(row.Query).Query is { } query)
        {
            return new ActiveSearch(
                row.Id, row.Name, row.Version, query, row.Purpose, row.Kind, row.Target, [.. row.Sources.Select(link => link.SourceId)],
                new SearchSchedule(row.Cron, row.IntervalSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
        }

        LogUnreadable(row.Id);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Search {SearchId} cannot be parsed any more and does not run; change or remove it.")]
    private partial void LogUnreadable(int searchId);

    private sealed record Loaded(long Stamp, SearchSnapshot Snapshot);
}
