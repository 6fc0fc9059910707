using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Searches;

/// <summary>Changes saved searches: each change is a version with who, when and why, saved with its audit entry in one transaction.</summary>
public sealed class SearchChanges(IDbContextFactory<ListeningDbContext> databases, SearchDraftCheck drafts, SharedReadings readings)
{
    /// <summary>Changes a search. The sources that read everything are read again from their start for it, which doubles nothing.</summary>
    /// <param name="draft">The search as it is to be, under its own name.</param>
    /// <param name="version">The version that was changed; when there is a newer one the change is refused.</param>
    /// <param name="operation">Who, when and why.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    public Task<SearchCommandResult> ChangeAsync(SearchDraft draft, int version, OperationContext operation, CancellationToken cancellationToken)
    {
        if (drafts.RefusalOf(draft) is { } refusal) return Task.FromResult(refusal);
        return ApplyAsync(draft.Name, version, operation, AuditEvents.SearchChanged, startAgain: true, row =>
            drafts.Fill(row, draft) ? null : SearchCommandResult.Refused(SearchFault.State, "This is what the search is already; nothing was changed."), cancellationToken);
    }

    /// <summary>Pauses a search: its sources are not asked for it and it matches nothing new. What it found stays until its limits pass.</summary>
    public Task<SearchCommandResult> PauseAsync(string name, OperationContext operation, CancellationToken cancellationToken) =>
        ApplyAsync(name, null, operation, AuditEvents.SearchPaused, startAgain: false, row =>
        {
            if (row.PausedAt is not null) return SearchCommandResult.Refused(SearchFault.State, $"The search {name} is paused already.");
            row.PausedAt = operation.At;
            return null;
        }, cancellationToken);

    /// <summary>Lets a paused search go on where it was left. Sources that give everything are read again from their start.</summary>
    public Task<SearchCommandResult> ResumeAsync(string name, OperationContext operation, CancellationToken cancellationToken) =>
        ApplyAsync(name, null, operation, AuditEvents.SearchResumed, startAgain: true, row =>
        {
            if (row.PausedAt is null) return SearchCommandResult.Refused(SearchFault.State, $"The search {name} is not paused.");
            row.PausedAt = null;
            return null;
        }, cancellationToken);

    private async Task<SearchCommandResult> ApplyAsync(
        string name, int? version, OperationContext operation, string @event, bool startAgain, Func<SavedSearchRow, SearchCommandResult?> change,
        CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await db.SavedSearches.Include(search => search.Sources).SingleOrDefaultAsync(search => search.Name == name && search.RemovedAt == null, cancellationToken);
        if (row is null) return SearchCommandResult.Missing(name);
        var (before, looked) = (row.Version, (row.Kind, row.Target));
        if (version is { } based && based != before) return Overtaken(name);
        if (change(row) is { } refusal) return refusal;

        // Counts as a version whatever was changed: so every process notices (see SearchCatalog), and the reason is kept.
        row.Version++;
        row.ChangedAt = operation.At;
        db.SearchVersions.Add(SearchVersions.Of(row, operation));
        db.Record(operation, @event, SearchVersions.Subject(row.Id));
        // Whoever was allowed to watch one account may not go on to another.
        if (looked != (row.Kind, row.Target)) await WatchKeeper.EndOfAsync(db, row.Id, operation, "Its search looks at something else now.", cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The version's key decides between two who change a search at once.
            await transaction.RollbackAsync(cancellationToken);
            if (await db.SearchVersions.AnyAsync(other => other.SearchId == row.Id && other.Version > before, cancellationToken)) return Overtaken(name);
            throw;
        }

        if (startAgain) await readings.StartAgainAsync(db, row.Sources, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return SearchCommandResult.Done(row.Id);
    }

    private static SearchCommandResult Overtaken(string name) =>
        SearchCommandResult.Refused(SearchFault.Changed, $"Somebody else has changed the search {name} meanwhile. Look at it again before you change it.");
}
