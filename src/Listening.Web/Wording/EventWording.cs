using Listening.Application.Auditing;

namespace Listening.Web.Wording;

/// <summary>What the audit events are called on the pages, and under which heading they stand.</summary>
internal static class EventWording
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [AuditEvents.SearchAdded] = "Search added",
        [AuditEvents.SearchRemoved] = "Search removed",
        [AuditEvents.SearchChanged] = "Search changed",
        [AuditEvents.SourcePermitted] = "Source permitted",
        [AuditEvents.SourcePermissionWithdrawn] = "Permission of a source withdrawn",
        [AuditEvents.SearchPaused] = "Search paused",
        [AuditEvents.SearchResumed] = "Search goes on",
        [AuditEvents.SearchRunAsked] = "Run of a search asked for",
        [AuditEvents.AuthorityStatusChanged] = "Status of an authority changed",
        [AuditEvents.AuthorityNoted] = "Note on an authority",
        [AuditEvents.DigestSent] = "Digest sent",
        [AuditEvents.AuthorityCorrected] = "Authority of a post corrected",
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
        [AuditEvents.MeetingMoved] = "Meeting moved",
        [AuditEvents.MeetingClosed] = "Meeting closed",
        [AuditEvents.MeetingDecided] = "Meeting decided about an authority",
        [AuditEvents.MeetingAgendaAdded] = "Authority put on an agenda",
        [AuditEvents.MeetingAgendaRemoved] = "Authority taken off an agenda",
        [AuditEvents.WatchAsked] = "Watch asked for",
        [AuditEvents.WatchAllowed] = "Watch allowed",
        [AuditEvents.WatchRefused] = "Watch refused",
        [AuditEvents.WatchEnded] = "Watch ended",
        [AuditEvents.WatchExpired] = "Watch expired",
        [AuditEvents.AuthoritiesImported] = "Register of authorities imported",
        [AuditEvents.PersonFound] = "Looked for somebody's data",
        [AuditEvents.PersonCopied] = "Copy of somebody's data made",
        [AuditEvents.PersonErased] = "Somebody's data deleted",
        [AuditEvents.PersonObjected] = "Objection noted",
        [AuditEvents.ObjectionWithdrawn] = "Objection withdrawn",
        [AuditEvents.ItemViewed] = "Item opened",
        [AuditEvents.ItemsViewed] = "Page of a queue, preview of a search, or pack shown",
        [AuditEvents.ItemTaken] = "Item taken",
        [AuditEvents.ItemAssigned] = "Item given to somebody",
        [AuditEvents.ItemReleased] = "Item given back",
        [AuditEvents.ItemMoved] = "Item moved to another queue",
        [AuditEvents.ItemClosed] = "Item closed",
        [AuditEvents.ItemReopened] = "Item opened again",
        [AuditEvents.ItemNoted] = "Note written",
        [AuditEvents.ItemPassedOn] = "Item passed on by mail",
        [AuditEvents.ItemHandedOver] = "Item handed over",
        [AuditEvents.ItemReplied] = "Item answered on its platform",
        [AuditEvents.ItemUndone] = "Something done with an item taken back",
        [AuditEvents.SendingAsked] = "Asked for something to be sent",
        [AuditEvents.SendingApproved] = "Reply approved",
        [AuditEvents.SendingRefused] = "Reply refused or taken back",
        [AuditEvents.SendingSent] = "Something of an item sent",
        [AuditEvents.SendingFailed] = "Not sent and given up",
        [AuditEvents.SendingRetried] = "Tried to send once more",
        [AuditEvents.SavedReplyAdded] = "Saved reply added",
        [AuditEvents.SavedReplyChanged] = "Saved reply changed",
        [AuditEvents.SavedReplyRemoved] = "Saved reply removed",
        [AuditEvents.AuditExported] = "Log downloaded",
        [AuditEvents.LogExported] = "Whole log exported",
        [AuditEvents.LogVerified] = "Log verified",
        [AuditEvents.LogContradicted] = "Log does not hold what was signed",
        [AuditEvents.WitnessFailed] = "Witness did not take a checkpoint",
        [AuditEvents.WitnessAnswered] = "Witness takes checkpoints again",
        [AuditEvents.AccountResolved] = "Account's name looked up",
        [AuditEvents.SignInLinkIssued] = "Sign-in link issued",
        [AuditEvents.SignedIn] = "Signed in",
        [AuditEvents.SignInRefused] = "Sign-in refused",
        [AuditEvents.SignInLocked] = "Account locked after wrong tries",
        [AuditEvents.PasskeyAdded] = "Passkey added",
        [AuditEvents.PasskeyRemoved] = "Passkey removed",
        [AuditEvents.CodesSetUp] = "Password and codes set up",
        [AuditEvents.CodesRemoved] = "Password and codes removed",
        [AuditEvents.AccountAdded] = "Account added",
        [AuditEvents.TokenIssued] = "Token for the API issued",
        [AuditEvents.TokenRevoked] = "Token for the API revoked",
        [AuditEvents.AccountDisabled] = "Account disabled",
        [AuditEvents.AccountEnabled] = "Account enabled",
        [AuditEvents.AccountRolesChanged] = "Account's roles changed",
    };

    private static readonly (int Place, string Heading) TakenOut = (8, "Personal data and the log taken out");

    /// <summary>Words for an event; its own name when it has none.</summary>
    public static string Words(string @event) => Known.GetValueOrDefault(@event, @event);

    /// <summary>The heading it stands under; also the order of the headings.</summary>
    public static (int Place, string Heading) Group(string @event) => @event switch
    {
        AuditEvents.LogExported => TakenOut,
        AuditEvents.ItemViewed or AuditEvents.ItemsViewed => (6, "Posts seen"),
        _ => GroupOf(@event.Split('.')[0]),
    };

    private static (int Place, string Heading) GroupOf(string kind) => kind switch
    {
        "incident" => (0, "Failures"),
        "retention-rules" => (1, "Changes of the rules"),
        "hold" => (2, "Holds"),
        "meeting" => (3, "Extensions for meetings"),
        "key" => (4, "Keys"),
        "log" or "witness" => (5, "The log"),
        "item" => (7, "Triage"),
        "person" or "audit" => TakenOut,
        "signed-in" or "sign-in" or "sign-in-link" or "passkey" or "codes" or "account" or "token" => (9, "Access"),
        "sending" or "saved-reply" => (10, "Sent because of items"),
        "watch" => (11, "Watches of individuals"),
        _ => (12, "Everything else"),
    };
}
