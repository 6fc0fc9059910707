using System.Collections.Concurrent;

namespace Listening.Sources.Bluesky;

/// <summary>The runs over answers that a connector has in memory: of each search the one under way and the one before it.</summary>
internal sealed class ThreadRuns
{
    // Runs that nobody comes back to (a search was removed) must not gather for ever.
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, ThreadRun> runs = new(StringComparer.Ordinal);

    /// <summary>The run under way and the cursor to go on at: as saved, or at the feed's beginning when the run is no longer in memory.</summary>
    public (ThreadRun Run, BlueskyCursor Cursor) Resume(BlueskyCursor saved)
    {
        var comments = saved.Comments ?? new BlueskyComments();
        var last = runs.GetValueOrDefault(comments.Run);
        var isUnderWay = saved.Drain is not null || comments.Next is not null;
        if (isUnderWay && last is not null) return (last, saved);

        if (runs.Count >= Most) runs.Clear();
        var run = new ThreadRun(Guid.NewGuid().ToString("N"), isUnderWay ? null : last);
        runs[run.Id] = run;
        if (last?.BeforeId is { } past) runs.TryRemove(past, out _);
        return (run, saved with { Drain = null, Comments = comments with { Run = run.Id, At = 0, Next = null } });
    }
}
