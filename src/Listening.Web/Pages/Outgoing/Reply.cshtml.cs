using Listening.Application.Auditing;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Outgoing;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Outgoing;

/// <summary>Answers a post on its platform.</summary>
public sealed class ReplyModel(
    ITriageReader triage, ViewLog views, SendingService sendings, SendingReader reader, SavedReplyService saved, ReplyWriters writers, OutgoingSettings settings, TimeProvider time, Clock clock)
    : SendingPage(triage, views, sendings, time, clock)
{
    /// <summary>The saved replies.</summary>
    public IReadOnlyList<SavedReplyRow> Saved { get; private set; } = [];

    /// <summary>The saved reply that was chosen.</summary>
    public int? Chosen { get; private set; }

    /// <summary>How long the text is and may be; null when this source may not write.</summary>
    public ReplyLength? Length => writers.Find(Item.SourceName)?.Measure(Form.Words?.ReplaceLineEndings("\n").Trim() ?? "");

    /// <summary>True when somebody else has to approve it.</summary>
    public bool NeedsApproval { get; } = settings.RepliesNeedApproval;

    /// <inheritdoc/>
    public override string Place => "reply";

    /// <summary>Shows the form, with a saved reply when one was chosen.</summary>
    public async Task<IActionResult> OnGetAsync(long id, int? saved, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();
        Chosen = saved;
        await ReadSavedAsync(ct);
        if (Saved.SingleOrDefault(reply => reply.Id == saved) is { } chosen)
            Form = Form with { Words = ReplyPlaceholders.Fill(chosen.Text, Item.Post!, await reader.ReferenceAsync(id, ct)) };
        return await ShowAsync(ct);
    }

    /// <summary>Sends the reply, or asks for its approval.</summary>
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] SendingForm form, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();
        Form = form;
        await ReadSavedAsync(ct);
        return await AskAsync(SendingKind.Reply, NeedsApproval ? "reply-asked" : "reply", ct);
    }

    private async Task ReadSavedAsync(CancellationToken ct) => Saved = await saved.ListAsync(ct);
}
