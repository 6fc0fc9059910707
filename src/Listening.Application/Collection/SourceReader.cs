using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Collection;

/// <summary>Reads how sources and searches are doing.</summary>
public sealed class SourceReader(IDbContextFactory<ListeningDbContext> databases, SourceCatalog sources) : ISourceReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<SourceStatus>> ListAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Sources.AsNoTracking().OrderBy(row => row.Name).ToListAsync(ct);
        var searches = await db.SavedSearches.AsNoTracking().Include(search => search.Sources)
            .Where(search => search.RemovedAt == null).OrderBy(search => search.Name).ToListAsync(ct);
        var lastRuns = await db.CollectionRuns.AsNoTracking()
            .GroupBy(run => new { run.SearchId, run.SourceId }).Select(runs => runs.Max(run => run.Id)).ToListAsync(ct);
        var runs = (await db.CollectionRuns.AsNoTracking().Where(run => lastRuns.Contains(run.Id)).ToListAsync(ct))
            .ToDictionary(run => (run.SearchId, run.SourceId));

        return [.. rows.Where(row => sources.ById.ContainsKey(row.Id)).Select(row => new SourceStatus(
            row.Name, row.Kind, row.Failures == 0, row.Problem, row.LastSuccessAt,
            [.. searches.Where(search => search.Sources.Exists(link => link.SourceId == row.Id))
                .Select(search => StatusOf(search, runs.GetValueOrDefault((search.Id, row.Id))))]))];
    }

    private static SearchStatus StatusOf(SavedSearchRow search, CollectionRunRow? run) =>
        run is null
            ? new SearchStatus(search.Name, search.Query, null, 0, 0, 0, 0, null, null, PossibleGap: false)
            : new SearchStatus(
                search.Name, search.Query, run.StartedAt, run.Read, run.New, run.Matched, run.Malformed, run.Problem, run.NextDueAt, run.PossibleGap);
}
