using Listening.Application.Storage;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>How far the queues' events were told.</summary>
internal sealed class FeedPosition
{
    private Dictionary<TriageQueue, int>? _arrived;
    private Dictionary<(long Id, bool IsUndone), ItemChanged> _told = [];
    private long _last;

    /// <summary>What happened since the last call; nothing at the first.</summary>
    public async Task<IReadOnlyList<TriageEvent>> AdvanceAsync(ListeningDbContext db, DateTime now, int lookBack)
    {
        var events = new List<TriageEvent>();
        events.AddRange(await ArrivalsAsync(db, now));
        events.AddRange(await ActionsAsync(db, lookBack));
        return events;
    }

    // The sums of what was ever put in the queues: a few rows, exact whichever process routed the posts in whatever order.
    private async Task<List<TriageEvent>> ArrivalsAsync(ListeningDbContext db, DateTime now)
    {
        var since = DateOnly.FromDateTime(now.AddDays(-1));
        var arrived = await db.TriageCounts.Where(count => count.Day >= since && count.SearchId == 0 && count.Kind == TriageCountKind.Arrived)
            .GroupBy(count => count.Queue).Select(queue => new { Queue = queue.Key, Count = queue.Sum(count => count.Count) })
            .ToDictionaryAsync(queue => queue.Queue, queue => queue.Count);
        var before = _arrived ?? arrived;
        _arrived = arrived;
        return [.. arrived.Where(queue => queue.Value > before.GetValueOrDefault(queue.Key))
            .Select(queue => new ItemsArrived(queue.Key, queue.Value - before.GetValueOrDefault(queue.Key)))];
    }

    private async Task<List<TriageEvent>> ActionsAsync(ListeningDbContext db, int lookBack)
    {
        var isFirst = _last == 0;
        if (isFirst) _last = await db.ItemActions.MaxAsync(action => (long?)action.Id) ?? 1;
        var from = _last - lookBack;
        // Without the words: they are long, and nobody is told them.
        var rows = await db.ItemActions.Where(action => action.Id > from).OrderBy(action => action.Id).Select(action => new Done(
            action.Id, action.PostId, action.Actor, action.Kind, action.UndoneAt != null,
            action.FromQueue, action.FromAssignee, action.FromOutcome, action.ToQueue, action.ToAssignee, action.ToOutcome)).ToListAsync();
        var recent = rows.ToDictionary(row => (row.Id, row.IsUndone), Read);
        var fresh = isFirst ? [] : recent.Where(action => !_told.ContainsKey(action.Key)).Select(action => action.Value).ToList<TriageEvent>();
        _told = recent;
        if (rows.Count > 0) _last = Math.Max(_last, rows[^1].Id);
        return fresh;
    }

    private static ItemChanged Read(Done row) => row.IsUndone
        ? new ItemChanged(row.PostId, row.Actor, row.Kind, row.ToQueue, new ItemPlace(row.FromQueue, row.FromAssignee, row.FromOutcome), true)
        : new ItemChanged(row.PostId, row.Actor, row.Kind, row.FromQueue, new ItemPlace(row.ToQueue, row.ToAssignee, row.ToOutcome), false);

    private sealed record Done(
        long Id, long PostId, string Actor, ItemActionKind Kind, bool IsUndone,
        TriageQueue FromQueue, int? FromAssignee, ItemOutcome? FromOutcome, TriageQueue ToQueue, int? ToAssignee, ItemOutcome? ToOutcome);
}
