using Listening.Application.Storage;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>What waits in each queue, counted at most once a second for everybody; what is done here is followed at once.</summary>
public sealed class QueueCounts(IDbContextFactory<ListeningDbContext> databases, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Oldest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Soon = TimeSpan.FromHours(12);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly HashSet<TriageQueue> _oldestUnknown = [];
    private Dictionary<TriageQueue, QueueSummary> _counts = [];
    private DateTime _countedAt = DateTime.MinValue;
    private bool _isCounting;
    private bool _changedMeanwhile;

    /// <summary>One summary per queue, in reading order; of what others do and of what arrives at most three seconds old.</summary>
    public async Task<IReadOnlyList<QueueSummary>> ReadAsync(CancellationToken cancellationToken)
    {
        if (Known(Fresh) is { } known) return known;
        // Who comes first after a second has it counted for those who come later, and does not wait either.
        if (Known(Oldest) is not { } older) return await ReadInTurnAsync(cancellationToken);
        if (_turn.CurrentCount > 0) _ = Task.Run(() => ReadInTurnAsync(CancellationToken.None), CancellationToken.None);
        return older;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Counts what was done with items just now without counting a whole queue for each.</summary>
    internal void Follow(IEnumerable<ItemShift> shifts)
    {
        lock (_gate)
        {
            // What is being counted holds it or does not: nobody knows, so it is counted again.
            _changedMeanwhile |= _isCounting;
            if (_counts.Count == 0) return;
            foreach (var shift in shifts)
            {
                Add(shift.From, shift, -1);
                Add(shift.To, shift, 1);
            }
        }
    }

    private async Task<IReadOnlyList<QueueSummary>> ReadInTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Known(Fresh) is { } counted) return counted;
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return await (IsYounger(Fresh) ? FindOldestAsync(db, cancellationToken) : CountAsync(db, cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsYounger(TimeSpan age) => (time.GetUtcNow().UtcDateTime - _countedAt).Duration() < age;

    private List<QueueSummary>? Known(TimeSpan age)
    {
        lock (_gate) return IsYounger(age) && _oldestUnknown.Count == 0 ? InOrder() : null;
    }

    private List<QueueSummary> InOrder() => [.. TriageQueues.All.Select(queue => _counts[queue])];

    private void Add(ItemPlace place, ItemShift shift, int weight)
    {
        if (place.Outcome is not null) return;
        var of = _counts[place.Queue];
        if (weight < 0 ? shift.CollectedAt <= of.OldestCollectedAt : of.OldestCollectedAt is null || shift.CollectedAt < of.OldestCollectedAt) _oldestUnknown.Add(place.Queue);
        _counts[place.Queue] = of with
        {
            Open = of.Open + weight,
            DueWithin12Hours = of.DueWithin12Hours + (shift.DueAt <= _countedAt + Soon ? weight : 0),
            Unassigned = of.Unassigned + (place.Assignee is null ? weight : 0),
        };
    }

    private async Task<IReadOnlyList<QueueSummary>> FindOldestAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        TriageQueue[] queues;
        lock (_gate)
        {
            queues = [.. _oldestUnknown];
            _oldestUnknown.Clear();
        }

        foreach (var queue in queues)
        {
            var first = await Open(db, _countedAt).Where(item => item.Queue == queue).OrderBy(item => item.PostId).Select(item => item.PostId).FirstOrDefaultAsync(cancellationToken);
            var at = await db.Posts.Where(post => post.Id == first).Select(post => (DateTime?)post.CollectedAt).SingleOrDefaultAsync(cancellationToken);
            lock (_gate) _counts[queue] = _counts[queue] with { OldestCollectedAt = at };
        }

        lock (_gate) return InOrder();
    }

    private async Task<IReadOnlyList<QueueSummary>> CountAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        lock (_gate) (_isCounting, _changedMeanwhile) = (true, false);
        var now = time.GetUtcNow().UtcDateTime;
        try
        {
            var counts = await CountAsync(db, now, cancellationToken);
            lock (_gate)
            {
                if (_changedMeanwhile && IsYounger(Oldest)) return InOrder();
                (_counts, _countedAt) = (counts, now);
                _oldestUnknown.Clear();
                return InOrder();
            }
        }
        finally
        {
            lock (_gate) _isCounting = false;
        }
    }

    private static async Task<Dictionary<TriageQueue, QueueSummary>> CountAsync(ListeningDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var soon = now + Soon;
        var counts = await (
            from item in Open(db, now)
            group item by item.Queue into queue
            select new
            {
                Queue = queue.Key,
                Open = queue.Count(),
                First = queue.Min(item => item.PostId),
                Soon = queue.Count(item => item.DueAt <= soon),
                Unassigned = queue.Count(item => item.AssignedTo == null),
            }).ToDictionaryAsync(queue => queue.Queue, cancellationToken);
        var firsts = counts.Values.Select(queue => queue.First).ToList();
        var oldest = await db.Posts.Where(post => firsts.Contains(post.Id)).Select(post => new { post.Id, post.CollectedAt })
            .ToDictionaryAsync(post => post.Id, post => post.CollectedAt, cancellationToken);
        return TriageQueues.All.ToDictionary(queue => queue, queue => counts.TryGetValue(queue, out var found)
            ? new QueueSummary(queue, found.Open, oldest.TryGetValue(found.First, out var at) ? at : null, found.Soon, found.Unassigned)
            : new QueueSummary(queue, 0, null, 0, 0));
    }

    private static IQueryable<TriageItemRow> Open(ListeningDbContext db, DateTime now) =>
        db.TriageItems.Where(item => item.State == ItemState.Open && item.DueAt > now);
}
