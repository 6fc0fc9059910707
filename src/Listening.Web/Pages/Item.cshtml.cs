using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Meetings;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages;

/// <summary>One item with everything known about it, when it is deleted and why, and a form that keeps it for a meeting.</summary>
public sealed class ItemModel(ITriageReader triage, ViewLog views, RetentionExplainer explainer, MeetingService meetings, Clock clock) : FormPage(clock)
{
    /// <summary>Choice of the form for a meeting that is not there yet.</summary>
    public const string NewMeeting = "new";

    /// <summary>The item; set whenever the page is shown.</summary>
    public ItemView Item { get; private set; } = null!;

    /// <summary>When it is deleted and why; null when that is not known.</summary>
    public LimitExplanation? Why { get; private set; }

    /// <summary>The meetings ahead.</summary>
    public IReadOnlyList<MeetingRow> Meetings { get; private set; } = [];

    /// <summary>The meeting that was chosen, and the day and time of a new one, as they were sent.</summary>
    public (string? Choice, string? Day, string? Time) Typed { get; private set; }

    /// <summary>Why it cannot be kept for a meeting; null when it can.</summary>
    public string? NotForMeetings =>
        Item.Queue == TriageQueue.Noise ? "Noise is not kept for a meeting."
        : Why?.Post.Rule == RetentionRule.Platform ? "It cannot be kept for a meeting: its platform sets the limit."
        : null;

    /// <summary>Shows the page; an unknown or deleted item is not found.</summary>
    public Task<IActionResult> OnGetAsync(long id, CancellationToken ct) => ShowAsync(id, ct);

    /// <summary>Keeps the item for a meeting ahead, or for one that is added first.</summary>
    /// <param name="id">The item.</param>
    /// <param name="meeting">The meeting's number, or <see cref="NewMeeting"/>.</param>
    /// <param name="day">Day of a new meeting.</param>
    /// <param name="time">Its time of day.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnPostAsync(long id, string? meeting, string? day, string? time, CancellationToken ct)
    {
        if (await triage.FindAsync(id, ct) is not { } item) return NotFound();
        (Item, Why, Typed) = (item, await explainer.WhyAsync(id, ct), (meeting, day, time));
        if (NotForMeetings is { } never) Refuse("meeting", never);
        else if (await MeetingAsync(meeting, day, time, ct) is { } number) await KeepAsync(number, id, ct);
        return Errors.Count > 0 ? await ShowAsync(id, ct) : Redirect($"/items/{id.ToString(CultureInfo.InvariantCulture)}?done=kept");
    }

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
        if (await triage.FindAsync(id, ct) is not { } item) return NotFound();
        await views.ItemAsync(User.Account(), id, ct);
        Item = item;
        Why = await explainer.WhyAsync(id, ct);
        Meetings = await meetings.AheadAsync(Clock.Now, ct);
        return Page();
    }
}
