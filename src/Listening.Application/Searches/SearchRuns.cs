using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Searches;

/// <summary>Runs that people ask for beside the schedule. Whoever keeps the schedule finds them in the log, in whichever process they were asked for.</summary>
public sealed class SearchRuns(IDbContextFactory<ListeningDbContext> databases, WatchGate watches)
{
    /// <summary>Asks for a run of a search on all its sources, within seconds.</summary>
    public async Task<SearchCommandResult> AskAsync(string name, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.SavedSearches.AsNoTracking().SingleOrDefaultAsync(search => search.Name == name && search.RemovedAt == null, cancellationToken);
        if (row is null) return SearchCommandResult.Missing(name);
        if (row.PausedAt is not null) return SearchCommandResult.Refused(SearchFault.State, $"The search {name} is paused. Let it go on first.");
        if (await watches.RefusalAsync(row.Id, row.Kind, row.Target, cancellationToken) is { } unwatched) return SearchCommandResult.Refused(SearchFault.State, unwatched);
        db.Record(operation, AuditEvents.SearchRunAsked, SearchVersions.Subject(row.Id));
        await db.SaveChangesAsync(cancellationToken);
        return SearchCommandResult.Done(row.Id);
    }

    /// <summary>The searches whose runs were asked for between two places in the log, each once.</summary>
    /// <param name="from">The first place that is looked at: where the log ended at the call before.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The searches, and where the log ends now.</returns>
    public async Task<(IReadOnlyList<int> SearchIds, long End)> AskedAsync(long from, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // Places are given at the commit, in order: nothing ever appears before what was seen.
        var end = await EndAsync(db, cancellationToken);
        if (end <= from) return ([], end);
        var subjects = await db.AuditEntries.Where(entry => entry.Index >= from && entry.Index < end && entry.Event == AuditEvents.SearchRunAsked)
            .Select(entry => entry.Subject).Distinct().ToListAsync(cancellationToken);
        return (subjects.ConvertAll(SearchVersions.IdOf), end);
    }

    /// <summary>Where the log ends now. What was asked for while nobody kept the schedule is made up for by the schedule itself.</summary>
    public async Task<long> EndAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await EndAsync(db, cancellationToken);
    }

    private static Task<long> EndAsync(ListeningDbContext db, CancellationToken cancellationToken) =>
        db.LogHead.Select(head => head.Size).SingleAsync(cancellationToken);
}
