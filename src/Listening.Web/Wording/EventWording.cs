using Listening.Application.Auditing;

namespace Listening.Web.Wording;

/// <summary>What the audit events are called on the pages, and under which heading they stand.</summary>
internal static class EventWording
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [AuditEvents.SearchAdded] = "Search added",
        [AuditEvents.SearchRemoved] = "Search removed",
        [AuditEvents.KeyMade] = "Key made",
        [AuditEvents.KeyDestroyed] = "Key destroyed",
        [AuditEvents.RulesSet] = "First rules set",
        [AuditEvents.RulesProposed] = "Other rules proposed",
        [AuditEvents.RulesConfirmed] = "Rules confirmed",
        [AuditEvents.RulesRefused] = "Rules refused",
        [AuditEvents.IncidentOpened] = "Failure noticed",
        [AuditEvents.IncidentClosed] = "Failure over",
        [AuditEvents.HoldAsked] = "Hold asked for",
        [AuditEvents.HoldApproved] = "Hold approved",
        [AuditEvents.HoldRefused] = "Hold refused",
        [AuditEvents.HoldLifted] = "Hold lifted",
        [AuditEvents.HoldConflict] = "Hold won over a duty to delete",
        [AuditEvents.HoldRepaired] = "Mark of a hold taken off",
        [AuditEvents.MeetingAdded] = "Meeting added",
        [AuditEvents.KeptForMeeting] = "Kept for a meeting",
        [AuditEvents.PersonFound] = "Looked for somebody's data",
        [AuditEvents.PersonCopied] = "Copy of somebody's data made",
        [AuditEvents.PersonErased] = "Somebody's data deleted",
        [AuditEvents.PersonObjected] = "Objection noted",
        [AuditEvents.ObjectionWithdrawn] = "Objection withdrawn",
        [AuditEvents.ItemViewed] = "Item opened",
        [AuditEvents.ItemsViewed] = "Page of a queue shown",
        [AuditEvents.AuditExported] = "Log downloaded",
        [AuditEvents.LogExported] = "Whole log exported",
        [AuditEvents.LogVerified] = "Log verified",
        [AuditEvents.LogContradicted] = "Log does not hold what was signed",
        [AuditEvents.WitnessFailed] = "Witness did not take a checkpoint",
        [AuditEvents.WitnessAnswered] = "Witness takes checkpoints again",
        [AuditEvents.AccountResolved] = "Account's name looked up",
        [AuditEvents.SignInLinkIssued] = "Sign-in link issued",
        [AuditEvents.SignedIn] = "Signed in",
        [AuditEvents.AccountAdded] = "Account added",
    };

    private static readonly (int Place, string Heading) TakenOut = (7, "Personal data and the log taken out");

    /// <summary>Words for an event; its own name when it has none.</summary>
    public static string Words(string @event) => Known.GetValueOrDefault(@event, @event);

    /// <summary>The heading it stands under; also the order of the headings.</summary>
    public static (int Place, string Heading) Group(string @event) => @event == AuditEvents.LogExported ? TakenOut : @event.Split('.')[0] switch
    {
        "incident" => (0, "Failures"),
        "retention-rules" => (1, "Changes of the rules"),
        "hold" => (2, "Holds"),
        "meeting" => (3, "Extensions for meetings"),
        "key" => (4, "Keys"),
        "log" or "witness" => (5, "The log"),
        "item" or "items" => (6, "Posts seen"),
        "person" or "audit" => TakenOut,
        "signed-in" or "sign-in-link" or "account" => (8, "Access"),
        _ => (9, "Everything else"),
    };
}
