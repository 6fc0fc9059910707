namespace Listening.Sources.YouTube;

/// <summary>
/// Remembers which videos each search has found, so that their comments can be followed without spending one of the day's few
/// searches on finding them again. After a restart it is empty, and the next run of a search looks back all the way.
/// </summary>
internal sealed class FollowedVideos
{
    private const int Most = 5_000;
    private readonly Lock turn = new();
    private readonly Dictionary<string, Found> bySearch = new(StringComparer.Ordinal);

    /// <summary>True when everything that the search found is remembered.</summary>
    public bool IsComplete(string search)
    {
        lock (turn) return bySearch.TryGetValue(search, out var found) && found.IsComplete;
    }

    /// <summary>A run begins that finds everything anew.</summary>
    public void Begin(string search, DateTime started)
    {
        lock (turn) bySearch[search] = new Found(started);
    }

    /// <summary>Remembers videos that a page of the search gave. Nothing is remembered of a run whose beginning is not.</summary>
    public void Add(string search, IEnumerable<(string Id, DateTime Published)> videos)
    {
        lock (turn)
        {
            if (!bySearch.TryGetValue(search, out var found)) return;
            foreach (var (id, published) in videos) found.Videos[id] = published;
            // Too many to follow by themselves: the search looks back all the way each time.
            if (found.Videos.Count > Most) bySearch.Remove(search);
        }
    }

    /// <summary>The run that began then has found everything.</summary>
    public void Complete(string search, DateTime started)
    {
        lock (turn)
        {
            if (bySearch.TryGetValue(search, out var found) && found.Started == started) found.IsComplete = true;
        }
    }

    /// <summary>Videos that are gone are not asked for again. They keep their places, so that a run in the middle of the others skips none.</summary>
    public void Lose(string search, IEnumerable<string> ids)
    {
        lock (turn)
        {
            if (bySearch.TryGetValue(search, out var found)) found.Lost.UnionWith(ids);
        }
    }

    /// <summary>The videos published since an instant, oldest first, with null for one that is gone; what is older is forgotten.</summary>
    public IReadOnlyList<string?> Since(string search, DateTime from)
    {
        lock (turn)
        {
            if (!bySearch.TryGetValue(search, out var found) || !found.IsComplete) return [];
            foreach (var old in found.Videos.Where(video => video.Value < from).Select(video => video.Key).ToList()) found.Videos.Remove(old);
            var ids = found.Videos.OrderBy(video => video.Value).ThenBy(video => video.Key, StringComparer.Ordinal).Select(video => video.Key);
            return [.. ids.Select(id => found.Lost.Contains(id) ? null : id)];
        }
    }

    private sealed class Found(DateTime started)
    {
        public DateTime Started { get; } = started;

        public bool IsComplete { get; set; }

        public Dictionary<string, DateTime> Videos { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Lost { get; } = new(StringComparer.Ordinal);
    }
}
