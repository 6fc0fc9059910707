namespace Listening.Application.Access;

/// <summary>What somebody is here for; an account can have several. Numbers are stored, so they never change.</summary>
public enum StaffRole
{
    /// <summary>Comms and public advice: clears the queues, but for FOI intelligence.</summary>
    Triage = 1,

    /// <summary>The FOI enforcement group: FOI intelligence.</summary>
    Foi = 2,

    /// <summary>Reads logs and retention, never a post's text.</summary>
    Auditor = 3,

    /// <summary>Writes saved searches.</summary>
    SearchEditor = 4,

    /// <summary>The second person for what one alone must not do.</summary>
    Authoriser = 5,

    /// <summary>Users and sources; no post's text.</summary>
    Administrator = 6,
}
