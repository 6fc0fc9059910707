namespace Listening.Application.Triage;

/// <summary>Reads the triage queues for people. Reading changes nothing.</summary>
public interface ITriageReader
{
    /// <summary>One summary per queue, in the order of <see cref="Core.Triage.TriageQueues.All"/>; a queue without items has zeros.</summary>
    Task<IReadOnlyList<QueueSummary>> SummariseAsync(CancellationToken ct);

    /// <summary>One page of a queue. An item whose retention limit has passed is never given, whether its row is still there or not.</summary>
    Task<ItemPage> ListAsync(ItemFilter filter, CancellationToken ct);

    /// <summary>One item with everything known about it; null when there is none, or its retention limit has passed.</summary>
    Task<ItemView?> FindAsync(long itemId, CancellationToken ct);

    /// <summary>Those of these items that there are, in the order given.</summary>
    Task<IReadOnlyList<ItemView>> FindAllAsync(IReadOnlyList<long> itemIds, CancellationToken ct);
}
