using Listening.Application.Access;
using Listening.Application.Collection;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>The team's page: what waits where, what is deleted today untouched, and how the work goes.</summary>
public sealed class IndexModel(ITriageReader triage, TriageStatistics statistics, ISourceReader sources, Clock clock) : PageModel
{
    private const int RunsShown = 8;
    private const int DaysShown = 14;

    /// <summary>One summary per queue of the team, in reading order.</summary>
    public IReadOnlyList<QueueSummary> Queues { get; private set; } = [];

    /// <summary>Items by queue that are deleted today although nobody did anything with them.</summary>
    public IReadOnlyDictionary<TriageQueue, int> Untouched { get; private set; } = new Dictionary<TriageQueue, int>();

    /// <summary>The days of the figures, oldest first.</summary>
    public IReadOnlyList<DateOnly> Days { get; private set; } = [];

    /// <summary>How the work went on these days.</summary>
    public TriageFigures Figures { get; private set; } = new([], []);

    /// <summary>The searches that ran last, newest first.</summary>
    public IReadOnlyList<LastRun> Runs { get; private set; } = [];

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        var mine = User.Queues();
        Queues = [.. (await triage.SummariseAsync(ct)).Where(summary => mine.Contains(summary.Queue))];
        Untouched = await statistics.UntouchedAsync(clock.Now, clock.Utc(clock.Today.AddDays(1), TimeOnly.MinValue), ct);
        Days = [.. Enumerable.Range(1 - DaysShown, DaysShown).Select(DateOnly.FromDateTime(clock.Now).AddDays)];
        Figures = await statistics.ReadAsync(mine, Days[0], Days[^1], ct);
        Runs = [.. (await sources.ListAsync(ct)).SelectMany(LastRun.Of).OrderByDescending(run => run.RanAt).Take(RunsShown)];
    }
}

/// <summary>The last run of one search on one source.</summary>
public sealed record LastRun(string Source, SearchStatus Search, DateTime RanAt)
{
    internal static IEnumerable<LastRun> Of(SourceStatus source)
    {
        foreach (var search in source.Searches)
            if (search.LastRunAt is { } ranAt) yield return new LastRun(source.Source, search, ranAt);
    }
}
