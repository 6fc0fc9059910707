using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Reads the queues. What is past its limit is not shown even when the purge has not come round yet.</summary>
public sealed class TriageReader(
    IDbContextFactory<ListeningDbContext> databases, PostContent content, HeldTextIndex texts, TimeProvider time) : ITriageReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueSummary>> SummariseAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = Now;
        var soon = now.AddHours(12);
        var counts = await (
            from item in db.TriageItems
            join post in db.Posts on item.PostId equals post.Id
            where post.DueAt > now
            group post by item.Queue into queue
            select new
            {
                Queue = queue.Key,
                Open = queue.Count(),
                Oldest = queue.Min(post => post.CollectedAt),
                Soon = queue.Count(post => post.DueAt <= soon),
            }).ToDictionaryAsync(queue => queue.Queue, ct);
        return [.. TriageQueues.All.Select(queue => counts.TryGetValue(queue, out var found)
            ? new QueueSummary(queue, found.Open, found.Oldest, found.Soon)
            : new QueueSummary(queue, 0, null, 0))];
    }

    /// <inheritdoc/>
    public async Task<ItemPage> ListAsync(ItemFilter filter, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = Now;
        var open = from item in db.TriageItems.AsNoTracking()
                   join post in db.Posts on item.PostId equals post.Id
                   where item.Queue == filter.Queue && post.DueAt > now
                   select new HeldItem { Item = item, Post = post };
        if (filter.Text is not null || filter.Sample) return await ListChosenAsync(db, open, filter, ct);

        var total = await open.CountAsync(ct);
        if (filter.BeforeId is { } last) open = open.Where(held => held.Item.PostId < last);
        var page = await open.OrderByDescending(held => held.Item.PostId).Take(filter.Size + 1).ToListAsync(ct);
        var more = page.Count > filter.Size;
        if (more) page.RemoveAt(page.Count - 1);
        return new ItemPage(await ViewAsync(db, page, ct), more ? page[^1].Item.PostId : null, total);
    }

    // Of a text search or a sample the queue's numbers are chosen here: the database cannot read the texts.
    private async Task<ItemPage> ListChosenAsync(ListeningDbContext db, IQueryable<HeldItem> open, ItemFilter filter, CancellationToken ct)
    {
        var ids = (await open.Select(held => held.Item.PostId).ToListAsync(ct)).ToArray();
        if (filter.Text is { } query)
        {
            var found = (await texts.FindAsync(query, ct)).ToHashSet();
            ids = Array.FindAll(ids, found.Contains);
        }

        List<long> shown;
        if (filter.Sample)
        {
            Random.Shared.Shuffle(ids);
            shown = [.. ids.Take(filter.Size)];
        }
        else
        {
            shown = [.. ids.OrderDescending().Where(id => filter.BeforeId is not { } before || id < before).Take(filter.Size + 1)];
        }

        var more = shown.Count > filter.Size;
        if (more) shown.RemoveAt(shown.Count - 1);
        var items = await open.Where(held => shown.Contains(held.Item.PostId)).OrderByDescending(held => held.Item.PostId).ToListAsync(ct);
        return new ItemPage(await ViewAsync(db, items, ct), more ? shown[^1] : null, ids.Length);
    }

    /// <inheritdoc/>
    public async Task<ItemView?> FindAsync(long itemId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = Now;
        var held = await (
            from item in db.TriageItems.AsNoTracking()
            join post in db.Posts on item.PostId equals post.Id
            where item.PostId == itemId && post.DueAt > now
            select new HeldItem { Item = item, Post = post }).ToListAsync(ct);
        return (await ViewAsync(db, held, ct)).SingleOrDefault();
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<IReadOnlyList<ItemView>> ViewAsync(ListeningDbContext db, List<HeldItem> items, CancellationToken ct)
    {
        if (items.Count == 0) return [];
        var ids = items.ConvertAll(held => held.Item.PostId);
        var sources = await db.Sources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, ct);
        var found = (await (
            from match in db.Matches.AsNoTracking()
            where ids.Contains(match.PostId)
            join search in db.SavedSearches on match.SearchId equals search.Id
            join version in db.SearchVersions on new { match.SearchId, Version = match.SearchVersion } equals new { version.SearchId, version.Version }
            orderby search.Name
            select new { match.PostId, search.Name, match.SearchVersion, version.Query }).ToListAsync(ct)).ToLookup(match => match.PostId);

        return items.ConvertAll(held =>
        {
            var post = content.Open(held.Post.Content, held.Post.KeyId, held.Post.IdHash);
            var matches = found[held.Post.Id].ToList();
            return new ItemView
            {
                Id = held.Post.Id,
                Queue = held.Item.Queue,
                Post = post,
                SourceName = sources.GetValueOrDefault(held.Post.SourceId, ""),
                CollectedAt = held.Post.CollectedAt,
                DueAt = held.Post.DueAt,
                Confidence = held.Item.Confidence,
                RuleId = held.Item.RuleId,
                RuleSetVersion = held.Item.RuleSetVersion,
                Reasons = content.OpenReasons(held.Item.Reasons, held.Post.KeyId, held.Post.IdHash),
                FoundBy = matches.ConvertAll(match => new FoundBy(match.Name, match.SearchVersion)),
                Spans = post is null ? [] : SpansOf(post, matches.Select(match => match.Query)),
            };
        });
    }

    // The words of all searches that found it; where two searches' spans touch they become one.
    private static List<TextSpan> SpansOf(Post post, IEnumerable<string> queries)
    {
        var spans = new List<TextSpan>();
        foreach (var span in queries
            .Select(text => Query.Parse(text).Query).OfType<Query>()
            .SelectMany(query => QueryMatcher.Spans(query, post)).OrderBy(span => span.Start))
        {
            if (spans.Count > 0 && span.Start <= spans[^1].Start + spans[^1].Length)
            {
                var end = Math.Max(spans[^1].Start + spans[^1].Length, span.Start + span.Length);
                spans[^1] = new TextSpan(spans[^1].Start, end - spans[^1].Start);
            }
            else
            {
                spans.Add(span);
            }
        }

        return spans;
    }

    private sealed record HeldItem
    {
        public required TriageItemRow Item { get; init; }

        public required PostRow Post { get; init; }
    }
}
