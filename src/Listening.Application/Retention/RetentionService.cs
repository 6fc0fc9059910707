using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Retention;

/// <summary>Deletes every post whose limit has passed, with all that belongs to it, and destroys the keys whose day is over.</summary>
/// <remarks>Can be stopped at any point and started again; two at once delete each post once.</remarks>
public sealed partial class RetentionService(
    IDbContextFactory<ListeningDbContext> databases,
    IStorageDialect dialect,
    IContentKeys keys,
    PostRemoval removal,
    HeldPosts held,
    HeldTextIndex texts,
    DeletionKeyDeaths deletionKeys,
    LogCheckpoints checkpoints,
    RetentionSettings settings,
    TimeProvider time,
    ILogger<RetentionService> logger)
{
    // A page that was being stored when its collection day ended may still commit under that day's key.
    private static readonly TimeSpan LateCommit = TimeSpan.FromHours(1);

    /// <summary>Deletes all that is due.</summary>
    public async Task<PurgeOutcome> PurgeAsync(CancellationToken cancellationToken)
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
        if (posts > 0)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            held.Forget(posts);
            await dialect.EraseFreedAsync(db, cancellationToken);
        }

        var destroyed = await DestroyKeysAsync(now, cancellationToken);
        destroyed += await deletionKeys.RunAsync(cancellationToken);
        await checkpoints.TrySignAsync(cancellationToken);
        if (posts > 0 || destroyed > 0) LogPurged(posts, destroyed);
        return new PurgeOutcome(posts, destroyed);
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

    // A key goes when its last content is due, or earlier when its day is over and nothing is left under it.
    private async Task<int> DestroyKeysAsync(DateTime now, CancellationToken cancellationToken)
    {
        var destroyed = 0;
        foreach (var id in keys.List())
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var dayIsOver = now >= id.Day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) + LateCommit;
            var value = id.Value;
            if (id.DiesAt > now && (!dayIsOver || await db.Posts.AnyAsync(post => post.KeyId == value, cancellationToken))) continue;
            if (!keys.Destroy(id)) continue;
            destroyed++;
            db.Record(OperationContext.System(time, "Its collection day and limit are over."), AuditEvents.KeyDestroyed, $"key:{id}");
            await db.SaveChangesAsync(cancellationToken);
        }

        return destroyed;
    }

    // State without content has limits too: tombstones of posts that sources no longer show, runs, used links.
    private async Task ForgetOldStateAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stones = now.AddDays(-settings.TombstoneDays);
        await db.Tombstones.Where(stone => stone.LastSeenAt < stones).ExecuteDeleteAsync(cancellationToken);
        var runs = now.AddDays(-settings.RunDays);
        await db.CollectionRuns.Where(run => run.StartedAt < runs).ExecuteDeleteAsync(cancellationToken);
        await db.SignInLinks.Where(link => link.ExpiresAt < runs).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention deleted {Posts} posts and destroyed {Keys} keys.")]
    private partial void LogPurged(int posts, int keys);
}
