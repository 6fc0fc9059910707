using Listening.Application.Collection;
using Listening.Application.Triage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>The overview: what waits where, and what ran last.</summary>
public sealed class IndexModel(ITriageReader triage, ISourceReader sources) : PageModel
{
    private const int RunsShown = 8;

    /// <summary>One summary per queue, in reading order.</summary>
    public IReadOnlyList<QueueSummary> Queues { get; private set; } = [];

    /// <summary>The searches that ran last, newest first.</summary>
    public IReadOnlyList<LastRun> Runs { get; private set; } = [];

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        Queues = await triage.SummariseAsync(ct);
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
