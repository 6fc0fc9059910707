namespace Listening.Sources.BlueskyStream;

/// <summary>The events of the last seconds that were given out, so that what a rewound stream repeats is left out.</summary>
/// <param name="window">How long an event is remembered, in the stream's own time (microseconds).</param>
internal sealed class RecentEvents(long window)
{
    // Far more than the network's events in such a window; bounds a server that repeats one instant for ever.
    private const int Most = 100_000;
    private readonly Queue<(long At, ulong Key)> order = new();
    private readonly HashSet<ulong> keys = [];
    private long newest = long.MinValue;

    /// <summary>Notes an event.</summary>
    /// <returns>False when it was noted before.</returns>
    public bool Note(long at, ulong key)
    {
        if (!keys.Add(key)) return false;
        order.Enqueue((at, key));
        newest = Math.Max(newest, at);
        while (order.Count > Most || order.Peek().At < newest - window) keys.Remove(order.Dequeue().Key);
        return true;
    }

    /// <summary>Forgets everything: what follows is given to a reader that has not kept it.</summary>
    public void Clear()
    {
        keys.Clear();
        order.Clear();
        newest = long.MinValue;
    }
}
