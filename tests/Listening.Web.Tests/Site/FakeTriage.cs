using Listening.Application.Triage;
using Listening.Core.Triage;

namespace Listening.Web.Tests.Site;

/// <summary>Triage queues in memory, which remember what was asked of them.</summary>
internal sealed class FakeTriage(DateTime now) : ITriageReader
{
    public List<ItemView> Items { get; } = [];

    public List<ItemFilter> Asked { get; } = [];

    /// <summary>As if more posts were held than are kept open for text searches.</summary>
    public bool NewestOnly { get; set; }

    /// <summary>Thrown by every call when set.</summary>
    public Exception? Broken { get; set; }

    public Task<IReadOnlyList<QueueSummary>> SummariseAsync(CancellationToken ct)
    {
        if (Broken is not null) throw Broken;
        return Task.FromResult<IReadOnlyList<QueueSummary>>([.. TriageQueues.All.Select(Summarise)]);
    }

    public Task<ItemPage> ListAsync(ItemFilter filter, CancellationToken ct)
    {
        Asked.Add(filter);
        if (Broken is not null) throw Broken;
        var all = Items.Where(item => item.Queue == filter.Queue).OrderByDescending(item => item.Id).ToList();
        var page = all.Where(item => filter.After is not { } after || item.Id < after.Id).Take(filter.Size).ToList();
        var next = !filter.Sample && page.Count > 0 && all[^1].Id < page[^1].Id ? new ItemCursor(page[^1].Id, page[^1].DueAt) : (ItemCursor?)null;
        return Task.FromResult(new ItemPage(page, next, all.Count) { NewestOnly = NewestOnly && filter.Text is not null });
    }

    public Task<ItemView?> FindAsync(long itemId, CancellationToken ct)
    {
        if (Broken is not null) throw Broken;
        return Task.FromResult(Items.SingleOrDefault(item => item.Id == itemId));
    }

    public async Task<IReadOnlyList<ItemView>> FindAllAsync(IReadOnlyList<long> itemIds, CancellationToken ct) =>
        [.. (await Task.WhenAll(itemIds.Select(id => FindAsync(id, ct)))).OfType<ItemView>()];

    private QueueSummary Summarise(TriageQueue queue)
    {
        var open = Items.Where(item => item.Queue == queue).ToList();
        return new QueueSummary(
            queue, open.Count, open.Count == 0 ? null : open.Min(item => item.CollectedAt),
            open.Count(item => item.DueAt - now < TimeSpan.FromHours(12)),
            open.Count(item => item.AssignedTo is null));
    }
}
