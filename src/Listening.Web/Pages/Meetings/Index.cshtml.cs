using System.Globalization;
using Listening.Application.Meetings;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Meetings;

/// <summary>The meetings of the enforcement group: those ahead and those that were, with what they decided.</summary>
public sealed class IndexModel(MeetingReader reader, MeetingService meetings, Clock clock) : FormPage(clock)
{
    /// <summary>Those that are not closed, the next first.</summary>
    public IReadOnlyList<MeetingSummary> Open { get; private set; } = [];

    /// <summary>Those that are closed, newest first.</summary>
    public IReadOnlyList<MeetingSummary> Closed { get; private set; } = [];

    /// <summary>Day and time of a new meeting as they were sent.</summary>
    public (string? Day, string? Time) Typed { get; private set; }

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct) => (Open, Closed) = await reader.ListAsync(Clock.Now, ct);

    /// <summary>Adds a meeting.</summary>
    public async Task<IActionResult> OnPostAsync(string? day, string? time, CancellationToken ct)
    {
        Typed = (day, time);
        if (TypedTime.Date(day) is null) Refuse("day", "Enter the day of the meeting, such as 27/3/2026.");
        if (TypedTime.Time(time) is null) Refuse("time", "Enter the time of the meeting, such as 10:30.");
        if (TypedTime.Date(day) is { } date && TypedTime.Time(time) is { } hour)
        {
            var (added, refusal) = await meetings.AddAsync(Clock.Utc(date, hour), Operation("Added on the page of meetings."), ct);
            if (added is { } id) return Redirect(AddressOf(id) + "?done=meeting-added");
            Refuse("day", refusal!);
        }

        await OnGetAsync(ct);
        return Page();
    }

    /// <summary>Address of a meeting's page.</summary>
    public static string AddressOf(int id) => $"/meetings/{id.ToString(CultureInfo.InvariantCulture)}";
}
