using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Searches;

/// <summary>Adds and removes saved searches; each change with its version and its audit entry in one transaction.</summary>
public sealed class SearchService(IDbContextFactory<ListeningDbContext> databases, SearchDraftCheck drafts, SharedReadings readings)
{
    /// <summary>Adds a search. The sources that read everything are read again from their start for it, which doubles nothing.</summary>
    public async Task<SearchCommandResult> AddAsync(SearchDraft draft, OperationContext operation, CancellationToken cancellationToken)
    {
        if (drafts.RefusalOf(draft) is { } refusal) return refusal;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await db.SavedSearches.Include(search => search.Sources).SingleOrDefaultAsync(search => search.Name == draft.Name, cancellationToken);
        if (row is { RemovedAt: null }) return Taken(draft.Name);

        // A removed search of that name comes back as its next version, so that what it found earlier keeps its version.
        if (row is null) db.SavedSearches.Add(row = new SavedSearchRow { Name = draft.Name, Query = draft.Query });
        drafts.Fill(row, draft);
        row.Version++;
        row.ChangedAt = operation.At;
        row.RemovedAt = null;
        row.PausedAt = null;
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

        db.SearchVersions.Add(SearchVersions.Of(row, operation));
        db.Record(operation, AuditEvents.SearchAdded, SearchVersions.Subject(row.Id));
        await db.SaveChangesAsync(cancellationToken);
        await readings.StartAgainAsync(db, row.Sources, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return SearchCommandResult.Done(row.Id);
    }

    /// <summary>Removes a search. What it found stays until its limits pass.</summary>
    public async Task<SearchCommandResult> RemoveAsync(string name, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.SavedSearches.SingleOrDefaultAsync(search => search.Name == name && search.RemovedAt == null, cancellationToken);
        if (row is null) return SearchCommandResult.Missing(name);
        row.RemovedAt = operation.At;
        row.ChangedAt = operation.At;
        row.Version++;
        db.SearchVersions.Add(SearchVersions.Of(row, operation));
        db.Record(operation, AuditEvents.SearchRemoved, SearchVersions.Subject(row.Id));
        await WatchKeeper.EndOfAsync(db, row.Id, operation, "Its search was removed.", cancellationToken);
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
        SearchCommandResult.Refused(SearchFault.Name, $"There is a search named {name} already; remove it first or choose another name.");
}
