using System.Data.Common;
using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Foi;
using Listening.Application.Holds;
using Listening.Application.Incidents;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Application.Watches;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Retention;

/// <summary>Deletes every post whose limit has passed, with all that belongs to it, and destroys the keys whose day is over.</summary>
/// <remarks>Can be stopped at any point and started again; two at once delete each post once.</remarks>
public sealed partial class RetentionService(
    IDbContextFactory<ListeningDbContext> databases,
    IStorageDialect dialect,
    RetentionRulebook rulebook,
    RuleChange change,
    HoldKeeper holds,
    WatchKeeper watches,
    KeyRegister keys,
    PostRemoval removal,
    HeldPosts held,
    HeldTextIndex texts,
    DeletionKeyDeaths deletionKeys,
    LogCheckpoints checkpoints,
    IncidentBook incidents,
    RetentionSettings settings,
    TimeProvider time,
    ILogger<RetentionService> logger)
{
    private const string Purge = "purge";
    private DateTime _tombstonesForgotten;

    /// <summary>Deletes all that is due.</summary>
    /// <exception cref="DbException">Something could not be deleted; it is an incident, and tried again at the next purge.</exception>
    public async Task<PurgeOutcome> PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BringUpToDateAsync(cancellationToken);
            var posts = await DeleteDueAsync(cancellationToken);
            var destroyed = await keys.DestroyAsync(cancellationToken);
            destroyed += await deletionKeys.RunAsync(cancellationToken);
            await keys.CheckAsync(cancellationToken);
            await MakeKeysAheadAsync(cancellationToken);
            await incidents.CloseAsync(IncidentKind.DeletionFailed, Purge, cancellationToken);
            if (posts > 0 || destroyed > 0) LogPurged(posts, destroyed);
            return new PurgeOutcome(posts, destroyed);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or InvalidOperationException)
        {
            await NoteFailureAsync(failure, cancellationToken);
            throw;
        }
        finally
        {
            // Whatever came of it stands in the log.
            await checkpoints.TrySignAsync(cancellationToken);
        }
    }

    // Rules and holds first: a hold that was placed while nothing ran wins over what fell due meanwhile.
    private async Task BringUpToDateAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await rulebook.RefreshAsync(db, cancellationToken);
        await change.ApplyAsync(db, rulebook.Current, cancellationToken);
        await holds.KeepAsync(cancellationToken);
        await watches.ExpireAsync(cancellationToken);
    }

    private async Task<int> DeleteDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var posts = 0;
        int deleted;
        while ((deleted = await PurgeBatchAsync(now, cancellationToken)) > 0)
        {
            posts += deleted;
            await RestAsync(cancellationToken);
        }

        await ForgetOldStateAsync(now, cancellationToken);
        await texts.ClearAsync(cancellationToken);
        if (posts == 0) return 0;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        held.Forget(posts);
        await dialect.EraseFreedAsync(db, cancellationToken);
        return posts;
    }

    private async Task<int> PurgeBatchAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await dialect.ClaimDueAsync(db, now, settings.BatchSize, cancellationToken);
        var deleted = await removal.RemoveAsync(db, due, DeletionReason.LimitPassed, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted;
    }

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await dialect.RestAsync(db, cancellationToken);
    }

    private async Task MakeKeysAheadAsync(CancellationToken cancellationToken)
    {
        const string folder = "key-folder";
        try
        {
            await keys.MakeAheadAsync(cancellationToken);
            await incidents.CloseAsync(IncidentKind.KeyFolderUnusable, folder, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await incidents.OpenAsync(
                IncidentKind.KeyFolderUnusable, folder,
                $"No key can be made in the key folder ({failure.GetType().Name}). Nothing new can be stored until it is there again and the service may write in it.",
                cancellationToken);
        }
    }

    // State without content has limits too: tombstones of posts that sources no longer show, runs, used links, attention that is not added up any more.
    private async Task ForgetOldStateAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await ForgetTombstonesAsync(db, now.Date.AddDays(-settings.TombstoneDays), cancellationToken);
        var runs = now.AddDays(-settings.RunDays);
        await db.CollectionRuns.Where(run => run.StartedAt < runs).ExecuteDeleteAsync(cancellationToken);
        var notes = now.AddDays(-AuthorityService.NoteDays);
        await db.AuthorityNotes.Where(note => note.At <= notes).ExecuteDeleteAsync(cancellationToken);
        await db.SignInLinks.Where(link => link.ExpiresAt < runs).ExecuteDeleteAsync(cancellationToken);
        var first = AttentionReader.FirstDay(now);
        await db.Attention.Where(row => row.Day < first).ExecuteDeleteAsync(cancellationToken);
    }

    // Once a day, which is how exactly they are dated: an index by that day would have to be kept for every post, so all are
    // looked at, and looked at first without the writer's lock.
    private async Task ForgetTombstonesAsync(ListeningDbContext db, DateTime day, CancellationToken cancellationToken)
    {
        if (_tombstonesForgotten == day) return;
        var old = db.KnownPosts.Where(known => known.LastSeenAt < day && !db.Posts.Any(post => post.Id == known.PostId));
        if (await old.AnyAsync(cancellationToken)) await old.ExecuteDeleteAsync(cancellationToken);
        _tombstonesForgotten = day;
    }

    // The message of a database can quote values, so only the kind of failure is kept.
    private async Task NoteFailureAsync(Exception failure, CancellationToken cancellationToken)
    {
        try
        {
            await incidents.OpenAsync(
                IncidentKind.DeletionFailed, Purge,
                $"What is due could not be deleted ({failure.GetBaseException().GetType().Name}). It is hidden from the pages and tried again at every purge; see the log of the service, and the database's disk.",
                cancellationToken);
        }
        catch (Exception again) when (again is DbException or DbUpdateException)
        {
            // The database takes nothing at all: the log has it, and /health/ready says so.
            LogNotNoted(again.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention deleted {Posts} posts and destroyed {Keys} keys.")]
    private partial void LogPurged(int posts, int keys);

    [LoggerMessage(Level = LogLevel.Error, Message = "An incident could not be written to the database: {Exception}")]
    private partial void LogNotNoted(string exception);
}
