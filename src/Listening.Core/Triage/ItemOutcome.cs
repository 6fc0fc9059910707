namespace Listening.Core.Triage;

/// <summary>What came of an item. Numbers are stored, so they never change.</summary>
public enum ItemOutcome
{
    /// <summary>Somebody answered on the platform.</summary>
    Replied = 1,

    /// <summary>Another team was told of it.</summary>
    PassedOn = 2,

    /// <summary>It became a case in the organisation's case system.</summary>
    HandedOver = 3,

    /// <summary>Read, and nothing had to be done.</summary>
    NoAction = 4,

    /// <summary>It is about something else: the search caught it by its words alone.</summary>
    Noise = 5,
}
