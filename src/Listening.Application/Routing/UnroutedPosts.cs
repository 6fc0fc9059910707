using System.Text.Json;
using Listening.Application.Delivery;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Routing;

/// <summary>Finds posts that are stored but in no queue although their message went out, and has them announced again.</summary>
/// <remarks>The in-process transport forgets its messages when the process ends, and a broker's queue can be deleted: neither may lose a post.</remarks>
public sealed class UnroutedPosts(IDbContextFactory<ListeningDbContext> databases, OutboxSignal signal, TimeProvider time)
{
    private const int Chunk = 500;
    private const int MostAtOnce = 100_000;

    /// <summary>Puts the posts that were collected before that age and are not routed back into the outbox, unless it still holds messages to send.</summary>
    /// <returns>How many posts.</returns>
    public async Task<int> AnnounceAgainAsync(TimeSpan minimumAge, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Outbox.AnyAsync(cancellationToken)) return 0;
        var now = time.GetUtcNow().UtcDateTime;
        var ids = await FindAsync(db, now - minimumAge, MostAtOnce, cancellationToken);
        if (ids.Count == 0) return 0;

        db.Outbox.AddRange(ids.Chunk(Chunk).Select(chunk => new OutboxRow { PostIds = JsonSerializer.Serialize(chunk), CreatedAt = now }));
        await db.SaveChangesAsync(cancellationToken);
        signal.Raise();
        return ids.Count;
    }

    /// <summary>Routes every post that is in no queue here and now, without any message.</summary>
    /// <returns>How many were put in a queue.</returns>
    public async Task<int> RouteAllAsync(RoutingService routing, CancellationToken cancellationToken)
    {
        var routed = 0;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var ids = await FindAsync(db, time.GetUtcNow().UtcDateTime, Chunk, cancellationToken);
            if (ids.Count == 0) return routed;
            routed += await routing.RouteAsync(ids, cancellationToken);
        }
    }

    private static Task<List<long>> FindAsync(ListeningDbContext db, DateTime collectedBefore, int most, CancellationToken cancellationToken) =>
        (from post in db.Posts
         where post.CollectedAt <= collectedBefore
         join item in db.TriageItems on post.Id equals item.PostId into items
         from item in items.DefaultIfEmpty()
         where item == null || item.Revision < post.Revision
         orderby post.Id
         select post.Id).Take(most).ToListAsync(cancellationToken);
}
