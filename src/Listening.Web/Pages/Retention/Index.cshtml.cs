using Listening.Application.Incidents;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Retention;

/// <summary>The rules of deletion, what waits to become one, and what is wrong.</summary>
public sealed class IndexModel(RetentionRulebook rulebook, IncidentBook incidents, Clock clock) : FormPage(clock)
{
    /// <summary>All versions of the rules, newest first.</summary>
    public IReadOnlyList<RetentionRuleSetRow> Versions { get; private set; } = [];

    /// <summary>The version in force.</summary>
    public RetentionRuleSetRow InForce { get; private set; } = null!;

    /// <summary>The version that waits for a second person; null when none does.</summary>
    public RetentionRuleSetRow? Waiting { get; private set; }

    /// <summary>What is wrong, newest first.</summary>
    public IReadOnlyList<IncidentRow> Failures { get; private set; } = [];

    /// <summary>The reason as it was typed.</summary>
    public string? Typed { get; private set; }

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        Versions = await rulebook.ListAsync(ct);
        InForce = Versions.First(version => version.State == RuleSetState.InForce);
        Waiting = Versions.FirstOrDefault(version => version.State == RuleSetState.Proposed);
        Failures = await incidents.OpenOnesAsync(ct);
    }

    /// <summary>Confirms or refuses the rules that wait.</summary>
    public async Task<IActionResult> OnPostAsync(int version, string? decision, string? reason, CancellationToken ct)
    {
        if (!ModelState.IsValid || decision is not ("confirm" or "refuse")) return BadRequest();
        Typed = reason;
        var typed = TakeReason("reason", reason);
        if (Errors.Count == 0 && await rulebook.DecideAsync(version, decision == "confirm", Operation(typed), ct) is { } refusal) Refuse("reason", refusal);
        if (Errors.Count == 0) return Redirect($"/retention?done=rules-{decision}");
        await OnGetAsync(ct);
        return Page();
    }

    /// <summary>Where a version stands, in words.</summary>
    public string StateOf(RetentionRuleSetRow version) => version.State switch
    {
        RuleSetState.InForce when version.Version == InForce.Version => $"In force since {Clock.Local(version.DecidedAt ?? version.ProposedAt)}",
        RuleSetState.InForce => $"Was in force from {Clock.Local(version.DecidedAt ?? version.ProposedAt)}",
        RuleSetState.Proposed => $"Waits since {Clock.Local(version.ProposedAt)}",
        _ when version.DecidedAt is { } refused => $"Refused {Clock.Local(refused)}",
        _ => "Taken back before it was decided",
    };

    /// <summary>Who proposed a version, and who decided it: account numbers.</summary>
    public static string PeopleOf(RetentionRuleSetRow version) => version.DecidedBy is null
        ? ActorWording.Words(version.ProposedBy)
        : $"{ActorWording.Words(version.ProposedBy)}, then {ActorWording.Words(version.DecidedBy)}";
}
