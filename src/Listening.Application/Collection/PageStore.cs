using System.Text.Json;
using Listening.Application.Auditing;
using Listening.Application.Content;
using Listening.Application.Delivery;
using Listening.Application.Holds;
using Listening.Application.People;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Application.Watches;
using Listening.Core.Content;
using Listening.Core.Matching;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Collection;

/// <summary>
/// Stores one page: new posts, edits, matches, deletions upstream, what is to be announced, the run's counts and the
/// checkpoint, all in one transaction, so that a kill at any moment leaves either the whole page or nothing of it.
/// </summary>
public sealed class PageStore(
    IDbContextFactory<ListeningDbContext> databases,
    IStorageDialect dialect,
    IContentKeys keys,
    PostContent content,
    PostRemoval removal,
    HeldPosts held,
    HiddenAuthors hidden,
    ObjectionList objections,
    HeldTextIndex texts,
    AttentionMeter attention,
    OutboxSignal signal,
    RetentionRulebook rules,
    TimeProvider time)
{
    /// <summary>Posts announced by one message.</summary>
    private const int PostsPerMessage = 500;

    /// <summary>Stores the page.</summary>
    /// <returns>False when another run has moved the checkpoint meanwhile; nothing was stored then.</returns>
    public async Task<bool> StoreAsync(PageToStore page, CancellationToken cancellationToken)
    {
        var searches = page.Searches.For(page.Source.Id, page.SearchId);
        var matched = await CompleteAsync(page, searches, PageMatching.Match(page, searches, keys, held, objections), cancellationToken);
        var matching = matched.FindAll(post => post.SearchIds.Count > 0);
        // Sealed before the transaction begins: on a database with one writer everybody else waits for it.
        var rows = Seal(page, matching);
        var now = time.GetUtcNow().UtcDateTime;
        var run = page.Run;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var gone = page.Page.Deleted.Select(id => HashOf(page, id)).Concat(await hidden.FindAsync(db, page, cancellationToken)).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await MoveCheckpointAsync(db, page, now, cancellationToken)) return false;

        run.Read += page.Page.Posts.Count;
        run.Malformed += page.Page.Malformed;
        run.PossibleGap |= page.Page.PossibleGap;
        NoteNewest(page, now);
        if (page.Checkpoint is not null) run.CursorTo = page.Page.Cursor;
        var (editedBefore, deletedBefore) = (run.Edited, run.Deleted);
        var announce = new List<long>();
        run.Matched += matching.Count;
        var ids = await InsertAsync(db, page, matching, rows, announce, cancellationToken);
        List<byte[]> captured = [.. rows.Where((_, at) => ids.ContainsKey(matching[at])).Select(row => row.AuthorHash)];
        await new HeldPostUpdate(db, page, content, removal, now).ApplyAsync(
            matched.Where(post => !ids.ContainsKey(post)), announce, ids, cancellationToken);
        await dialect.InsertMatchesAsync(db, [.. MatchesOf(page, ids)], cancellationToken);
        run.Deleted += await RemoveDeletedAsync(db, page, gone, now, cancellationToken);
        // Late, because whoever stores posts of the same authors waits for it.
        await attention.AddCapturesAsync(db, captured, cancellationToken);

        foreach (var chunk in announce.Chunk(PostsPerMessage))
            db.Outbox.Add(new OutboxRow { PostIds = JsonSerializer.Serialize(chunk), CreatedAt = now });
        db.CollectionRuns.Update(run);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        // Known from now on, so that an edit on the next page of this run is noticed.
        foreach (var (post, id) in ids) held.Learn(page.Source.Id, post.Post, id);
        if (announce.Count > 0) signal.Raise();
        if (run.Edited > editedBefore || run.Deleted > deletedBefore) await texts.ClearAsync(cancellationToken);
        return true;
    }

    private byte[] HashOf(PageToStore page, string id)
    {
        var hash = new byte[IContentKeys.IdHashSize];
        keys.HashId(page.Source.Id, id, hash);
        return hash;
    }

    private static async Task<bool> MoveCheckpointAsync(ListeningDbContext db, PageToStore page, DateTime now, CancellationToken cancellationToken)
    {
        if (page.Checkpoint is not { } checkpoint) return true;
        var expected = checkpoint.Version;
        var moved = await db.Checkpoints
            .Where(row => row.SourceId == checkpoint.SourceId && row.SearchId == checkpoint.SearchId && row.Version == expected)
            .ExecuteUpdateAsync(row => row
                .SetProperty(c => c.Cursor, page.Page.Cursor).SetProperty(c => c.Version, expected + 1).SetProperty(c => c.ReadAt, now), cancellationToken);
        if (moved == 0) return false;
        (checkpoint.Cursor, checkpoint.Version, checkpoint.ReadAt) = (page.Page.Cursor, expected + 1, now);
        return true;
    }

    // What the stream left out is asked for before the transaction begins, and only for what matched. Then it is matched again:
    // a post whose author is not to be shown comes back without its words.
    private static async Task<List<MatchedPost>> CompleteAsync(PageToStore page, SearchSet searches, List<MatchedPost> matched, CancellationToken cancellationToken)
    {
        var places = Enumerable.Range(0, matched.Count).Where(at => matched[at].SearchIds.Count > 0).ToList();
        if (page.Source.Connector is not IPostCompletion completion || places.Count == 0) return matched;
        var complete = await completion.CompleteAsync([.. places.Select(at => matched[at].Post)], cancellationToken);
        for (var i = 0; i < places.Count; i++)
        {
            List<int> found = [];
            searches.Match(complete[i], found);
            matched[places[i]] = matched[places[i]] with { Post = complete[i], SearchIds = found };
        }

        return matched;
    }

    // A time that is still to come says nothing: authors and platforms may have wrong clocks.
    private static void NoteNewest(PageToStore page, DateTime now)
    {
        foreach (var post in page.Page.Posts)
        {
            if (post.CreatedAt != default && post.CreatedAt <= now && !(post.CreatedAt <= page.Run.NewestAt)) page.Run.NewestAt = post.CreatedAt;
        }
    }

    private List<PostRow> Seal(PageToStore page, List<MatchedPost> matching)
    {
        var policy = rules.Current;
        var limit = policy.AtCollection(page.Source.Name);
        return matching.ConvertAll(matched =>
        {
            var key = ContentKeyId.For(matched.Post.CollectedAt, limit);
            var (sealedPost, hash) = content.Seal(matched.Post, key, matched.IdHash);
            return new PostRow
            {
                SourceId = page.Source.Id,
                IdHash = matched.IdHash,
                LinkHash = content.HashLink(matched.Post),
                AuthorHash = content.HashAuthor(matched.Post),
                ContentHash = hash,
                Content = sealedPost,
                KeyId = key.Value,
                CollectedAt = matched.Post.CollectedAt,
                DueAt = limit.DueAt(matched.Post.CollectedAt),
                Rule = limit.Rule,
                RulesVersion = policy.Version,
            };
        });
    }

    private async Task<Dictionary<MatchedPost, long>> InsertAsync(
        ListeningDbContext db, PageToStore page, List<MatchedPost> matching, List<PostRow> rows, List<long> announce, CancellationToken cancellationToken)
    {
        var inserted = await dialect.InsertPostsAsync(db, rows, cancellationToken);
        var ids = new Dictionary<MatchedPost, long>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < matching.Count; i++)
        {
            if (inserted[i] == 0) continue;
            ids[matching[i]] = inserted[i];
            announce.Add(inserted[i]);
        }

        page.Run.New += ids.Count;
        return ids;
    }

    private static IEnumerable<MatchRow> MatchesOf(PageToStore page, Dictionary<MatchedPost, long> ids) =>
        from entry in ids
        from searchId in entry.Key.SearchIds
        select new MatchRow { PostId = entry.Value, SearchId = searchId, SearchVersion = page.Searches.ById[searchId].Version };

    private async Task<int> RemoveDeletedAsync(ListeningDbContext db, PageToStore page, IEnumerable<byte[]> gone, DateTime now, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var hashes in gone.Chunk(200))
        {
            var posts = await HeldPostUpdate.ClaimAsync(db, page.Source.Id, hashes, cancellationToken);
            removed += await removal.RemoveAsync(
                db, [.. posts.Where(post => post.Holds == 0).Select(post => post.ForRemoval)], DeletionReason.DeletedUpstream, now, cancellationToken);
            await HideOnHoldAsync(db, [.. posts.Where(post => post.Holds > 0).Select(post => post.Id)], now, cancellationToken);
        }

        return removed;
    }

    // Gone on the platform but wanted by whoever has a right to it: out of sight from now on, and kept.
    private static async Task HideOnHoldAsync(ListeningDbContext db, long[] ids, DateTime now, CancellationToken cancellationToken)
    {
        if (ids.Length == 0) return;
        var hidden = await db.Posts.Where(post => EF.Parameter(ids).Contains(post.Id) && post.DueAt > now)
            .ExecuteUpdateAsync(row => row.SetProperty(p => p.DueAt, now), cancellationToken);
        if (hidden == 0) return;
        await ItemLimits.FollowAsync(db, ids, cancellationToken);
        var holds = await (
            from held in db.HoldPosts
            join hold in db.Holds on held.HoldId equals hold.Id
            where EF.Parameter(ids).Contains(held.PostId)
            group held by new { hold.Id, hold.Reason } into posts
            select new { posts.Key.Id, posts.Key.Reason, Posts = posts.Count() }).ToListAsync(cancellationToken);
        var operation = new OperationContext(OperationContext.SystemActor, now, "");
        foreach (var hold in holds) HoldKeeper.RecordConflict(db, operation, hold.Id, hold.Reason, hold.Posts, "they were deleted on their platform");
    }
}
