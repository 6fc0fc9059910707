using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Storage;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Searches;

/// <summary>Adds and removes saved searches; each change with its version and its audit entry in one transaction.</summary>
public sealed class SearchService(IDbContextFactory<ListeningDbContext> databases, SourceCatalog sources, IScheduleCheck schedules)
{
    private const int LongestTarget = 512;

    /// <summary>Adds a search. The sources that read everything are read again from their start for it, which doubles nothing.</summary>
    public async Task<SearchCommandResult> AddAsync(SearchDraft draft, OperationContext operation, CancellationToken cancellationToken)
    {
        if (RefusalOf(draft) is { } refusal) return SearchCommandResult.Refused(refusal);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await db.SavedSearches.Include(search => search.Sources).SingleOrDefaultAsync(search => search.Name == draft.Name, cancellationToken);
        if (row is { RemovedAt: null }) return Taken(draft.Name);

        // A removed search of that name comes back as its next version, so that what it found earlier keeps its version.
        if (row is null) db.SavedSearches.Add(row = new SavedSearchRow { Name = draft.Name, Query = draft.Query });
        row.Query = draft.Query;
        row.Purpose = draft.Purpose;
        row.Kind = draft.Kind;
        row.Target = draft.Target;
        row.Cron = draft.Schedule.Cron;
        row.IntervalSeconds = draft.Schedule.Interval is { } interval ? (int)interval.TotalSeconds : null;
        row.Version++;
        row.ChangedAt = operation.At;
        row.RemovedAt = null;
        row.Sources.Clear();
        row.Sources.AddRange(draft.Sources.Distinct(StringComparer.Ordinal).Select(name => new SearchSourceRow { SourceId = sources.Find(name)!.Id }));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (row.Version == 1)
        {
            // Perhaps somebody else has just added a search of that name.
            await transaction.RollbackAsync(cancellationToken);
            if (await db.SavedSearches.AnyAsync(search => search.Name == draft.Name, cancellationToken)) return Taken(draft.Name);
            throw;
        }

        db.SearchVersions.Add(VersionOf(row, operation));
        db.Record(operation, AuditEvents.SearchAdded, Subject(row.Id));
        await db.SaveChangesAsync(cancellationToken);
        await StartAgainAsync(db, row.Sources, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return SearchCommandResult.Done(row.Id);
    }

    /// <summary>Removes a search. What it found stays until its limits pass.</summary>
    public async Task<SearchCommandResult> RemoveAsync(string name, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.SavedSearches.SingleOrDefaultAsync(search => search.Name == name && search.RemovedAt == null, cancellationToken);
        if (row is null) return SearchCommandResult.Refused($"There is no search named {name}. `listening search list` shows those there are.");
        row.RemovedAt = operation.At;
        row.ChangedAt = operation.At;
        row.Version++;
        db.SearchVersions.Add(VersionOf(row, operation));
        db.Record(operation, AuditEvents.SearchRemoved, Subject(row.Id));
        await db.SaveChangesAsync(cancellationToken);
        return SearchCommandResult.Done(row.Id);
    }

    /// <summary>All searches that are not removed, by name.</summary>
    public async Task<IReadOnlyList<SavedSearchRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.SavedSearches.AsNoTracking().Include(search => search.Sources)
            .Where(search => search.RemovedAt == null).OrderBy(search => search.Name).ToListAsync(cancellationToken);
    }

    private static SearchCommandResult Taken(string name) =>
        SearchCommandResult.Refused($"There is a search named {name} already; remove it first or choose another name.");

    private static SearchVersionRow VersionOf(SavedSearchRow row, OperationContext operation) => new()
    {
        SearchId = row.Id,
        Version = row.Version,
        Query = row.Query,
        ChangedBy = operation.Actor,
        ChangedAt = operation.At,
        Reason = operation.Reason,
    };

    private string? RefusalOf(SearchDraft draft)
    {
        if (draft.Name.Length is < 2 or > 64 || draft.Name.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-"))
            return $"The name has to be 2 to 64 lower-case letters, digits and hyphens; found “{draft.Name}”.";
        if (Query.Parse(draft.Query).Error is { } error) return $"The query cannot be understood. {error.Message}";
        if (draft.Sources.Count == 0) return "A search needs at least one source.";
        if (draft.Sources.FirstOrDefault(name => sources.Find(name) is null) is { } unknown)
            return $"No source named {unknown} is configured; there is {string.Join(", ", sources.ById.Values.Select(source => source.Name).Order(StringComparer.Ordinal))}.";
        if (draft.Kind is SearchKind.Account or SearchKind.List != (draft.Target is not null))
            return "Searches of an account or a list need a target; others have none.";
        if (draft.Target?.Length > LongestTarget) return $"The target may have {LongestTarget} characters at most; found {draft.Target.Length}.";
        return schedules.RefusalOf(draft.Schedule);
    }

    // Sources that give everything share one reading, which is past what the new search would have found.
    private async Task StartAgainAsync(ListeningDbContext db, IEnumerable<SearchSourceRow> links, CancellationToken cancellationToken)
    {
        var shared = links.Select(link => link.SourceId).Where(id => sources.ById[id].Connector.ReadsEverything).ToList();
        await db.Checkpoints.Where(row => shared.Contains(row.SourceId) && row.SearchId == 0).ExecuteUpdateAsync(
            row => row.SetProperty(c => c.Cursor, (string?)null).SetProperty(c => c.Version, c => c.Version + 1).SetProperty(c => c.ReadAt, DateTime.UnixEpoch),
            cancellationToken);
    }

    private static string Subject(int searchId) => string.Create(CultureInfo.InvariantCulture, $"search:{searchId}");
}
