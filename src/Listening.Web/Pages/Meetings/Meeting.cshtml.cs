using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Foi;
using Listening.Application.Meetings;
using Listening.Web.Components;
using Listening.Web.Meetings;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Meetings;

/// <summary>One meeting: its agenda with figures, what is decided, when it is, and its end. Shows no post.</summary>
public sealed class MeetingModel(MeetingReader reader, MeetingAgenda agenda, AuthorityLookup names, MeetingChanges changes, PackPrinter printer, Clock clock) : FormPage(clock)
{
    /// <summary>The meeting; set whenever the page is shown.</summary>
    public MeetingView View { get; private set; } = null!;

    /// <summary>What was sent.</summary>
    public MeetingForm Typed { get; private set; } = new();

    /// <summary>True when the pack can be had as PDF.</summary>
    public bool HasPdf => printer.IsAvailable;

    /// <summary>What can be decided.</summary>
    public static IReadOnlyList<Choice> Decisions { get; } = [.. DecisionNames.All.Select(decision => new Choice(decision.Name(), decision.Title()))];

    /// <summary>Address of the page.</summary>
    public string Address => IndexModel.AddressOf(View.Meeting.Id);

    /// <summary>Shows the page.</summary>
    public Task<IActionResult> OnGetAsync(int id, CancellationToken ct) => ShowAsync(id, ct);

    /// <summary>Changes the meeting or its agenda.</summary>
    public async Task<IActionResult> OnPostAsync(int id, [FromForm] MeetingForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid) return BadRequest();
        Typed = form;
        var doing = form.Act switch
        {
            "add" => AddAsync(id, form, ct),
            "remove" => RemoveAsync(id, form, ct),
            "decide" => DecideAsync(id, form, ct),
            "move" => MoveAsync(id, form, ct),
            "close" => CloseAsync(id, form, ct),
            _ => null,
        };
        if (doing is null) return BadRequest();
        await doing;
        return Errors.Count == 0 ? Redirect($"{IndexModel.AddressOf(id)}?done=meeting-{form.Act}") : await ShowAsync(id, ct);
    }

    /// <summary>Id of an authority's field.</summary>
    public static string FieldOf(string field, int authority) => $"{field}-{authority.ToString(CultureInfo.InvariantCulture)}";

    private async Task AddAsync(int id, MeetingForm form, CancellationToken ct)
    {
        var (authority, unknown) = form.Authority > 0 ? (form.Authority, null) : await names.FindAsync(form.Name, ct);
        var refusal = unknown ?? await agenda.AddAsync(id, authority, Operation("Put on it on the meeting's page."), ct);
        if (refusal is not null) Refuse("name", refusal);
    }

    private async Task RemoveAsync(int id, MeetingForm form, CancellationToken ct)
    {
        if (await agenda.RemoveAsync(id, form.Authority, Operation("Taken off on the meeting's page."), ct) is { } refusal) Refuse("name", refusal);
    }

    private async Task DecideAsync(int id, MeetingForm form, CancellationToken ct)
    {
        var reference = string.IsNullOrWhiteSpace(form.Reference) ? null : form.Reference.Trim();
        if (DecisionNames.Find(form.Decision) is not { } decision)
            Refuse(FieldOf("decision", form.Authority), "Choose what was decided.");
        else if (reference is not null && CaseReference.RefusalOf(reference) is { } wrong)
            Refuse(FieldOf("reference", form.Authority), wrong);
        else if (await agenda.DecideAsync(id, form.Authority, decision, reference, Operation("Recorded on the meeting's page:"), ct) is { } refusal)
            Refuse(FieldOf("decision", form.Authority), refusal);
    }

    private async Task MoveAsync(int id, MeetingForm form, CancellationToken ct)
    {
        if (TypedTime.Date(form.Day) is null) Refuse("day", "Enter the day of the meeting, such as 27/3/2026.");
        if (TypedTime.Time(form.Time) is null) Refuse("time", "Enter the time of the meeting, such as 10:30.");
        var reason = TakeReason("move-reason", form.Reason);
        if (Errors.Count > 0 || TypedTime.Date(form.Day) is not { } day || TypedTime.Time(form.Time) is not { } time) return;
        var (_, refusal) = await changes.MoveAsync(id, form.Version, Clock.Utc(day, time), Operation(reason), ct);
        if (refusal is not null) Refuse("day", refusal);
    }

    private async Task CloseAsync(int id, MeetingForm form, CancellationToken ct)
    {
        var reason = TakeReason("close-reason", form.Reason);
        if (Errors.Count > 0) return;
        var (_, refusal) = await changes.CloseAsync(id, form.Version, Operation(reason), ct);
        if (refusal is not null) Refuse("close-reason", refusal);
    }

    private async Task<IActionResult> ShowAsync(int id, CancellationToken ct)
    {
        if (await reader.FindAsync(id, Clock.Now, ct) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
