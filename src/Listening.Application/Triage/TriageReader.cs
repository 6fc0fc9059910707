using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Reads the queues. What is past its limit is not shown even when the purge has not come round yet.</summary>
public sealed class TriageReader(
    IDbContextFactory<ListeningDbContext> databases, ItemViews views, QueueCounts counts, HeldTextIndex texts, TimeProvider time) : ITriageReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueSummary>> SummariseAsync(CancellationToken ct) => counts.ReadAsync(ct);

    /// <inheritdoc/>
    public async Task<ItemPage> ListAsync(ItemFilter filter, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await ItemQuery.OfAsync(db, filter, Now, ct) is not { } selected) return new ItemPage([], null, 0);
        if (filter.Text is not null || filter.Sample) return await ListChosenAsync(db, selected, filter, ct);

        var total = await TotalAsync(selected, filter, ct);
        var page = await ItemQuery.Page(selected, filter).Take(filter.Size + 1).Select(item => item.PostId).ToListAsync(ct);
        return await PageAsync(db, page, filter, total, ct);
    }

    // An unfiltered queue was counted already; of a filtered one nobody needs to know how far beyond ten thousand it goes.
    private async Task<int> TotalAsync(IQueryable<TriageItemRow> selected, ItemFilter filter, CancellationToken ct) =>
        filter == new ItemFilter(filter.Queue) { After = filter.After, Size = filter.Size, Order = filter.Order }
            ? (await counts.ReadAsync(ct)).Single(queue => queue.Queue == filter.Queue).Open
            : await selected.Take(ItemPage.MostCounted).CountAsync(ct);

    // Of a text search or a sample the queue's numbers are chosen here: the database cannot read the texts.
    private async Task<ItemPage> ListChosenAsync(ListeningDbContext db, IQueryable<TriageItemRow> selected, ItemFilter filter, CancellationToken ct)
    {
        var found = filter.Text is { } query ? (await texts.FindAsync(query, ct)).ToHashSet() : null;
        var places = (await selected.Select(item => new { item.PostId, item.DueAt }).ToListAsync(ct))
            .Where(item => found is null || found.Contains(item.PostId)).Select(item => new ItemCursor(item.PostId, item.DueAt)).ToArray();
        if (filter.Sample)
        {
            Random.Shared.Shuffle(places);
            return await PageAsync(db, [.. places.Take(filter.Size).Select(place => place.Id)], filter, places.Length, ct);
        }

        var page = ItemQuery.Page(places, filter).Take(filter.Size + 1).Select(place => place.Id).ToList();
        return (await PageAsync(db, page, filter, places.Length, ct)) with { NewestOnly = texts.Count >= HeldTextIndex.MostPosts };
    }

    private async Task<ItemPage> PageAsync(ListeningDbContext db, List<long> ids, ItemFilter filter, int total, CancellationToken ct)
    {
        var more = ids.Count > filter.Size;
        if (more) ids.RemoveAt(ids.Count - 1);
        var items = await LoadAsync(db, ids, ct);
        var ordered = ids.Select(id => items.GetValueOrDefault(id)).OfType<ListedItem>().ToList();
        return new ItemPage(
            await views.OfAsync(db, ordered, ct), more && ordered.Count > 0 ? new ItemCursor(ordered[^1].Item.PostId, ordered[^1].Item.DueAt) : null, total);
    }

    /// <inheritdoc/>
    public async Task<ItemView?> FindAsync(long itemId, CancellationToken ct) => (await FindAllAsync([itemId], ct)).SingleOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ItemView>> FindAllAsync(IReadOnlyList<long> itemIds, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var items = await LoadAsync(db, itemIds, ct);
        return await views.OfAsync(db, [.. itemIds.Select(id => items.GetValueOrDefault(id)).OfType<ListedItem>()], ct);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private Task<Dictionary<long, ListedItem>> LoadAsync(ListeningDbContext db, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var now = Now;
        return (
            from item in db.TriageItems.AsNoTracking()
            join post in db.Posts on item.PostId equals post.Id
            where EF.Parameter(ids).Contains(item.PostId) && post.DueAt > now
            select new ListedItem { Item = item, Post = post }).ToDictionaryAsync(held => held.Item.PostId, ct);
    }
}
