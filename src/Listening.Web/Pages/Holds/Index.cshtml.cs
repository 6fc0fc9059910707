using System.Globalization;
using Listening.Application.Access;
using Listening.Application.Holds;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Holds;

/// <summary>All holds, and the decisions about them.</summary>
public sealed class IndexModel(HoldService holds, Clock clock) : FormPage(clock)
{
    /// <summary>The holds, newest first.</summary>
    public IReadOnlyList<HoldSummary> Holds { get; private set; } = [];

    /// <summary>The hold of the form that was sent, and the reason as it was typed.</summary>
    public (int Hold, string? Reason) Typed { get; private set; }

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Holds = await holds.ListAsync(ct);

    /// <summary>Approves, refuses or lifts a hold.</summary>
    public async Task<IActionResult> OnPostAsync(int hold, string? decision, string? reason, CancellationToken ct)
    {
        if (!ModelState.IsValid || decision is not ("approve" or "refuse" or "lift")) return BadRequest();
        Typed = (hold, reason);
        var field = ReasonField(hold);
        // Whoever asks for a hold may also lift it; the decision is somebody's whose role that is.
        if (decision != "lift" && !User.Has(StaffRole.Authoriser)) return Forbid();
        var typed = TakeReason(field, reason);
        if (Errors.Count == 0 && await DecideAsync(hold, decision, typed, ct) is { } refusal) Refuse(field, refusal);
        if (Errors.Count == 0) return Redirect($"/holds?done=hold-{decision}");
        await OnGetAsync(ct);
        return Page();
    }

    /// <summary>Id of the field in which a hold's decision is explained.</summary>
    public static string ReasonField(int hold) => string.Create(CultureInfo.InvariantCulture, $"reason-{hold}");

    private async Task<string?> DecideAsync(int hold, string decision, string reason, CancellationToken ct) => (decision == "lift"
        ? await holds.LiftAsync(hold, Operation(reason), ct)
        : await holds.DecideAsync(hold, decision == "approve", Operation(reason), ct)).Refusal;
}
