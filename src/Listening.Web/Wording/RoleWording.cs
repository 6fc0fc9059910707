using Listening.Application.Access;

namespace Listening.Web.Wording;

/// <summary>What the roles are called on the pages, and what they are for.</summary>
internal static class RoleWording
{
    /// <summary>The role's title.</summary>
    public static string Title(this StaffRole role) => role switch
    {
        StaffRole.Triage => "Triage",
        StaffRole.Foi => "FOI monitoring",
        StaffRole.Auditor => "Auditor",
        StaffRole.SearchEditor => "Search editor",
        StaffRole.Authoriser => "Authoriser",
        StaffRole.Administrator => "Administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This role has no title."),
    };

    /// <summary>One line that says what it is for.</summary>
    public static string Purpose(this StaffRole role) => role switch
    {
        StaffRole.Triage => "Clears every queue but FOI intelligence",
        StaffRole.Foi => "Reviews the queue FOI intelligence",
        StaffRole.Auditor => "Reads the log and the rules of deletion, never a post",
        StaffRole.SearchEditor => "Writes saved searches",
        StaffRole.Authoriser => "Approves holds and rules of deletion, and answers requests from people",
        StaffRole.Administrator => "Looks after users and sources; sees no post",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This role has no purpose."),
    };

    /// <summary>Which roles would have been needed, in words.</summary>
    public static string Needed(IReadOnlyList<StaffRole> roles) => roles.Count == 1
        ? $"It needs the role {roles[0].Title()}."
        : $"It needs one of the roles {string.Join(", ", roles.SkipLast(1).Select(role => role.Title()))} and {roles[^1].Title()}.";
}
