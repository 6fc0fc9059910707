using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Core.Querying;
using Listening.Core.Routing;
using Listening.Core.Sources;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Searches;

/// <summary>The form of a search, new or changed: it is checked, shown with what it would find, then saved.</summary>
public abstract class SearchFormPage(SearchFormServices services, Clock clock) : FormPage(clock)
{
    /// <summary>The form as it was sent.</summary>
    public SearchForm Form { get; protected set; } = new();

    /// <summary>The search as it is now; null for a new one.</summary>
    public SearchOverview? InForce { get; protected set; }

    /// <summary>Where the form is sent.</summary>
    public abstract string Address { get; }

    /// <summary>Names of the configured sources.</summary>
    public IReadOnlyList<string> Sources => services.Sources.Names;

    /// <summary>What the query is said to be; null when it was not looked at.</summary>
    public QueryResult? Checked { get; private set; }

    /// <summary>What it would have found among the held posts; null when that was not asked.</summary>
    public HeldPreview? Preview { get; private set; }

    /// <summary>What its sources gave; null when they were not asked.</summary>
    public IReadOnlyList<SourceTrial>? Trials { get; private set; }

    /// <summary>Saves the draft.</summary>
    protected abstract Task<SearchCommandResult> SaveAsync(SearchDraft draft, OperationContext operation, CancellationToken ct);

    /// <summary>Shows what the search would find, or saves it.</summary>
    /// <param name="step"><c>preview</c>, <c>sources</c> to ask those as well, or <c>save</c>.</param>
    /// <param name="done">Where to go on when it is saved.</param>
    /// <param name="ct">Stops the request.</param>
    protected async Task<IActionResult> TakeAsync(string? step, string done, CancellationToken ct)
    {
        Checked = Query.Parse(Form.Words);
        var draft = Draft();
        if (draft is null) return Page();
        if (step == "save")
        {
            var reason = TakeReason("reason", Form.Reason);
            if (Errors.Count > 0) return await LookAsync(draft, askSources: false, ct);
            var result = await SaveAsync(draft, Operation(reason), ct);
            if (result.Refusal is null) return Redirect(done);
            if (result.Fault == SearchFault.Missing) return NotFound();
            Refuse(FieldOf(result.Fault), result.Refusal);
            return Page();
        }

        return await LookAsync(draft, step == "sources", ct);
    }

    private async Task<IActionResult> LookAsync(SearchDraft draft, bool askSources, CancellationToken ct)
    {
        var preview = await services.Previews.LookAsync(draft, InForce, ct);
        var trials = askSources ? await services.Trials.AskAsync(draft, ct) : null;
        // First the entry, then the texts: without it nothing is shown.
        await services.Views.PreviewAsync(User.Account(), preview.Texts + (trials?.Sum(trial => trial.Posts.Count) ?? 0), ct);
        (Preview, Trials) = (preview, trials);
        return Page();
    }

    private SearchDraft? Draft()
    {
        if (SearchPurposes.Find(Form.Purpose ?? "") is not { } purpose) Refuse("purpose", "Choose what the search is for.");
        if (!Enum.TryParse<SearchKind>(string.IsNullOrEmpty(Form.Kind) ? nameof(SearchKind.Keywords) : Form.Kind, out var kind) || !Enum.IsDefined(kind)) Refuse("kind", "Choose where the search looks.");
        if (Form.Schedule() is not { } schedule) Refuse("every", "Enter the minutes between two runs as a number, such as 5 or 0.5.");
        if (Errors.Count > 0) return null;
        var draft = new SearchDraft
        {
            Name = (InForce?.Name ?? Form.Name?.Trim()) ?? "",
            Query = Form.Words,
            Purpose = SearchPurposes.Find(Form.Purpose!)!.Value,
            Kind = kind,
            Target = string.IsNullOrWhiteSpace(Form.Target) ? null : Form.Target.Trim(),
            Sources = Form.Sources ?? [],
            Schedule = Form.Schedule()!,
        };
        if (services.Drafts.RefusalOf(draft) is not { } refusal) return draft;
        Refuse(FieldOf(refusal.Fault), refusal.Refusal!);
        return null;
    }

    private static string FieldOf(SearchFault? fault) => fault switch
    {
        SearchFault.Name => "name",
        SearchFault.Sources => "sources",
        SearchFault.Target => "target",
        SearchFault.Schedule => "every",
        _ => "query",
    };
}

/// <summary>What the pages with the form of a search need.</summary>
public sealed record SearchFormServices(SearchDraftCheck Drafts, SearchPreviews Previews, SourceTrials Trials, SourceCatalog Sources, ViewLog Views);
