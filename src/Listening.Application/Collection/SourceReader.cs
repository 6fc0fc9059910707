using Listening.Application.Sources;
using Listening.Application.Storage;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Collection;

/// <summary>Reads how sources and searches are doing.</summary>
public sealed class SourceReader(IDbContextFactory<ListeningDbContext> databases, SourceCatalog sources, TimeProvider time) : ISourceReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<SourceStatus>> ListAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await db.Sources.AsNoTracking().OrderBy(row => row.Name).ToListAsync(ct);
        var searches = await db.SavedSearches.AsNoTracking().Include(search => search.Sources)
            .Where(search => search.RemovedAt == null).OrderBy(search => search.Name).ToListAsync(ct);
        var lastRuns = await db.CollectionRuns.AsNoTracking().Where(run => run.SearchId > 0)
            .GroupBy(run => new { run.SearchId, run.SourceId }).Select(runs => runs.Max(run => run.Id)).ToListAsync(ct);
        var runs = (await db.CollectionRuns.AsNoTracking().Where(run => lastRuns.Contains(run.Id)).ToListAsync(ct))
            .ToDictionary(run => (run.SearchId, run.SourceId));
        var yesterday = now.AddDays(-1);
        var day = await db.CollectionRuns.AsNoTracking().Where(run => run.StartedAt >= yesterday).GroupBy(run => run.SourceId)
            .Select(runs => new { runs.Key, Runs = runs.Count(), Failed = runs.Count(run => run.Problem != null), Gaps = runs.Count(run => run.PossibleGap) })
            .ToDictionaryAsync(source => source.Key, ct);
        var permissions = (await db.SourcePermissions.AsNoTracking().Where(row => row.WithdrawnAt == null).ToListAsync(ct)).ToLookup(row => row.SourceId);

        var statuses = new List<SourceStatus>();
        foreach (var row in rows)
        {
            if (!sources.ById.TryGetValue(row.Id, out var source)) continue;
            var permission = permissions[row.Id].OrderByDescending(known => known.Id).FirstOrDefault();
            var (state, problem) = StateOf(row, source, permission is not null, now);
            var figures = day.GetValueOrDefault(row.Id);
            statuses.Add(new SourceStatus(
                row.Name, row.Kind, state, problem, row.LastSuccessAt,
                [.. searches.Where(search => search.Sources.Exists(link => link.SourceId == row.Id))
                    .Select(search => StatusOf(search, RunOf(search.Id, source, runs)))])
            {
                RetryAt = row.RetryAt > now ? row.RetryAt : null,
                NewestAt = row.NewestAt,
                DeliveredAt = row.DeliveredAt,
                Runs = figures?.Runs ?? 0,
                FailedRuns = figures?.Failed ?? 0,
                Gaps = figures?.Gaps ?? 0,
                CheckedAt = row.CheckedAt,
                IsChecked = source.Connector is IUpstreamCheck,
                NeedsPermission = source.Terms.NeedsPermission,
                Permission = permission is null ? null : new PermissionView(
                    permission.Terms, DateOnly.FromDateTime(permission.TermsReadOn), permission.Approval, permission.PermittedUse, permission.RecordedAt),
                Budgets = await BudgetsAsync(db, source, ct),
            });
        }

        return statuses;
    }

    // A stream is followed by one run for all its searches.
    private static CollectionRunRow? RunOf(int searchId, ConfiguredSource source, Dictionary<(int SearchId, int SourceId), CollectionRunRow> runs) =>
        source.Connector is IStreamConnector ? runs.Values.Where(run => run.SourceId == source.Id).MaxBy(run => run.Id) : runs.GetValueOrDefault((searchId, source.Id));

    private static (SourceState State, string? Problem) StateOf(SourceRow row, ConfiguredSource source, bool isPermitted, DateTime now) => row switch
    {
        _ when source.Terms.NeedsPermission && !isPermitted => (SourceState.Off, SourcePermissions.Missing),
        { Failures: > 0, ProblemKind: SourceFailureKind.OverBudget or SourceFailureKind.RateLimited } => (SourceState.Paused, row.Problem),
        { Failures: > 0 } => (SourceState.Failing, row.Problem),
        _ when SourceRhythm.IsSilent(row, now) => (SourceState.Silent, SourceRhythm.ProblemOf(row, now)),
        _ => (SourceState.Healthy, null),
    };

    private static async Task<IReadOnlyList<BudgetView>> BudgetsAsync(ListeningDbContext db, ConfiguredSource source, CancellationToken ct)
    {
        if (source.Terms.Meter is not { } meter) return [];
        var used = await SourceLedger.UsedAsync(db, source.Id, meter.Today, ct);
        return [.. meter.Allowances.Select(allowance => allowance.Bucket).Concat(used.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(bucket => new BudgetView(bucket, used.GetValueOrDefault(bucket), [.. meter.Allowances.Where(allowance => allowance.Bucket == bucket)]))];
    }

    private static SearchStatus StatusOf(SavedSearchRow search, CollectionRunRow? run) =>
        run is null
            ? new SearchStatus(search.Name, search.Query, null, 0, 0, 0, 0, null, null, PossibleGap: false)
            : new SearchStatus(
                search.Name, search.Query, run.StartedAt, run.Read, run.New, run.Matched, run.Malformed, run.Problem, search.PausedAt is null ? run.NextDueAt : null, run.PossibleGap);
}
