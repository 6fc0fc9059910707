using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.People;

/// <summary>Reads and opens the posts that were found, with all that belongs to them.</summary>
public sealed class PersonPosts(PostContent content, TimeProvider time)
{
    private const int RowsAtOnce = 500;

    /// <summary>The target's posts that may still be shown: what is due and not held is gone for everybody, purged or not.</summary>
    internal IQueryable<PostRow> Shown(PersonTarget target, ListeningDbContext db)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return target.Posts(db).Where(post => post.DueAt > now || post.Holds > 0);
    }

    /// <summary>The posts of these numbers, oldest first.</summary>
    internal async Task<List<PersonPost>> ReadAsync(ListeningDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var sources = await db.Sources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken);
        var posts = new List<PersonPost>(ids.Count);
        foreach (var chunk in ids.Chunk(RowsAtOnce)) posts.AddRange(await ReadChunkAsync(db, chunk, sources, cancellationToken));
        return posts;
    }

    private async Task<IEnumerable<PersonPost>> ReadChunkAsync(
        ListeningDbContext db, long[] ids, Dictionary<int, string> sources, CancellationToken cancellationToken)
    {
        var rows = await (
            from post in db.Posts.AsNoTracking()
            where EF.Parameter(ids).Contains(post.Id)
            join item in db.TriageItems on post.Id equals item.PostId into items
            from item in items.DefaultIfEmpty()
            orderby post.Id
            select new { Post = post, Item = item }).ToListAsync(cancellationToken);
        var found = (await (
            from match in db.Matches.AsNoTracking()
            where EF.Parameter(ids).Contains(match.PostId)
            join search in db.SavedSearches on match.SearchId equals search.Id
            orderby search.Name
            select new { match.PostId, search.Name, match.SearchVersion }).ToListAsync(cancellationToken)).ToLookup(match => match.PostId);
        var holds = (await HoldsAsync(db, ids, cancellationToken)).ToLookup(hold => hold.PostId, hold => hold.Reference);
        return rows.Select(row => new PersonPost
        {
            Id = row.Post.Id,
            Post = content.Open(row.Post.Content, row.Post.KeyId, row.Post.IdHash),
            SourceName = sources.GetValueOrDefault(row.Post.SourceId, ""),
            CollectedAt = row.Post.CollectedAt,
            DueAt = row.Post.DueAt,
            Rule = row.Post.Rule,
            Edits = row.Post.Revision,
            KeptForMeeting = row.Post.MeetingId is not null,
            HeldBack = row.Post.Holds > 0,
            HeldBy = [.. holds[row.Post.Id].Distinct(StringComparer.Ordinal)],
            Queue = row.Item?.Queue,
            RuleId = row.Item?.RuleId,
            Reasons = row.Item is null ? [] : content.OpenReasons(row.Item.Reasons, row.Post.KeyId, row.Post.IdHash),
            FoundBy = [.. found[row.Post.Id].Select(match => new FoundBy(match.Name, match.SearchVersion))],
        });
    }

    /// <summary>The holds in force on these posts.</summary>
    internal static async Task<List<(long PostId, string Reference)>> HoldsAsync(ListeningDbContext db, long[] ids, CancellationToken cancellationToken)
    {
        var rows = await (
            from held in db.HoldPosts.AsNoTracking()
            where EF.Parameter(ids).Contains(held.PostId)
            join hold in db.Holds on held.HoldId equals hold.Id
            where hold.State == HoldState.InForce
            orderby hold.Reference
            select new { held.PostId, hold.Reference }).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.PostId, row.Reference));
    }
}
