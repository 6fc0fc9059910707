using System.Globalization;
using Listening.Application.Access;
using Listening.Application.Watches;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Watches;

/// <summary>All watches of individuals, and the decisions about them.</summary>
public sealed class IndexModel(WatchReader reader, WatchService watches, Clock clock) : FormPage(clock)
{
    /// <summary>The watches: those that wait first.</summary>
    public IReadOnlyList<WatchSummary> Watches { get; private set; } = [];

    /// <summary>The watch of the form that was sent, and the reason as it was typed.</summary>
    public (int Watch, string? Reason) Typed { get; private set; }

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Watches = await reader.ListAsync(ct);

    /// <summary>Allows, refuses or ends a watch.</summary>
    public async Task<IActionResult> OnPostAsync(int watch, string? decision, string? reason, CancellationToken ct)
    {
        if (!ModelState.IsValid || decision is not ("allow" or "refuse" or "end")) return BadRequest();
        Typed = (watch, reason);
        var field = ReasonField(watch);
        // Whoever may ask may also end; the decision is somebody's whose role that is.
        if (decision != "end" && !User.Has(StaffRole.Authoriser)) return Forbid();
        var typed = TakeReason(field, reason);
        if (Errors.Count == 0 && await DecideAsync(watch, decision, typed, ct) is { } refusal) Refuse(field, refusal);
        if (Errors.Count == 0) return Redirect($"/watches?done=watch-{decision}");
        await OnGetAsync(ct);
        return Page();
    }

    /// <summary>Id of the field in which a watch's decision is explained.</summary>
    public static string ReasonField(int watch) => string.Create(CultureInfo.InvariantCulture, $"reason-{watch}");

    /// <summary>True when whoever looks may decide a watch: an authoriser who did not ask for it.</summary>
    public bool MayDecide(WatchSummary watch) => User.Has(StaffRole.Authoriser) && !string.Equals(watch.Watch.AskedBy, User.Account(), StringComparison.Ordinal);

    private async Task<string?> DecideAsync(int watch, string decision, string reason, CancellationToken ct) => (decision == "end"
        ? await watches.EndAsync(watch, Operation(reason), ct)
        : await watches.DecideAsync(watch, decision == "allow", Operation(reason), ct)).Refusal;
}
