using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Core.Querying;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Searches;

/// <summary>Changes a search.</summary>
public sealed class EditModel(SearchFormServices services, SearchReader searches, SearchChanges changes, Clock clock) : SearchFormPage(services, clock)
{
    /// <inheritdoc/>
    public override string Address => $"/searches/{InForce!.Name}/edit";

    /// <summary>Shows the form.</summary>
    /// <param name="name">The search.</param>
    /// <param name="not">Words that its posts shall not have: what was closed as noise becomes a rule.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnGetAsync(string name, string? not, CancellationToken ct)
    {
        if (!await FindAsync(name, ct)) return NotFound();
        Form = SearchForm.Of(InForce!);
        if (!string.IsNullOrWhiteSpace(not))
            Form = Form with { Query = QueryEdit.Without(InForce!.Query, not), Reason = "Posts with these words were closed as noise." };
        return Page();
    }

    /// <summary>Shows what it would find, or changes it.</summary>
    public async Task<IActionResult> OnPostAsync(string name, [FromForm] SearchForm form, [FromForm] string? step, CancellationToken ct)
    {
        if (!await FindAsync(name, ct)) return NotFound();
        Form = form;
        return await TakeAsync(step, $"/searches/{InForce!.Name}?done=search-saved", ct);
    }

    /// <inheritdoc/>
    protected override Task<SearchCommandResult> SaveAsync(SearchDraft draft, OperationContext operation, CancellationToken ct) =>
        changes.ChangeAsync(draft, Form.Version, operation, ct);

    private async Task<bool> FindAsync(string name, CancellationToken ct)
    {
        InForce = (await searches.FindAsync(name, ct))?.Overview;
        return InForce is not null;
    }
}
