using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.People;

/// <summary>Deletes somebody's posts before their time, in bounded batches, each with its log entry and count in its own transaction.</summary>
/// <remarks>Can be stopped at any point: what was deleted is recorded, and asking again deletes the rest. A hold placed meanwhile wins.</remarks>
public sealed class PersonErasure(
    IDbContextFactory<ListeningDbContext> databases, IStorageDialect dialect, PostRemoval removal, HeldPosts held, HeldTextIndex texts)
{
    private const int BatchSize = 500;

    /// <summary>Deletes all posts of the target that no hold keeps.</summary>
    internal async Task<ErasureOutcome> EraseAsync(
        PersonTarget target, string reference, ErasureReason reason, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // Their numbers once: to find them by hash looks at every row.
        var ids = await target.Posts(db).OrderBy(post => post.Id).Select(post => post.Id).ToArrayAsync(cancellationToken);
        var what = $"{PersonRequests.Posts(ids.Length)} found to be deleted unless a hold keeps them. {reason.Sentence()}";
        var request = PersonRequests.Row(PersonRequestKind.Erasure, reference, operation, ids.Length);
        // The first batch, though it may be empty, carries the request itself.
        foreach (var batch in ids.Chunk(BatchSize).DefaultIfEmpty([]))
        {
            await EraseBatchAsync(db, target, batch, request, operation, what, cancellationToken);
            await dialect.RestAsync(db, cancellationToken);
        }

        if (request.Deleted > 0) await CleanAsync(db, request.Deleted, cancellationToken);
        var (kept, references) = await HeldBackAsync(db, ids, cancellationToken);
        return new ErasureOutcome(request.Id, ids.Length, request.Deleted, kept, references, Objected: false);
    }

    private async Task EraseBatchAsync(
        ListeningDbContext db, PersonTarget target, long[] ids, PersonRequestRow request, OperationContext operation, string what, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (request.Id == 0)
        {
            await db.RecordAsync(request, operation, what, cancellationToken);
            await ForgetAttentionAsync(db, target, cancellationToken);
        }

        var (id, deleted) = (request.Id, await DeleteAsync(db, ids, operation.At, cancellationToken));
        await db.PersonRequests.Where(row => row.Id == id).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.Deleted, r => r.Deleted + deleted), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        request.Deleted += deleted;
    }

    // Not for a link: one post that goes must not hide how much of its author was looked at.
    private static async Task ForgetAttentionAsync(ListeningDbContext db, PersonTarget target, CancellationToken cancellationToken)
    {
        var authors = target.Authors;
        if (target.Link is null) await db.Attention.Where(row => authors.Contains(row.AuthorHash)).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<int> DeleteAsync(ListeningDbContext db, long[] ids, DateTime now, CancellationToken cancellationToken)
    {
        if (ids.Length == 0) return 0;
        // An update that changes nothing takes the rows' locks, and waits for whoever is placing a hold on them.
        await db.Posts.Where(post => EF.Parameter(ids).Contains(post.Id) && post.Holds == 0)
            .ExecuteUpdateAsync(row => row.SetProperty(p => p.Revision, p => p.Revision), cancellationToken);
        var free = await (
            from post in db.Posts.AsNoTracking()
            where EF.Parameter(ids).Contains(post.Id) && post.Holds == 0
            join item in db.TriageItems on post.Id equals item.PostId into items
            from item in items.DefaultIfEmpty()
            select new DuePost(
                post.Id, post.SourceId, post.CollectedAt, post.DueAt, post.Rule, post.RulesVersion, post.LinkHash, item == null ? null : item.Queue))
            .ToListAsync(cancellationToken);
        return await removal.RemoveAsync(db, free, DeletionReason.PersonAsked, now, cancellationToken);
    }

    // As after a purge: nothing of the posts stays in memory or in freed pages of the database.
    private async Task CleanAsync(ListeningDbContext db, int deleted, CancellationToken cancellationToken)
    {
        held.Forget(deleted);
        await texts.ClearAsync(cancellationToken);
        await dialect.EraseFreedAsync(db, cancellationToken);
    }

    private static async Task<(int Posts, IReadOnlyList<string> References)> HeldBackAsync(ListeningDbContext db, long[] ids, CancellationToken cancellationToken)
    {
        var (posts, references) = (0, new SortedSet<string>(StringComparer.Ordinal));
        foreach (var chunk in ids.Chunk(BatchSize))
        {
            var kept = await db.Posts.Where(post => EF.Parameter(chunk).Contains(post.Id)).Select(post => post.Id).ToArrayAsync(cancellationToken);
            posts += kept.Length;
            references.UnionWith((await PersonPosts.HoldsAsync(db, kept, cancellationToken)).Select(hold => hold.Reference));
        }

        return (posts, [.. references]);
    }
}
