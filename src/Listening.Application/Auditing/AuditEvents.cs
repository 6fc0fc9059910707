namespace Listening.Application.Auditing;

/// <summary>Every event that an audit entry can name; docs/audit-events.md explains each.</summary>
public static class AuditEvents
{
    /// <summary>All of them by name.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(AuditEvents).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)];

    public const string SearchAdded = "search.added";
    public const string SearchRemoved = "search.removed";
    public const string SearchChanged = "search.changed";
    public const string SearchPaused = "search.paused";
    public const string SearchResumed = "search.resumed";
    public const string SearchRunAsked = "search.run-asked";
    public const string SourcePermitted = "source.permitted";
    public const string SourcePermissionWithdrawn = "source.permission-withdrawn";
    public const string KeyMade = "key.made";
    public const string KeyDestroyed = "key.destroyed";
    public const string RulesSet = "retention-rules.set";
    public const string RulesProposed = "retention-rules.proposed";
    public const string RulesConfirmed = "retention-rules.confirmed";
    public const string RulesRefused = "retention-rules.refused";
    public const string IncidentOpened = "incident.opened";
    public const string IncidentClosed = "incident.closed";
    public const string HoldAsked = "hold.asked";
    public const string HoldApproved = "hold.approved";
    public const string HoldRefused = "hold.refused";
    public const string HoldLifted = "hold.lifted";
    public const string HoldConflict = "hold.conflict";
    public const string HoldRepaired = "hold.repaired";
    public const string MeetingAdded = "meeting.added";
    public const string KeptForMeeting = "meeting.kept";
    public const string MeetingMoved = "meeting.moved";
    public const string MeetingClosed = "meeting.closed";
    public const string MeetingDecided = "meeting.decided";
    public const string MeetingAgendaAdded = "meeting.agenda-added";
    public const string MeetingAgendaRemoved = "meeting.agenda-removed";
    public const string PersonFound = "person.found";
    public const string PersonCopied = "person.copied";
    public const string PersonErased = "person.erased";
    public const string PersonObjected = "person.objected";
    public const string ObjectionWithdrawn = "person.objection-withdrawn";
    public const string LogVerified = "log.verified";
    public const string LogExported = "log.exported";
    public const string LogContradicted = "log.contradicted";
    public const string WitnessFailed = "witness.failed";
    public const string WitnessAnswered = "witness.answered";
    public const string ItemViewed = "item.viewed";
    public const string ItemsViewed = "items.viewed";
    public const string ItemTaken = "item.taken";
    public const string ItemAssigned = "item.assigned";
    public const string ItemReleased = "item.released";
    public const string ItemMoved = "item.moved";
    public const string ItemClosed = "item.closed";
    public const string ItemReopened = "item.reopened";
    public const string ItemNoted = "item.noted";
    public const string ItemPassedOn = "item.passed-on";
    public const string ItemHandedOver = "item.handed-over";
    public const string ItemReplied = "item.replied";
    public const string ItemUndone = "item.undone";
    public const string SendingAsked = "sending.asked";
    public const string SendingApproved = "sending.approved";
    public const string SendingRefused = "sending.refused";
    public const string SendingSent = "sending.sent";
    public const string SendingFailed = "sending.failed";
    public const string SendingRetried = "sending.retried";
    public const string SavedReplyAdded = "saved-reply.added";
    public const string SavedReplyChanged = "saved-reply.changed";
    public const string SavedReplyRemoved = "saved-reply.removed";
    public const string AuditExported = "audit.exported";
    public const string AccountResolved = "account.resolved";
    public const string SignInLinkIssued = "sign-in-link.issued";
    public const string SignedIn = "signed-in";
    public const string SignInRefused = "sign-in.refused";
    public const string SignInLocked = "sign-in.locked";
    public const string PasskeyAdded = "passkey.added";
    public const string PasskeyRemoved = "passkey.removed";
    public const string CodesSetUp = "codes.set-up";
    public const string CodesRemoved = "codes.removed";
    public const string AccountAdded = "account.added";
    public const string TokenIssued = "token.issued";
    public const string TokenRevoked = "token.revoked";
    public const string AccountDisabled = "account.disabled";
    public const string AccountEnabled = "account.enabled";
    public const string AccountRolesChanged = "account.roles-changed";
}
