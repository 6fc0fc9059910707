using Listening.Application.Holds;
using Listening.Application.Searches;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Holds;

/// <summary>Asks for a hold: first it is shown what the hold would keep, then it is asked for.</summary>
public sealed class AskModel(HoldService holds, SearchService searches, Clock clock) : FormPage(clock)
{
    /// <summary>The form as it was sent.</summary>
    public HoldForm Form { get; private set; } = new();

    /// <summary>What it would keep; null while the form is still filled in.</summary>
    public HoldPreview? Preview { get; private set; }

    /// <summary>Names of the saved searches.</summary>
    public IReadOnlyList<string> Searches { get; private set; } = [];

    /// <summary>Shows the empty form.</summary>
    public Task OnGetAsync(CancellationToken ct) => ReadSearchesAsync(ct);

    /// <summary>Shows what the hold would keep, or asks for it.</summary>
    /// <param name="form">The hold.</param>
    /// <param name="step"><c>preview</c>, <c>ask</c>, or <c>change</c> to fill it in again.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnPostAsync([FromForm] HoldForm form, [FromForm] string? step, CancellationToken ct)
    {
        Form = form;
        await ReadSearchesAsync(ct);
        if (step == "change" || Draft() is not { } draft) return Page();
        var (preview, refusal) = await holds.PreviewAsync(draft, ct);
        if (refusal is not null)
        {
            Refuse(FieldOf(refusal.Field), refusal.Text);
            return Page();
        }

        if (step == "ask" && (await holds.AskAsync(draft, Operation(Form.Reason!.Trim()), ct)).HoldId is not null) return Redirect("/holds?done=hold-asked");
        Preview = preview;
        return Page();
    }

    private async Task ReadSearchesAsync(CancellationToken ct) => Searches = [.. (await searches.ListAsync(ct)).Select(search => search.Name)];

    // Only what cannot be read at all is refused here; what a hold may be is decided by its service.
    private HoldDraft? Draft()
    {
        if (Form.ChosenKind is null) Refuse("kind", "Choose why the posts are to be kept.");
        if (Form.ItemNumbers() is null) Refuse("items", "Items are given by their numbers or addresses, separated by spaces, such as 12 57.");
        var (from, to, ends) = (Day("from", Form.From), Day("to", Form.To), Day("ends", Form.Ends));
        if (string.IsNullOrWhiteSpace(Form.Ends)) Refuse("ends", "Enter the last day of the hold, such as 27/3/2026.");
        TakeReason("reason", Form.Reason);
        if (Errors.Count > 0) return null;
        return new HoldDraft
        {
            Reason = Form.ChosenKind!.Value,
            Reference = Form.Reference?.Trim() ?? "",
            Items = Form.ItemNumbers()!,
            Author = Blank(Form.Author),
            Search = Blank(Form.Search),
            From = from is { } first ? Clock.Utc(first, TimeOnly.MinValue) : null,
            To = to is { } last ? Clock.Utc(last.AddDays(1), TimeOnly.MinValue) : null,
            EndsAt = Clock.Utc(ends!.Value.AddDays(1), TimeOnly.MinValue),
        };
    }

    private DateOnly? Day(string field, string? text)
    {
        if (Blank(text) is null) return null;
        if (TypedTime.Date(text) is { } day) return day;
        Refuse(field, "This is not a date. Enter one such as 27/3/2026.");
        return null;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string FieldOf(HoldField field) => field switch
    {
        HoldField.Reference => "reference",
        HoldField.Search => "search",
        HoldField.Days => "from",
        HoldField.Ends => "ends",
        _ => "items",
    };
}
