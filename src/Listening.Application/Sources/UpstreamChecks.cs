using Listening.Application.Collection;
using Listening.Application.Content;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Sources;

/// <summary>
/// Looks at every held post again where its platform can be asked for posts by their ids: at least once a day, sooner where
/// the platform demands it. What is gone there goes here, what was edited is brought up to date.
/// </summary>
/// <remarks>A look at all posts goes on where it was left, by whichever process; each batch commits with the place.</remarks>
public sealed partial class UpstreamChecks(
    IDbContextFactory<ListeningDbContext> databases,
    SourceCatalog sources,
    SearchCatalog searches,
    PageStore store,
    PostContent content,
    SourceGate gate,
    SourceHealth health,
    SourceLedger ledger,
    TimeProvider time,
    ILogger<UpstreamChecks> logger)
{
    /// <summary>Batches of one source before others get their turn; the rest follows at the next call.</summary>
    private const int BatchesAtOnce = 100;

    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

    /// <summary>Goes on with every source whose turn it is.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources.ById.Values)
        {
            if (source.Connector is IUpstreamCheck check && await gate.MayReadAsync(source, cancellationToken)) await CheckAsync(source, check, cancellationToken);
        }
    }

    private async Task CheckAsync(ConfiguredSource source, IUpstreamCheck check, CancellationToken cancellationToken)
    {
        if (!await BeginAsync(source, check, cancellationToken)) return;
        var run = new CollectionRunRow { SourceId = source.Id, StartedAt = time.GetUtcNow().UtcDateTime };
        SourceFailure? failure = null;
        for (var batch = 0; batch < BatchesAtOnce && failure is null; batch++)
        {
            var (posts, last, begun) = await NextAsync(source, check.CheckBatch, cancellationToken);
            if (last is null)
            {
                await EndAsync(source, begun, cancellationToken);
                break;
            }

            failure = posts.Count == 0 ? null : await CheckBatchAsync(source, check, posts, run, cancellationToken);
            if (failure is null) await MoveAsync(source, last.Value, cancellationToken);
        }

        run.FinishedAt = time.GetUtcNow().UtcDateTime;
        (run.Errors, run.Problem) = failure is null ? (0, null) : (1, SourceHealth.ProblemOf(failure));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (failure is not null) await health.RecordAsync(db, source.Id, failure, run, cancellationToken);
        if (run.Read > 0 || failure is not null) db.CollectionRuns.Update(run);
        await db.SaveChangesAsync(cancellationToken);
        await ledger.SettleAsync(source, cancellationToken);
        LogChecked(source.Id, run.Read, run.Edited, run.Deleted, run.Errors);
    }

    // False when the last look is young enough and none is under way.
    private async Task<bool> BeginAsync(ConfiguredSource source, IUpstreamCheck check, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var interval = check.CheckInterval < LongestInterval ? check.CheckInterval : LongestInterval;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Sources.SingleAsync(row => row.Id == source.Id, cancellationToken);
        if (row.CheckBegunAt is not null) return true;
        if (row.CheckedAt is { } last && last <= now && now - last < interval) return false;
        (row.CheckBegunAt, row.CheckedTo) = (now, 0);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task<(List<Post> Posts, long? Last, DateTime? Begun)> NextAsync(ConfiguredSource source, int size, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Sources.AsNoTracking().SingleAsync(row => row.Id == source.Id, cancellationToken);
        // What was collected since it began was there a moment ago.
        var held = await db.Posts.AsNoTracking()
            .Where(post => post.SourceId == source.Id && post.Id > row.CheckedTo && post.CollectedAt <= row.CheckBegunAt).OrderBy(post => post.Id).Take(size)
            .Select(post => new { post.Id, post.Content, post.KeyId, post.IdHash, post.CollectedAt }).ToListAsync(cancellationToken);
        return ([.. held.Select(post => content.Open(post.Content, post.KeyId, post.IdHash) is { } open ? open with { CollectedAt = post.CollectedAt } : null).OfType<Post>()], held.Count == 0 ? null : held[^1].Id, row.CheckBegunAt);
    }

    private async Task<SourceFailure?> CheckBatchAsync(
        ConfiguredSource source, IUpstreamCheck check, List<Post> posts, CollectionRunRow run, CancellationToken cancellationToken)
    {
        var read = await AskAsync(source, check, posts, cancellationToken);
        if (read.Failure is not null) return read.Failure;
        // Only what was asked about: an answer about something else is a mistake of the platform or of the connector.
        var asked = posts.ToDictionary(post => post.Id, StringComparer.Ordinal);
        var page = new SourcePage
        {
            Posts = [.. read.Changed.Where(post => asked.ContainsKey(post.Id)).Select(post => post with { Source = source.Name, CollectedAt = asked[post.Id].CollectedAt })],
            Deleted = [.. read.Gone.Where(asked.ContainsKey)],
        };
        run.Read += posts.Count - page.Posts.Count;
        var snapshot = await searches.CurrentAsync(cancellationToken);
        await store.StoreAsync(new PageToStore(source, 0, snapshot, page, null, run), cancellationToken);
        return null;
    }

    private async Task<UpstreamRead> AskAsync(ConfiguredSource source, IUpstreamCheck check, List<Post> posts, CancellationToken cancellationToken)
    {
        try
        {
            return await check.CheckAsync(posts, cancellationToken);
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // As in a run: the message may quote what was read, so only its kind is kept.
            LogUnexpected(source.Id, unexpected.GetType().Name, unexpected.StackTrace);
            return UpstreamRead.Failed(new SourceFailure(SourceFailureKind.Rejected, $"The answer could not be understood ({unexpected.GetType().Name}).", null));
        }
    }

    private async Task MoveAsync(ConfiguredSource source, long last, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Sources.Where(row => row.Id == source.Id && row.CheckedTo < last).ExecuteUpdateAsync(row => row.SetProperty(s => s.CheckedTo, last), cancellationToken);
    }

    // As of when it began: a post that vanished after its batch is found by the next look, an interval after this one's beginning.
    private async Task EndAsync(ConfiguredSource source, DateTime? begun, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Sources.Where(row => row.Id == source.Id).ExecuteUpdateAsync(
            row => row.SetProperty(s => s.CheckedAt, begun).SetProperty(s => s.CheckBegunAt, (DateTime?)null).SetProperty(s => s.CheckedTo, 0), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Source {SourceId} was looked at again: {Posts} posts, {Edited} edited, {Deleted} gone, {Errors} errors.")]
    private partial void LogChecked(int sourceId, int posts, int edited, int deleted, int errors);

    [LoggerMessage(Level = LogLevel.Error, Message = "Source {SourceId} failed unexpectedly when its posts were looked at again: {Exception} {Trace}")]
    private partial void LogUnexpected(int sourceId, string exception, string? trace);
}
