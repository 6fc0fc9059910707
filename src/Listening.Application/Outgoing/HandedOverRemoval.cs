using Listening.Application.Collection;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Outgoing;

/// <summary>Deletes a post of which the case system now has its own copy. A hold keeps it here.</summary>
public sealed class HandedOverRemoval(IStorageDialect dialect, PostRemoval removal, HeldPosts held, HeldTextIndex texts)
{
    /// <summary>Deletes it in the caller's transaction.</summary>
    /// <returns>False when a hold keeps it, or it is gone already.</returns>
    public async Task<bool> RemoveAsync(ListeningDbContext db, long postId, DateTime now, CancellationToken cancellationToken)
    {
        // An update that changes nothing takes the row's lock, and waits for whoever is placing a hold on it.
        var free = await db.Posts.Where(post => post.Id == postId && post.Holds == 0)
            .ExecuteUpdateAsync(row => row.SetProperty(p => p.Revision, p => p.Revision), cancellationToken);
        if (free == 0) return false;
        var due = await (
            from post in db.Posts.AsNoTracking()
            where post.Id == postId && post.Holds == 0
            join item in db.TriageItems on post.Id equals item.PostId into items
            from item in items.DefaultIfEmpty()
            select new DuePost(
                post.Id, post.SourceId, post.CollectedAt, post.DueAt, post.Rule, post.RulesVersion, post.LinkHash, item == null ? null : item.Queue))
            .ToListAsync(cancellationToken);
        return await removal.RemoveAsync(db, due, DeletionReason.HandedOver, now, cancellationToken) > 0;
    }

    /// <summary>As after a purge: nothing of the post stays in memory or in freed pages of the database. Outside any transaction.</summary>
    public async Task CleanAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        held.Forget(1);
        await texts.ClearAsync(cancellationToken);
        await dialect.EraseFreedAsync(db, cancellationToken);
    }
}
