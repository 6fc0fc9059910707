using Listening.Application.Watches;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Watches;

/// <summary>Asks for a watch, or for the renewal of one.</summary>
public sealed class AskModel(WatchReader reader, WatchService watches, Clock clock) : FormPage(clock)
{
    /// <summary>The form as it was sent.</summary>
    public WatchDraft Draft { get; private set; } = new("", "", "");

    /// <summary>Names of the searches that can watch.</summary>
    public IReadOnlyList<string> Searches { get; private set; } = [];

    /// <summary>Shows the form.</summary>
    /// <param name="search">The search that is chosen already.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task OnGetAsync([FromQuery] string? search, CancellationToken ct)
    {
        Draft = new WatchDraft(search ?? "", "", "");
        Searches = await reader.SearchesAsync(ct);
    }

    /// <summary>Asks for the watch.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? search, [FromForm] string? necessity, [FromForm] string? proportionality, CancellationToken ct)
    {
        Draft = new WatchDraft(search ?? "", necessity ?? "", proportionality ?? "");
        Searches = await reader.SearchesAsync(ct);
        if (Draft.Search.Length == 0) Refuse("search", "Choose the search that is to watch.");
        if (Errors.Count > 0) return Page();
        var result = await watches.AskAsync(Draft, Operation("Asked for on the page."), ct);
        if (result.Refusal is not { } refusal) return Redirect("/watches?done=watch-asked");
        Refuse(FieldOf(result.Field), refusal);
        return Page();
    }

    private static string FieldOf(WatchField? field) => field switch
    {
        WatchField.Necessity => "necessity",
        WatchField.Proportionality => "proportionality",
        _ => "search",
    };
}
