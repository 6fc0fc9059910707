using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Searches;

/// <summary>Adds a search.</summary>
public sealed class NewModel(SearchFormServices services, SearchService searches, Clock clock) : SearchFormPage(services, clock)
{
    /// <inheritdoc/>
    public override string Address => "/searches/new";

    /// <summary>Shows the empty form.</summary>
    public void OnGet() => Form = new SearchForm { Every = "5", Purpose = "general", Sources = Sources.Count == 1 ? Sources : [] };

    /// <summary>Shows what it would find, or adds it.</summary>
    public Task<IActionResult> OnPostAsync([FromForm] SearchForm form, [FromForm] string? step, CancellationToken ct)
    {
        Form = form;
        return TakeAsync(step, $"/searches/{Uri.EscapeDataString(form.Name?.Trim() ?? "")}?done=search-added", ct);
    }

    /// <inheritdoc/>
    protected override Task<SearchCommandResult> SaveAsync(SearchDraft draft, OperationContext operation, CancellationToken ct) =>
        searches.AddAsync(draft, operation, ct);
}
