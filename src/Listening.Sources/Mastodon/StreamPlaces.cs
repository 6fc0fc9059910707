namespace Listening.Sources.Mastodon;

/// <summary>From where each followed timeline would be read after a break: the newest post that arrived longer ago than posts come late.</summary>
internal sealed class StreamPlaces(TimeSpan overlap)
{
    private readonly Dictionary<int, Queue<(DateTime Arrived, string Id)>> arrivals = [];

    /// <summary>Notes that a post has arrived.</summary>
    public void Note(int part, string id, DateTime now)
    {
        if (!arrivals.TryGetValue(part, out var queue)) arrivals[part] = queue = new();
        queue.Enqueue((now, id));
    }

    /// <summary>The place as it is now.</summary>
    public MastodonPlace Settle(int part, MastodonPlace place, DateTime now)
    {
        var from = place.From;
        if (arrivals.TryGetValue(part, out var queue))
        {
            while (queue.TryPeek(out var oldest) && oldest.Arrived <= now - overlap) from = queue.Dequeue().Id;
        }

        // When it was last read stays as it is: events may still be on their way, and matter as long as there is no place.
        return place with { From = from, Drain = null };
    }
}
