using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Watches;

/// <summary>Which posts an allowed watch covers: those that its search found, and those of the account that the search names.</summary>
internal static class WatchCover
{
    /// <summary>The watches that are allowed and have not expired.</summary>
    public static IQueryable<WatchRow> InForce(ListeningDbContext db, DateTime now) =>
        db.Watches.AsNoTracking().Where(watch => watch.State == WatchState.Allowed && watch.ExpiresAt > now);

    /// <summary>When the watch of each covered post was decided, by the post's number; the latest of several.</summary>
    public static async Task<IReadOnlyDictionary<long, DateTime>> OfAsync(
        ListeningDbContext db, IContentKeys keys, IReadOnlyList<PostRow> posts, DateTime now, CancellationToken cancellationToken)
    {
        var watches = await (
            from watch in InForce(db, now)
            join search in db.SavedSearches on watch.SearchId equals search.Id
            select new { watch.SearchId, DecidedAt = watch.DecidedAt!.Value, search.Target }).ToListAsync(cancellationToken);
        var covered = new Dictionary<long, DateTime>();
        if (watches.Count == 0) return covered;
        var bySearch = watches.GroupBy(watch => watch.SearchId).ToDictionary(same => same.Key, same => same.Max(watch => watch.DecidedAt));
        var (ids, searches) = (posts.Select(post => post.Id).ToList(), bySearch.Keys.ToList());
        foreach (var match in await db.Matches.AsNoTracking().Where(match => EF.Parameter(ids).Contains(match.PostId) && EF.Parameter(searches).Contains(match.SearchId)).ToListAsync(cancellationToken))
            Cover(match.PostId, bySearch[match.SearchId]);
        foreach (var watch in watches.Where(watch => watch.Target is not null))
        {
            var author = keys.HashAuthor(new Author(Handle: watch.Target!));
            foreach (var post in posts.Where(post => post.AuthorHash.AsSpan().SequenceEqual(author))) Cover(post.Id, watch.DecidedAt);
        }

        return covered;

        void Cover(long post, DateTime decided)
        {
            if (!covered.TryGetValue(post, out var known) || known < decided) covered[post] = decided;
        }
    }
}
