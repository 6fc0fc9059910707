using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Meetings;

/// <summary>Shows auditors for which meetings posts are kept beyond their usual limit, and why.</summary>
public sealed class MeetingKeepReader(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>The most meetings shown.</summary>
    public const int Most = 50;

    private static readonly string[] Told =
        [AuditEvents.MeetingAdded, AuditEvents.KeptForMeeting, AuditEvents.MeetingMoved, AuditEvents.MeetingClosed];

    /// <summary>The newest meetings, those that keep anything first; each with the entries that say why, oldest first.</summary>
    public async Task<IReadOnlyList<MeetingKeeping>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var kept = await db.Posts.Where(post => post.MeetingId != null).GroupBy(post => post.MeetingId!.Value)
            .Select(meeting => new { Id = meeting.Key, Posts = meeting.Count(), OnHold = meeting.Sum(post => post.Holds > 0 ? 1 : 0), LastDueAt = meeting.Max(post => post.DueAt) })
            .ToDictionaryAsync(meeting => meeting.Id, cancellationToken);
        var keeping = kept.Keys.ToList();
        var meetings = await db.Meetings.AsNoTracking().OrderByDescending(row => EF.Parameter(keeping).Contains(row.Id)).ThenByDescending(row => row.HeldAt).ThenByDescending(row => row.Id)
            .Take(Most).ToListAsync(cancellationToken);
        var subjects = meetings.ConvertAll(row => MeetingTurn.SubjectOf(row.Id));
        var entries = (await db.AuditEntries.AsNoTracking().Where(entry => EF.Parameter(subjects).Contains(entry.Subject) && EF.Parameter(Told).Contains(entry.Event))
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Index).ToListAsync(cancellationToken)).ToLookup(entry => entry.Subject, StringComparer.Ordinal);
        return meetings.ConvertAll(row => kept.TryGetValue(row.Id, out var now)
            ? new MeetingKeeping(row, now.Posts, now.OnHold, now.LastDueAt, [.. entries[MeetingTurn.SubjectOf(row.Id)]])
            : new MeetingKeeping(row, 0, 0, null, [.. entries[MeetingTurn.SubjectOf(row.Id)]]));
    }
}

/// <summary>What is kept for a meeting.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Posts">Posts kept for it now.</param>
/// <param name="OnHold">Those of them that a hold keeps as well, whatever their limit.</param>
/// <param name="LastDueAt">When the last of them is due; null when there is none.</param>
/// <param name="Entries">The entries that say who kept them and why, oldest first.</param>
public sealed record MeetingKeeping(MeetingRow Meeting, int Posts, int OnHold, DateTime? LastDueAt, IReadOnlyList<AuditRow> Entries)
{
    /// <summary>When anything was first kept for it; null when nothing ever was.</summary>
    public DateTime? Since => Entries.FirstOrDefault(entry => entry.Event == AuditEvents.KeptForMeeting)?.At;
}
