namespace Listening.Core.Triage;

/// <summary>What people do with items. Numbers are stored, so they never change.</summary>
public enum ItemActionKind
{
    /// <summary>Somebody made it theirs.</summary>
    Taken = 1,

    /// <summary>Somebody gave it to somebody.</summary>
    Assigned = 2,

    /// <summary>Nobody has it any more.</summary>
    Released = 3,

    /// <summary>Put in another queue.</summary>
    Moved = 4,

    /// <summary>Closed with an outcome.</summary>
    Closed = 5,

    /// <summary>Open again.</summary>
    Reopened = 6,

    /// <summary>A note was written.</summary>
    Noted = 7,

    /// <summary>Passed on to a team by mail.</summary>
    PassedOn = 8,

    /// <summary>Handed over to the case system, or downloaded for it.</summary>
    HandedOver = 9,

    /// <summary>Answered on the platform.</summary>
    Replied = 10,
}
