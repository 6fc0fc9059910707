using System.Globalization;
using Listening.Application.Access;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Outgoing;

/// <summary>Replies that wait for approval, what could not be sent, and the saved replies.</summary>
public sealed class RepliesModel(SendingReader reader, SendingService sendings, SavedReplyService saved, Clock clock) : FormPage(clock)
{
    /// <summary>Replies that wait for a second person.</summary>
    public IReadOnlyList<SendingView> Waiting { get; private set; } = [];

    /// <summary>What was given up, or is tried again after a failure.</summary>
    public IReadOnlyList<SendingView> Troubled { get; private set; } = [];

    /// <summary>The saved replies.</summary>
    public IReadOnlyList<SavedReplyRow> Saved { get; private set; } = [];

    /// <summary>The saved reply of the form that was sent (0 for a new one), as it was typed.</summary>
    public (int? Id, string? Name, string? Text) Typed { get; private set; }

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        Waiting = await reader.ToDecideAsync(User.Queues(), ct);
        Troubled = await reader.InTroubleAsync(User.Queues(), ct);
        Saved = await saved.ListAsync(ct);
    }

    /// <summary>Approves or refuses a reply, or tries a sending again.</summary>
    /// <param name="sending">Which.</param>
    /// <param name="decision"><c>approve</c>, <c>refuse</c> or <c>retry</c>.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnPostAsync(long sending, string? decision, CancellationToken ct)
    {
        if (!ModelState.IsValid || decision is not ("approve" or "refuse" or "retry")) return BadRequest();
        var refusal = decision == "retry"
            ? await sendings.RetryAsync(sending, User.Queues(), Operation(""), ct)
            : await sendings.DecideAsync(sending, decision == "approve", User.Queues(), Operation(""), ct);
        if (refusal is null) return Redirect($"/replies?done=reply-{decision}");
        Refuse(HeadingOf(sending), refusal);
        await OnGetAsync(ct);
        // What it was about may be gone from the page meanwhile.
        return Page();
    }

    /// <summary>Adds or changes a saved reply.</summary>
    /// <param name="id">Which; 0 for a new one.</param>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its words.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnPostSaveAsync(int id, string? name, string? text, CancellationToken ct)
    {
        if (!ModelState.IsValid) return BadRequest();
        if (await saved.SaveAsync(id == 0 ? null : id, name ?? "", text ?? "", Operation("On the page Replies."), ct) is not { } refusal)
            return Redirect("/replies?done=saved-reply");
        Typed = (id, name, text);
        Refuse(Field(refusal.IsName ? "name" : "text", id), refusal.Text);
        await OnGetAsync(ct);
        return Page();
    }

    /// <summary>Removes a saved reply.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(int id, CancellationToken ct)
    {
        if (!ModelState.IsValid) return BadRequest();
        await saved.RemoveAsync(id, Operation("On the page Replies."), ct);
        return Redirect("/replies?done=saved-reply-removed");
    }

    /// <summary>Id of a field of a saved reply's form.</summary>
    public static string Field(string name, int id) => string.Create(CultureInfo.InvariantCulture, $"{name}-{id}");

    /// <summary>Id of a sending's heading.</summary>
    public static string HeadingOf(long sending) => string.Create(CultureInfo.InvariantCulture, $"sending-{sending}");
}
