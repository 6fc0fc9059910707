namespace Listening.Application.Auditing;

/// <summary>Every event that an audit entry can name; docs/audit-events.md explains each.</summary>
public static class AuditEvents
{
    public const string SearchAdded = "search.added";
    public const string SearchRemoved = "search.removed";
    public const string KeyDestroyed = "key.destroyed";
    public const string SignInLinkIssued = "sign-in-link.issued";
    public const string SignedIn = "signed-in";
    public const string AccountAdded = "account.added";
}
