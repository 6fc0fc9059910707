using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Application.Watches;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Searches;

/// <summary>One saved search with its versions and last runs; pauses it, lets it go on, runs it.</summary>
public sealed class SearchModel(SearchReader searches, SearchChanges changes, SearchRuns runs, SearchExplanations explanations, WatchReader watches, Clock clock) : FormPage(clock)
{
    /// <summary>The search.</summary>
    public SearchDetails Details { get; private set; } = null!;

    /// <summary>What each source is asked for it.</summary>
    public IReadOnlyList<(ConfiguredSource Source, SourceQuestion Question)> Asked =>
        Query.Parse(Search.Query).Query is { } query ? explanations.Explain(Search.Kind, query, Search.Target, Search.Sources) : [];

    /// <summary>The watch of its account that is in force, or else waits; null when there is none.</summary>
    public WatchSummary? Watch { get; private set; }

    /// <summary>The reason as it was typed.</summary>
    public string? Typed { get; private set; }

    /// <summary>The search's name and how it is doing.</summary>
    public SearchOverview Search => Details.Overview;

    /// <summary>Shows the page.</summary>
    public async Task<IActionResult> OnGetAsync(string name, CancellationToken ct)
    {
        if (await searches.FindAsync(name, ct) is not { } found) return NotFound();
        Details = found;
        Watch = (await watches.OfSearchAsync(found.Overview.Id, ct)).Where(watch => watch.Standing is WatchStanding.Asked or WatchStanding.Allowed).MaxBy(watch => watch.Standing);
        return Page();
    }

    /// <summary>Pauses the search, lets it go on, or asks for a run.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ask"><c>pause</c>, <c>resume</c> or <c>run</c>.</param>
    /// <param name="reason">Why; a run needs none.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnPostAsync(string name, [FromForm] string? ask, [FromForm] string? reason, CancellationToken ct)
    {
        if (ask is not ("pause" or "resume" or "run")) return BadRequest();
        Typed = reason;
        var why = ask == "run" ? "Asked for on the page." : TakeReason("reason", reason);
        if (Errors.Count == 0 && await DoAsync(name, ask, Operation(why), ct) is { Refusal: { } refusal } refused)
        {
            if (refused.Fault == SearchFault.Missing) return NotFound();
            Refuse(ask == "run" ? "run" : "reason", refusal);
        }

        return Errors.Count == 0 ? Redirect($"/searches/{name}?done=search-{ask}") : await OnGetAsync(name, ct);
    }

    /// <summary>Whoever made a version, as the reader sees them.</summary>
    public string Who(string actor) => ActorWording.Beside(actor, User.Account());

    private Task<SearchCommandResult> DoAsync(string name, string ask, OperationContext operation, CancellationToken ct) => ask switch
    {
        "pause" => changes.PauseAsync(name, operation, ct),
        "resume" => changes.ResumeAsync(name, operation, ct),
        _ => runs.AskAsync(name, operation, ct),
    };
}
