using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Meetings;

/// <summary>Shows meetings with their agendas and figures; opens no post.</summary>
public sealed class MeetingReader(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>The longest list of meetings that were.</summary>
    public const int MostPast = 100;

    /// <summary>The meetings that are not over, the next first; and those that were closed, newest first.</summary>
    public async Task<(IReadOnlyList<MeetingSummary> Open, IReadOnlyList<MeetingSummary> Closed)> ListAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await db.Meetings.AsNoTracking().Where(row => row.ClosedAt == null).OrderBy(row => row.HeldAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        var closed = await db.Meetings.AsNoTracking().Where(row => row.ClosedAt != null).OrderByDescending(row => row.HeldAt).ThenByDescending(row => row.Id)
            .Take(MostPast).ToListAsync(cancellationToken);
        var counts = await db.Posts.Where(post => post.MeetingId != null && post.DueAt > now).GroupBy(post => post.MeetingId!.Value)
            .Select(meeting => new { Id = meeting.Key, Posts = meeting.Count() }).ToDictionaryAsync(meeting => meeting.Id, meeting => meeting.Posts, cancellationToken);
        var ids = open.Concat(closed).Select(row => row.Id).ToList();
        var agendas = (await AgendaAsync(db, ids, cancellationToken)).ToLookup(entry => entry.Row.MeetingId);
        return ([.. open.Select(Summarise)], [.. closed.Select(Summarise)]);

        MeetingSummary Summarise(MeetingRow row) => new(row, counts.GetValueOrDefault(row.Id), [.. agendas[row.Id]]);
    }

    /// <summary>One meeting; null when there is none of that number.</summary>
    public async Task<MeetingView?> FindAsync(int meetingId, DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Meetings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == meetingId, cancellationToken) is { } meeting
            ? await ViewAsync(db, meeting, await KeptPosts.ReadAsync(db, meetingId, now, cancellationToken), cancellationToken)
            : null;
    }

    internal static async Task<MeetingView> ViewAsync(ListeningDbContext db, MeetingRow meeting, KeptPosts kept, CancellationToken cancellationToken)
    {
        var agenda = await AgendaAsync(db, [meeting.Id], cancellationToken);
        var others = kept.Authorities.Except(agenda.Select(entry => entry.Row.AuthorityId)).ToList();
        var names = others.Count == 0 ? [] : await db.Authorities.Where(row => EF.Parameter(others).Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        return new MeetingView
        {
            Meeting = meeting,
            Agenda = [.. agenda.Select(entry => (entry, kept.FiguresOf(entry.Row.AuthorityId)))],
            Others = [.. others.Where(names.ContainsKey).Select(id => (id, names[id], kept.FiguresOf(id))).OrderByDescending(other => other.Item3.Posts).ThenBy(other => other.Item2, StringComparer.Ordinal)],
            All = kept.All,
            WithoutAuthority = kept.WithoutAuthority.Count,
            LastDueAt = kept.LastDueAt,
        };
    }

    private static async Task<List<AgendaEntry>> AgendaAsync(ListeningDbContext db, List<int> meetings, CancellationToken cancellationToken) =>
        [.. (await (
            from row in db.MeetingAuthorities.AsNoTracking()
            where EF.Parameter(meetings).Contains(row.MeetingId)
            join authority in db.Authorities on row.AuthorityId equals authority.Id
            select new { row, authority.Name }).ToListAsync(cancellationToken))
            .Select(found => new AgendaEntry(found.row, found.Name)).OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)];
}
