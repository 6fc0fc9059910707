using System.Globalization;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Foi;
using Listening.Application.Meetings;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Authorities;

/// <summary>One public authority: its score with its parts, the posts behind it, notes, and where the group stands.</summary>
public sealed class AuthorityModel(
    AuthorityReader reader, AuthorityService service, MeetingService meetings, MeetingAgenda agenda, ViewLog views, Clock clock) : FormPage(clock)
{
    /// <summary>The authority; set whenever the page is shown.</summary>
    public AuthorityView View { get; private set; } = null!;

    /// <summary>The meetings ahead.</summary>
    public IReadOnlyList<MeetingRow> Meetings { get; private set; } = [];

    /// <summary>A note that was typed and not written.</summary>
    public string? Note { get; private set; }

    /// <summary>Shows the page; an authority that never was is not found.</summary>
    public Task<IActionResult> OnGetAsync(int id, CancellationToken ct) => ShowAsync(id, ct);

    /// <summary>Changes where the group stands with it.</summary>
    public async Task<IActionResult> OnPostStatusAsync(int id, AuthorityStatus status, string? reason, CancellationToken ct)
    {
        var why = TakeReason("reason", reason);
        if (!Enum.IsDefined(status)) return BadRequest();
        if (Errors.Count == 0 && await service.SetStatusAsync(id, status, Operation(why), ct) is { } refusal) Refuse("status", refusal);
        return Errors.Count > 0 ? await ShowAsync(id, ct) : Redirect($"{Address(id)}?done=authority-status");
    }

    /// <summary>Notes something of it.</summary>
    public async Task<IActionResult> OnPostNoteAsync(int id, string? note, CancellationToken ct)
    {
        Note = note;
        if (await service.NoteAsync(id, note ?? "", Operation("Noted on its page."), ct) is { } refusal) Refuse("note", refusal);
        return Errors.Count > 0 ? await ShowAsync(id, ct) : Redirect($"{Address(id)}?done=authority-noted");
    }

    /// <summary>Puts it on a meeting's agenda, and keeps the posts about it for the meeting.</summary>
    public async Task<IActionResult> OnPostMeetingAsync(int id, int meeting, CancellationToken ct)
    {
        var operation = Operation("Put on the agenda on its page.");
        var refusal = await agenda.AddAsync(meeting, id, operation, ct);
        if (refusal is null && await reader.PostsOfAsync(id, User.Queues(), ct) is { Count: > 0 } posts) (_, refusal) = await meetings.KeepAsync(meeting, posts, operation, ct);
        if (refusal is not null) Refuse("meeting", refusal);
        return Errors.Count > 0 ? await ShowAsync(id, ct) : Redirect($"{Address(id)}?done=authority-agenda");
    }

    private static string Address(int id) => $"/authorities/{id.ToString(CultureInfo.InvariantCulture)}";

    private async Task<IActionResult> ShowAsync(int id, CancellationToken ct)
    {
        if (await reader.FindAsync(id, User.Queues(), ct) is not { } view) return NotFound();
        // First the entry, then the texts: without it nothing is shown.
        await views.ItemsAsync(User.Account(), TriageQueue.FoiIntelligence, view.Posts.Count, ct);
        (View, Meetings) = (view, await meetings.AheadAsync(Clock.Now, ct));
        return Page();
    }
}
