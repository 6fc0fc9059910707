namespace Listening.Application.Meetings;

/// <summary>What a meeting decided about an authority. Numbers are stored, so they never change.</summary>
public enum MeetingDecision
{
    /// <summary>Nothing is done.</summary>
    NoAction = 1,

    /// <summary>The group writes to it.</summary>
    Write = 2,

    /// <summary>The group goes on looking.</summary>
    Monitor = 3,

    /// <summary>A notice, an audit or another regulatory step.</summary>
    RegulatoryAction = 4,
}
