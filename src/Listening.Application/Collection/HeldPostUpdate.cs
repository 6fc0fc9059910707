using Listening.Application.Content;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Collection;

/// <summary>What happens to posts of a page that were not inserted: they are held and perhaps edited, or were deleted before.</summary>
internal sealed class HeldPostUpdate(ListeningDbContext db, PageToStore page, PostContent content, PostRemoval removal, DateTime now)
{
    /// <summary>Brings held posts up to date. Adds edited posts to <paramref name="announce"/> and every held one that matches to <paramref name="ids"/>.</summary>
    public async Task ApplyAsync(
        IEnumerable<MatchedPost> posts, List<long> announce, Dictionary<MatchedPost, long> ids, CancellationToken cancellationToken)
    {
        var scope = page.Searches.ScopeOf(page.Source.Id, page.SearchId);
        foreach (var chunk in posts.Chunk(200))
        {
            var found = (await FindAsync(db, page.Source.Id, [.. chunk.Select(post => post.IdHash)], cancellationToken))
                .ToDictionary(post => Convert.ToHexString(post.IdHash), StringComparer.Ordinal);
            foreach (var post in chunk)
            {
                if (!found.TryGetValue(Convert.ToHexString(post.IdHash), out var held)) continue;
                if (!await UpdateAsync(post, held, scope, announce, cancellationToken)) continue;
                if (post.SearchIds.Count > 0) ids[post] = held.Id;
            }

            await RememberAsync([.. chunk.Select(post => post.IdHash)], cancellationToken);
        }
    }

    /// <summary>The held posts of these id hashes, with what their removal needs.</summary>
    public static Task<List<HeldPost>> FindAsync(ListeningDbContext db, int sourceId, byte[][] hashes, CancellationToken cancellationToken) =>
        (from known in db.KnownPosts.AsNoTracking()
         where known.SourceId == sourceId && hashes.Contains(known.IdHash)
         join post in db.Posts.AsNoTracking() on known.PostId equals post.Id
         join item in db.TriageItems on post.Id equals item.PostId into items
         from item in items.DefaultIfEmpty()
         select new HeldPost(
            post.Id, post.SourceId, post.IdHash, post.ContentHash, post.KeyId, post.CollectedAt, post.DueAt, post.Rule, post.RulesVersion, post.LinkHash,
            post.Holds, item == null ? null : item.Queue))
        .ToListAsync(cancellationToken);

    /// <summary>As <see cref="FindAsync"/>, and nobody else can change or delete them until the transaction ends.</summary>
    public static async Task<List<HeldPost>> ClaimAsync(ListeningDbContext db, int sourceId, byte[][] hashes, CancellationToken cancellationToken)
    {
        // An update that changes nothing takes the rows' locks on every database, and waits for a purge that has them.
        var numbers = db.KnownPosts.Where(known => known.SourceId == sourceId && hashes.Contains(known.IdHash)).Select(known => known.PostId);
        var claimed = await db.Posts.Where(post => numbers.Contains(post.Id))
            .ExecuteUpdateAsync(row => row.SetProperty(p => p.Revision, p => p.Revision), cancellationToken);
        return claimed == 0 ? [] : await FindAsync(db, sourceId, hashes, cancellationToken);
    }

    // False when the post is gone afterwards.
    private async Task<bool> UpdateAsync(MatchedPost post, HeldPost held, IReadOnlyList<int> scope, List<long> announce, CancellationToken cancellationToken)
    {
        if (post.Objected) return await RemoveObjectedAsync(held, cancellationToken);
        var hash = content.HashOf(post.Post);
        if (hash.AsSpan().SequenceEqual(held.ContentHash)) return true;

        // What a hold keeps stays as it was when somebody asked for it.
        if (held.Holds > 0) return true;
        // Deleted by somebody else since it was found.
        if ((await ClaimAsync(db, page.Source.Id, [held.IdHash], cancellationToken)).Count == 0) return false;
        var gone = scope.Except(post.SearchIds).ToList();
        if (post.SearchIds.Count == 0 && !await db.Matches.AnyAsync(match => match.PostId == held.Id && !gone.Contains(match.SearchId), cancellationToken))
        {
            page.Run.Deleted += await removal.RemoveAsync(db, [held.ForRemoval], DeletionReason.NoLongerMatches, now, cancellationToken);
            return false;
        }

        await db.Matches.Where(match => match.PostId == held.Id && gone.Contains(match.SearchId)).ExecuteDeleteAsync(cancellationToken);
        // The edit stays under the key and the limit of the day on which the post was first collected.
        var (sealedContent, _) = content.Seal(post.Post, ContentKeyId.FromValue(held.KeyId), held.IdHash);
        // Whoever renames the account or moves the post has to be found by the new handle and link.
        var (author, link) = (content.HashAuthor(post.Post), content.HashLink(post.Post));
        await db.Posts.Where(row => row.Id == held.Id).ExecuteUpdateAsync(
            row => row.SetProperty(p => p.Content, sealedContent).SetProperty(p => p.ContentHash, hash)
                .SetProperty(p => p.AuthorHash, author).SetProperty(p => p.LinkHash, link).SetProperty(p => p.Revision, p => p.Revision + 1),
            cancellationToken);
        page.Run.Edited++;
        announce.Add(held.Id);
        return true;
    }

    // Its author objected after it was collected. What a hold keeps stays as it is, without the edit.
    private async Task<bool> RemoveObjectedAsync(HeldPost held, CancellationToken cancellationToken)
    {
        var claimed = await ClaimAsync(db, page.Source.Id, [held.IdHash], cancellationToken);
        page.Run.Deleted += await removal.RemoveAsync(
            db, [.. claimed.Where(post => post.Holds == 0).Select(post => post.ForRemoval)], DeletionReason.PersonAsked, now, cancellationToken);
        return false;
    }

    // Whatever the source still shows stays known for as long as it does, held or deleted.
    private async Task RememberAsync(byte[][] hashes, CancellationToken cancellationToken)
    {
        var today = now.Date;
        await db.KnownPosts
            .Where(known => known.SourceId == page.Source.Id && hashes.Contains(known.IdHash) && known.LastSeenAt < today)
            .ExecuteUpdateAsync(known => known.SetProperty(k => k.LastSeenAt, today), cancellationToken);
    }
}

/// <summary>A held post as far as an update or a removal needs it.</summary>
internal sealed record HeldPost(
    long Id, int SourceId, byte[] IdHash, byte[] ContentHash, long KeyId, DateTime CollectedAt, DateTime DueAt, RetentionRule Rule, int RulesVersion,
    byte[] LinkHash, int Holds, TriageQueue? Queue)
{
    public DuePost ForRemoval => new(Id, SourceId, CollectedAt, DueAt, Rule, RulesVersion, LinkHash, Queue);
}
