using System.Collections.Concurrent;
using Listening.Application.People;
using Listening.Application.Searches;
using Listening.Application.Sources;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Collection;

/// <summary>Runs one saved search on one source: reads pages from the checkpoint, has each matched and stored, and leaves a run.</summary>
public sealed partial class CollectionService(
    IDbContextFactory<ListeningDbContext> databases,
    SourceCatalog sources,
    SearchCatalog searches,
    PageStore store,
    HeldPosts held,
    ObjectionList objections,
    SearchRequests requests,
    SourceGate gate,
    WatchGate watches,
    SourceHealth health,
    SourceLedger ledger,
    TimeProvider time,
    ILogger<CollectionService> logger) : IDisposable
{
    /// <summary>Pages of one run; a source that has more goes on at its next run, so that others get their turn.</summary>
    private const int PagesPerRun = 2_000;

    /// <summary>Pages after which what other processes have stored is looked at again.</summary>
    private const int PagesPerRefresh = 100;

    // A stream has no end: its run is what came in this time, so that each leaves its figures.
    private static readonly TimeSpan StreamRun = TimeSpan.FromMinutes(1);

    // Runs of this process that would read the same place take turns; between processes the checkpoint's version decides.
    private readonly ConcurrentDictionary<(int SourceId, int SearchId), SemaphoreSlim> _turns = new();

    /// <summary>Runs the search once.</summary>
    /// <param name="searchId">The search's number.</param>
    /// <param name="sourceId">The source's number.</param>
    /// <param name="nextDueAt">When the schedule runs it next; kept with the run.</param>
    /// <param name="cancellationToken">Stops between pages; what was stored stays.</param>
    /// <returns>The run; null when the search or source is gone, the source may not be read now, or the search is aimed at somebody whom nobody has allowed to watch.</returns>
    public async Task<CollectionRunRow?> RunAsync(int searchId, int sourceId, DateTime? nextDueAt, CancellationToken cancellationToken)
    {
        var snapshot = await searches.CurrentAsync(cancellationToken);
        if (!snapshot.ById.TryGetValue(searchId, out var search) || !sources.ById.TryGetValue(sourceId, out var source)) return null;

        var stream = (source.Id, SearchId: source.Connector.ReadsEverything ? 0 : searchId);
        var turn = _turns.GetOrAdd(stream, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (await watches.RefusalAsync(search, cancellationToken) is not null || !await gate.MayReadAsync(source, cancellationToken)) return null;
            return await ReadAsync(search, source, snapshot, stream.SearchId, nextDueAt, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Releases the locks.</summary>
    public void Dispose()
    {
        foreach (var turn in _turns.Values) turn.Dispose();
    }

    private async Task<CollectionRunRow> ReadAsync(
        ActiveSearch search, ConfiguredSource source, SearchSnapshot snapshot, int streamId, DateTime? nextDueAt, CancellationToken cancellationToken)
    {
        var checkpoint = await LoadCheckpointAsync(source.Id, streamId, cancellationToken);
        var run = new CollectionRunRow
        {
            SearchId = search.Id,
            SourceId = source.Id,
            StartedAt = time.GetUtcNow().UtcDateTime,
            CursorFrom = checkpoint.Cursor,
            CursorTo = checkpoint.Cursor,
            NextDueAt = nextDueAt,
        };
        // A time that is still to come was read from a clock that has been put back since.
        var justRead = source.Connector.ReadsEverything && checkpoint.ReadAt <= run.StartedAt && checkpoint.ReadAt + source.Terms.MinimumInterval > run.StartedAt;
        if (!justRead) await ledger.SettleAsync(source, cancellationToken);
        var failure = justRead ? null : await ReadPagesAsync(search, source, snapshot, checkpoint, run, cancellationToken);

        run.FinishedAt = time.GetUtcNow().UtcDateTime;
        if (failure is not null)
        {
            run.Errors++;
            run.Problem = SourceHealth.ProblemOf(failure);
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.CollectionRuns.Update(run);
        if (!justRead) await health.RecordAsync(db, source.Id, failure, run, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (!justRead) await ledger.SettleAsync(source, cancellationToken);
        LogRun(search.Id, source.Id, run.Read, run.New, run.Matched, run.Malformed, run.Errors);
        return run;
    }

    // The next page is read while this one is stored: reading is waiting or parsing, storing is the database.
    private async Task<SourceFailure?> ReadPagesAsync(
        ActiveSearch search, ConfiguredSource source, SearchSnapshot snapshot, CheckpointRow checkpoint, CollectionRunRow run, CancellationToken cancellationToken)
    {
        var request = requests.For(search, source, snapshot);
        using var ahead = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var next = ReadPageAsync(source, request, checkpoint.Cursor, ahead.Token);
        try
        {
            var pagesToRefresh = 0;
            for (var pages = 0; pages < PagesPerRun; pages++)
            {
                var read = await next;
                if (read.Page is not { } page) return read.Failure;
                // What was stored may have been enough: the rest of the account waits for the watch's renewal.
                if (pages > 0 && await watches.RefusalAsync(search, cancellationToken) is not null) return null;
                var goesOn = page.HasMore || (source.Connector is IStreamConnector && time.GetUtcNow().UtcDateTime - run.StartedAt < StreamRun);
                if (goesOn) next = ReadPageAsync(source, request, page.Cursor, ahead.Token);
                var nothing = page.Posts.Count == 0 && page.Deleted.Count == 0 && page.HiddenAuthors.Count == 0 && page.Malformed == 0 && page.Cursor == checkpoint.Cursor;
                if (!nothing && pagesToRefresh-- == 0)
                {
                    await RefreshHeldAsync(cancellationToken);
                    pagesToRefresh = PagesPerRefresh;
                }

                if (!nothing && !await store.StoreAsync(new PageToStore(source, search.Id, snapshot, page, checkpoint, run), cancellationToken))
                {
                    LogOvertaken(search.Id, source.Id);
                    return null;
                }

                if (!goesOn) return null;
            }

            return null;
        }
        finally
        {
            await ahead.CancelAsync();
            await Settle(next);
        }
    }

    // Only when there is something to store: most runs find nothing new.
    private async Task RefreshHeldAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await objections.RefreshAsync(db, cancellationToken);
        await held.RefreshAsync(db, cancellationToken);
    }

    private async Task<SourceRead> ReadPageAsync(ConfiguredSource source, SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        // Off this thread, so that parsing goes on beside storing.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await source.Connector.ReadAsync(request, cursor, cancellationToken);
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever a connector did not foresee ends this run, recorded, and never the others. The message may quote
            // what was read, so only its kind is kept.
            LogUnexpected(source.Id, unexpected.GetType().Name, unexpected.StackTrace);
            return SourceRead.Failed(SourceFailureKind.Rejected, $"The answer could not be understood ({unexpected.GetType().Name}).");
        }
    }

    private static async Task Settle(Task<SourceRead> reading)
    {
        try
        {
            await reading;
        }
        catch (OperationCanceledException)
        {
            // Cancelled by us: the run is over and does not need the page that was being read ahead.
        }
    }

    private async Task<CheckpointRow> LoadCheckpointAsync(int sourceId, int searchId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var there = await db.Checkpoints.AsNoTracking()
            .SingleOrDefaultAsync(row => row.SourceId == sourceId && row.SearchId == searchId, cancellationToken);
        if (there is not null) return there;
        var first = new CheckpointRow { SourceId = sourceId, SearchId = searchId, ReadAt = DateTime.UnixEpoch };
        db.Checkpoints.Add(first);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return first;
        }
        catch (DbUpdateException)
        {
            // Another process was first.
            db.ChangeTracker.Clear();
            return await db.Checkpoints.AsNoTracking().SingleAsync(row => row.SourceId == sourceId && row.SearchId == searchId, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Search {SearchId} on source {SourceId}: {Read} read, {Added} new, {Matched} matched, {Malformed} malformed, {Errors} errors.")]
    private partial void LogRun(int searchId, int sourceId, int read, int added, int matched, int malformed, int errors);

    [LoggerMessage(Level = LogLevel.Information, Message = "Search {SearchId} on source {SourceId} was overtaken by another run and stopped.")]
    private partial void LogOvertaken(int searchId, int sourceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Source {SourceId} failed unexpectedly: {Exception} {Trace}")]
    private partial void LogUnexpected(int sourceId, string exception, string? trace);
}
