using Listening.Application.Content;
using Listening.Application.Foi;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.Core.Routing;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Routing;

/// <summary>Puts each matched post in its queue, once, with the reason. Called again for the same posts it changes nothing.</summary>
public sealed class RoutingService(
    IDbContextFactory<ListeningDbContext> databases,
    IStorageDialect dialect,
    PostContent content,
    RoutingRules rules,
    RetentionRulebook rulebook,
    Sightings sightings,
    TimeProvider time)
{
    private const string RuleOfUnreadable = "unreadable";

    /// <summary>Routes the posts that are held and not routed in their present revision.</summary>
    /// <returns>How many were put in a queue, or in another one after an edit.</returns>
    public async Task<int> RouteAsync(IReadOnlyList<long> postIds, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var waiting = await LoadAsync(db, postIds, cancellationToken);
        if (waiting.Count == 0) return 0;
        var known = await sightings.KnownAsync(cancellationToken);
        var routed = waiting.ConvertAll(post => Decide(post, known));

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var inserted = (await dialect.InsertItemsAsync(db, [.. routed.Where(post => !post.Waiting.Again).Select(post => post.Item)], cancellationToken)).ToHashSet();
        await dialect.AddCountsAsync(db, Arrivals(routed, inserted), cancellationToken);
        var done = inserted.Count;
        var edited = new HashSet<long>();
        foreach (var post in routed.Where(post => post.Waiting.Again))
        {
            var (moved, isTaken) = await RouteAgainAsync(db, post.Item, cancellationToken);
            done += moved;
            if (isTaken) edited.Add(post.Item.PostId);
        }

        await sightings.StoreAsync(
            db,
            [.. routed.Where(post => inserted.Contains(post.Item.PostId) || edited.Contains(post.Item.PostId)).Select(post => (post.Item.PostId, post.Waiting.Again, post.Found))],
            cancellationToken);
        foreach (var post in routed.Where(post => post.Resealed is not null)) await ShortenAsync(db, post, cancellationToken);
        await ItemLimits.FollowAsync(db, [.. routed.Where(post => post.Resealed is not null || post.Waiting.Again).Select(post => post.Item.PostId)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return done;
    }

    private static async Task<List<WaitingPost>> LoadAsync(ListeningDbContext db, IReadOnlyList<long> postIds, CancellationToken cancellationToken)
    {
        var posts = await (
            from post in db.Posts.AsNoTracking()
            where EF.Parameter(postIds).Contains(post.Id)
            join source in db.Sources on post.SourceId equals source.Id
            join item in db.TriageItems on post.Id equals item.PostId into items
            from item in items.DefaultIfEmpty()
            where item == null || item.Revision < post.Revision
            orderby post.Id
            select new
            {
                post.Id,
                post.SourceId,
                post.IdHash,
                post.Content,
                post.KeyId,
                post.CollectedAt,
                post.DueAt,
                post.Rule,
                post.Holds,
                post.Revision,
                SourceKind = source.Kind,
                Again = item != null,
                Decided = item != null && item.FirstActionAt != null,
            })
            .ToListAsync(cancellationToken);
        if (posts.Count == 0) return [];

        var searches = (await (
            from match in db.Matches.AsNoTracking()
            where EF.Parameter(postIds).Contains(match.PostId)
            join search in db.SavedSearches on match.SearchId equals search.Id
            select new { match.PostId, match.SearchId, search.Purpose }).ToListAsync(cancellationToken)).ToLookup(match => match.PostId);
        return posts.ConvertAll(post => new WaitingPost(
            post.Id, post.SourceId, post.IdHash, post.Content, post.KeyId, post.CollectedAt, post.DueAt,
            new RetentionLimit(post.Rule, (int)(post.DueAt - post.CollectedAt).TotalHours), post.Holds > 0,
            post.SourceKind, post.Revision, post.Again, post.Decided, [.. searches[post.Id].Select(search => search.SearchId)], [.. searches[post.Id].Select(search => search.Purpose).Distinct()]));
    }

    private RoutedPost Decide(WaitingPost waiting, KnownAuthorities known)
    {
        var policy = rulebook.Current;
        var key = ContentKeyId.FromValue(waiting.KeyId);
        var post = content.Open(waiting.Content, waiting.KeyId, waiting.IdHash);
        var decision = post is null
            ? new RoutingDecision(TriageQueue.Unsorted, 0, RuleOfUnreadable, ["The post cannot be read: its key is gone."])
            : rules.Decide(post, waiting.Purposes);
        var found = post is null ? SightedPost.Nothing : sightings.Look(known, post, waiting.SourceKind);

        byte[]? resealed = null;
        // What a hold or a meeting keeps stays under their key, noise or not; and what a person has worked on is no noise because of an edit.
        if (decision.Queue == TriageQueue.Noise && post is not null && !waiting.OnHold && !waiting.Decided && key.Number == 0)
        {
            var shorter = policy.AsNoise(waiting.Limit);
            if (shorter != waiting.Limit)
            {
                key = ContentKeyId.For(waiting.CollectedAt, shorter);
                (resealed, _) = content.Seal(post, key, waiting.IdHash);
            }
        }

        return new RoutedPost(waiting, key, policy.Version, resealed, found, new TriageItemRow
        {
            PostId = waiting.Id,
            Queue = decision.Queue,
            Confidence = (float)decision.Confidence,
            RuleId = decision.RuleId,
            RuleSetVersion = rules.Version,
            Reasons = content.SealReasons(decision.Reasons, key, waiting.IdHash),
            Revision = waiting.Revision,
            RoutedAt = time.GetUtcNow().UtcDateTime,
            DueAt = waiting.DueAt,
            SourceId = waiting.SourceId,
            Lang = post?.Lang is { Length: > 0 } lang ? lang.Split('-', '_')[0].ToLowerInvariant() : null,
        });
    }

    private static List<TriageCountRow> Arrivals(List<RoutedPost> routed, HashSet<long> inserted) =>
    [
        .. routed.Where(post => inserted.Contains(post.Item.PostId))
            .SelectMany(post => post.Waiting.SearchIds.Prepend(0).Select(search => (Day: DateOnly.FromDateTime(post.Waiting.CollectedAt), post.Item.Queue, Search: search)))
            .CountBy(arrival => arrival)
            .Select(arrival => new TriageCountRow
            {
                Day = arrival.Key.Day, Queue = arrival.Key.Queue, SearchId = arrival.Key.Search, Kind = TriageCountKind.Arrived, Count = arrival.Value,
            }),
    ];

    // Whether it came to another place in a queue, and whether this revision is dealt with here and not by somebody else at the same time.
    private static async Task<(int Moved, bool IsTaken)> RouteAgainAsync(ListeningDbContext db, TriageItemRow item, CancellationToken cancellationToken)
    {
        // What a person decided stands: of an item that somebody has worked on only the reasons follow the edit.
        var kept = await db.TriageItems.Where(row => row.PostId == item.PostId && row.Revision < item.Revision && row.FirstActionAt != null).ExecuteUpdateAsync(
            row => row.SetProperty(i => i.Reasons, item.Reasons).SetProperty(i => i.Revision, item.Revision), cancellationToken);
        var moved = await db.TriageItems.Where(row => row.PostId == item.PostId && row.Revision < item.Revision).ExecuteUpdateAsync(
            row => row
                .SetProperty(i => i.Queue, item.Queue).SetProperty(i => i.Confidence, item.Confidence)
                .SetProperty(i => i.RuleId, item.RuleId).SetProperty(i => i.RuleSetVersion, item.RuleSetVersion)
                .SetProperty(i => i.Reasons, item.Reasons).SetProperty(i => i.Revision, item.Revision)
                .SetProperty(i => i.RoutedAt, item.RoutedAt)
                .SetProperty(i => i.Lang, item.Lang)
                // Whoever has the words before the edit in front of them, or acts in this moment, is told instead of putting it back.
                .SetProperty(i => i.Version, i => i.Version + 1),
            cancellationToken);
        return (moved, kept + moved > 0);
    }

    // Noise lives a day: its content moves under the key of that limit, so that the key's end is the content's.
    private static Task ShortenAsync(ListeningDbContext db, RoutedPost post, CancellationToken cancellationToken) =>
        db.Posts.Where(row => row.Id == post.Waiting.Id && row.Revision == post.Waiting.Revision && row.KeyId == post.Waiting.KeyId).ExecuteUpdateAsync(
            row => row
                .SetProperty(p => p.Content, post.Resealed!).SetProperty(p => p.KeyId, post.Key.Value)
                .SetProperty(p => p.DueAt, post.Waiting.CollectedAt.AddHours(post.Key.Hours))
                .SetProperty(p => p.Rule, post.Key.Rule).SetProperty(p => p.RulesVersion, post.RulesVersion),
            cancellationToken);

    private sealed record WaitingPost(
        long Id, int SourceId, byte[] IdHash, byte[] Content, long KeyId, DateTime CollectedAt, DateTime DueAt, RetentionLimit Limit, bool OnHold,
        string SourceKind, int Revision, bool Again, bool Decided, IReadOnlyList<int> SearchIds, IReadOnlyCollection<SearchPurpose> Purposes);

    private sealed record RoutedPost(WaitingPost Waiting, ContentKeyId Key, int RulesVersion, byte[]? Resealed, SightedPost Found, TriageItemRow Item);
}
