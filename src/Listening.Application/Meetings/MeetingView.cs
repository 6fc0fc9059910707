using Listening.Application.Storage;

namespace Listening.Application.Meetings;

/// <summary>A meeting in a list.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Posts">Posts kept for it now.</param>
/// <param name="Agenda">The authorities on its agenda, by name.</param>
public sealed record MeetingSummary(MeetingRow Meeting, int Posts, IReadOnlyList<AgendaEntry> Agenda);

/// <summary>An authority on an agenda.</summary>
/// <param name="Row">Its row, with what was decided.</param>
/// <param name="Name">Its official name.</param>
public sealed record AgendaEntry(MeetingAuthorityRow Row, string Name);

/// <summary>One meeting with its figures. Nothing in it is of a person.</summary>
public sealed record MeetingView
{
    /// <summary>The meeting.</summary>
    public required MeetingRow Meeting { get; init; }

    /// <summary>The authorities on its agenda, by name, each with its figures now.</summary>
    public required IReadOnlyList<(AgendaEntry Entry, MeetingFigures Now)> Agenda { get; init; }

    /// <summary>Other authorities that kept posts are about, most posts first.</summary>
    public required IReadOnlyList<(int Id, string Name, MeetingFigures Now)> Others { get; init; }

    /// <summary>The figures of everything kept.</summary>
    public required MeetingFigures All { get; init; }

    /// <summary>Kept posts about no authority.</summary>
    public required int WithoutAuthority { get; init; }

    /// <summary>When the last kept post is due; null when nothing is kept.</summary>
    public required DateTime? LastDueAt { get; init; }
}
