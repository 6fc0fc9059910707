using System.Globalization;
using Listening.Application.Access;
using Listening.Application.Foi;
using Listening.Application.Meetings;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Web.Security;
using Listening.Web.Triage;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages;

/// <summary>One item on a page of its own.</summary>
public sealed class ItemModel(ItemPanes panes, TriageService actions, MeetingService meetings, AuthorityCorrections corrections, AuthorityLookup authorities, Clock clock) : FormPage(clock)
{
    /// <summary>Choice of the form for a meeting that is not there yet.</summary>
    public const string NewMeeting = "new";

    /// <summary>The item; set whenever the page is shown.</summary>
    public ItemPane Pane { get; private set; } = null!;

    /// <summary>What was done just now and can be undone.</summary>
    public DoneAlert? Done { get; private set; }

    /// <summary>The meeting that was chosen, and the day and time of a new one, as they were sent.</summary>
    public (string? Choice, string? Day, string? Time) Typed { get; private set; }

    /// <summary>The meetings ahead.</summary>
    public IReadOnlyList<MeetingRow> Meetings => Pane.Meetings;

    /// <summary>Shows the page; an unknown or deleted item, and one of another team, is not found.</summary>
    public async Task<IActionResult> OnGetAsync(long id, string? did, CancellationToken ct)
    {
        Done = await DoneAlert.ReadAsync(did, actions, User.AccountNumber(), Clock.Now, ct);
        return await ShowAsync(id, ct);
    }

    /// <summary>Does something with the item.</summary>
    public async Task<IActionResult> OnPostActAsync(long id, CancellationToken ct)
    {
        if (ItemForm.Read(Request.Form) is not [{ } act] || act.ItemId != id) return BadRequest();
        var result = (await actions.ActAsync([act], User.Queues(), Operation("On its page."), ct))[0];
        if (DoneAlert.Of([act], [result]) is { } done) return Redirect(done.AppendTo(Address(id)));
        var page = await ShowAsync(id, ct);
        if (Pane is not null) Pane = Pane with { Refusal = result.Words(Pane), Note = act.Words };
        Response.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    /// <summary>Takes back what was done just now.</summary>
    public async Task<IActionResult> OnPostUndoAsync(long id, string? did, CancellationToken ct)
    {
        var refused = (await DoneAlert.UndoAsync(did, actions, Operation("Undone on its page."), ct)).FirstOrDefault(result => result.Refusal is not null);
        if (refused is null) return Redirect(Address(id));
        Refuse("undo", ActWording.Words(refused.Refusal));
        return await ShowAsync(id, ct);
    }

    /// <summary>Corrects which authority it is about.</summary>
    /// <param name="id">The item.</param>
    /// <param name="right">What is right.</param>
    /// <param name="authority">The authority's number; null when its name was typed.</param>
    /// <param name="name">The name that was typed, or how it begins.</param>
    /// <param name="back">Where to go on, within this service.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnPostCorrectAsync(long id, AuthorityCorrectionKind right, int? authority, string? name, string? back, CancellationToken ct)
    {
        if (!Enum.IsDefined(right)) return BadRequest();
        var (number, refusal) = authority is { } chosen ? (chosen, null) : await authorities.FindAsync(name, ct);
        refusal ??= await corrections.CorrectAsync(id, number, right, User.Queues(), Operation("Corrected at the post."), ct);
        if (refusal is null) return Url.IsLocalUrl(back) ? LocalRedirect(back) : Redirect(Address(id));
        Refuse($"authority-{id.ToString(CultureInfo.InvariantCulture)}", refusal);
        return await ShowAsync(id, ct);
    }

    /// <summary>Keeps the item for a meeting ahead, or for one that is added first.</summary>
    /// <param name="id">The item.</param>
    /// <param name="meeting">The meeting's number, or <see cref="NewMeeting"/>.</param>
    /// <param name="day">Day of a new meeting.</param>
    /// <param name="time">Its time of day.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnPostAsync(long id, string? meeting, string? day, string? time, CancellationToken ct)
    {
        if (await panes.OpenAsync(User, id, Address(id), ct) is not { } pane) return NotFound();
        (Pane, Typed) = (pane, (meeting, day, time));
        if (pane.NotForMeetings is { } never) Refuse("meeting", never);
        else if (await MeetingAsync(meeting, day, time, ct) is { } number) await KeepAsync(number, id, ct);
        return Errors.Count > 0 ? await ShowAsync(id, ct) : Redirect($"{Address(id)}?done=kept");
    }

    private static string Address(long id) => $"/items/{id.ToString(CultureInfo.InvariantCulture)}";

    private async Task<int?> MeetingAsync(string? choice, string? day, string? time, CancellationToken ct)
    {
        if (int.TryParse(choice, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        if (choice != NewMeeting)
        {
            Refuse("meeting", "Choose a meeting, or another date.");
            return null;
        }

        if (TypedTime.Date(day) is null) Refuse("day", "Enter the day of the meeting, such as 27/3/2026.");
        if (TypedTime.Time(time) is null) Refuse("time", "Enter the time of the meeting, such as 10:30.");
        if (TypedTime.Date(day) is not { } date || TypedTime.Time(time) is not { } hour) return null;
        var (added, refusal) = await meetings.AddAsync(Clock.Utc(date, hour), Operation("Added on the page of an item."), ct);
        if (refusal is not null) Refuse("day", refusal);
        return added;
    }

    private async Task KeepAsync(int meeting, long id, CancellationToken ct)
    {
        var (kept, refusal) = await meetings.KeepAsync(meeting, [id], Operation("Kept on its page."), ct);
        if (refusal is not null) Refuse("meeting", refusal);
        else if (kept!.Kept == 0) Refuse("meeting", "This post is kept as long already, or may not be kept longer.");
    }

    private async Task<IActionResult> ShowAsync(long id, CancellationToken ct)
    {
        if (await panes.OpenAsync(User, id, Address(id), ct) is not { } pane) return NotFound();
        Pane = pane;
        return Page();
    }
}
