using Listening.Application.Auditing;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Web.Components;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Outgoing;

/// <summary>Passes an item on to a team by mail.</summary>
public sealed class PassOnModel(ITriageReader triage, ViewLog views, SendingService sendings, OutgoingSettings settings, TimeProvider time, Clock clock)
    : SendingPage(triage, views, sendings, time, clock)
{
    /// <summary>The teams to choose from, with what a mail to each holds.</summary>
    public IReadOnlyList<Choice> Teams { get; } = [.. settings.Teams.Select(team => new Choice(
        team.Name, team.Name, team.IncludeText ? "The mail holds the post, its author and its address." : "The mail holds a link, nothing of the post."))];

    /// <inheritdoc/>
    public override string Place => "pass-on";

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct) => await FindAsync(id, ct) ? await ShowAsync(ct) : NotFound();

    /// <summary>Passes the item on.</summary>
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] SendingForm form, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();
        Form = form;
        return await AskAsync(SendingKind.PassOn, "passed-on", ct);
    }
}
