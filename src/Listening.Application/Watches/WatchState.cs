namespace Listening.Application.Watches;

/// <summary>Where a watch stands. Numbers are stored, so they never change.</summary>
public enum WatchState
{
    /// <summary>Waits for an authoriser.</summary>
    Asked = 1,

    /// <summary>Allowed until it expires.</summary>
    Allowed = 2,

    /// <summary>Refused.</summary>
    Refused = 3,

    /// <summary>Ended by somebody, or replaced by its renewal.</summary>
    Ended = 4,
}
