using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Content;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Retention;

/// <summary>Moves posts that outlive their day under another key, so that the day's key can die on time.</summary>
public sealed class Resealing(IDbContextFactory<ListeningDbContext> databases, PostContent content)
{
    private const int PostsAtOnce = 500;

    /// <summary>Seals these posts, with the reasons of their items, under the key. What is under it already, or cannot be opened any more, stays as it is.</summary>
    /// <returns>How many were sealed anew.</returns>
    public async Task<int> SealAsync(IReadOnlyCollection<long> postIds, ContentKeyId key, CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var chunk in postIds.Chunk(PostsAtOnce)) moved += await SealChunkAsync(chunk, key, cancellationToken);
        return moved;
    }

    private async Task<int> SealChunkAsync(long[] ids, ContentKeyId key, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var target = key.Value;
        var posts = await (
            from post in db.Posts.AsNoTracking()
            where EF.Parameter(ids).Contains(post.Id) && post.KeyId != target
            join item in db.TriageItems on post.Id equals item.PostId into items
            from item in items.DefaultIfEmpty()
            select new { post.Id, post.IdHash, post.Content, post.KeyId, post.Revision, Reasons = item == null ? null : item.Reasons }).ToListAsync(cancellationToken);
        // Sealed before the transaction begins: on a database with one writer everybody else waits for it.
        var resealed = posts
            .Select(post => (Post: post, Content: content.Reseal(post.Content, post.KeyId, key, post.IdHash), Reasons: content.Reseal(post.Reasons, post.KeyId, key, post.IdHash)))
            .Where(post => post.Content is not null).ToList();
        var moved = 0;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (post, newContent, newReasons) in resealed)
        {
            // Edited or sealed by somebody else meanwhile: it is looked at again at the next purge.
            if (await db.Posts.Where(row => row.Id == post.Id && row.KeyId == post.KeyId && row.Revision == post.Revision)
                .ExecuteUpdateAsync(row => row.SetProperty(p => p.Content, newContent).SetProperty(p => p.KeyId, target), cancellationToken) == 0) continue;
            moved++;
            if (newReasons is not null)
                await db.TriageItems.Where(row => row.PostId == post.Id).ExecuteUpdateAsync(row => row.SetProperty(i => i.Reasons, newReasons), cancellationToken);
        }

        await SealWordsAsync(db, ids, key, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return moved;
    }

    // What staff wrote about these posts lives and dies with them.
    private async Task SealWordsAsync(ListeningDbContext db, long[] ids, ContentKeyId key, CancellationToken cancellationToken)
    {
        var target = key.Value;
        var hashes = await db.Posts.Where(post => EF.Parameter(ids).Contains(post.Id)).Select(post => new { post.Id, post.IdHash })
            .ToDictionaryAsync(post => post.Id, post => post.IdHash, cancellationToken);
        foreach (var action in await db.ItemActions.Where(action => EF.Parameter(ids).Contains(action.PostId) && action.Words != null && action.KeyId != target).ToListAsync(cancellationToken))
        {
            if (content.Reseal(action.Words, action.KeyId, key, hashes[action.PostId]) is { } words) (action.Words, action.KeyId) = (words, target);
        }

        foreach (var sending in await db.Sendings.Where(sending => EF.Parameter(ids).Contains(sending.PostId) && sending.Words != null && sending.KeyId != target).ToListAsync(cancellationToken))
        {
            if (content.Reseal(sending.Words, sending.KeyId, key, hashes[sending.PostId]) is { } words) (sending.Words, sending.KeyId) = (words, target);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
