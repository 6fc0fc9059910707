using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Meetings;

/// <summary>One at a time on a meeting: who keeps, moves, decides or closes meanwhile waits, and then finds what was done.</summary>
internal static class MeetingTurn
{
    /// <summary>Takes the meeting until the end of the caller's transaction.</summary>
    /// <param name="db">In a transaction.</param>
    /// <param name="meetingId">The meeting's number.</param>
    /// <param name="version">The version that was seen; null when any will do.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The meeting as it is now; or why it was not taken.</returns>
    public static async Task<(MeetingRow? Meeting, string? Refusal)> TakeAsync(
        ListeningDbContext db, int meetingId, int? version, CancellationToken cancellationToken)
    {
        // An update that changes nothing locks the row on every provider.
        await db.Meetings.Where(row => row.Id == meetingId).ExecuteUpdateAsync(row => row.SetProperty(m => m.Version, m => m.Version), cancellationToken);
        var meeting = await db.Meetings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == meetingId, cancellationToken);
        if (meeting is null) return (null, FormattableString.Invariant($"There is no meeting {meetingId}."));
        if (meeting.ClosedAt is not null) return (null, FormattableString.Invariant($"Meeting {meetingId} is closed."));
        return version is { } seen && seen != meeting.Version
            ? (null, "Somebody has moved the meeting meanwhile. Look at it again.")
            : (meeting, null);
    }

    /// <summary>How a meeting is named in the log.</summary>
    public static string SubjectOf(int meetingId) => FormattableString.Invariant($"meeting:{meetingId}");

    /// <summary>How an authority on its agenda is named in the log.</summary>
    public static string SubjectOf(int meetingId, int authorityId) => FormattableString.Invariant($"meeting:{meetingId}/authority:{authorityId}");
}
