using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Meetings;

/// <summary>Moves and closes meetings, and with them the limits of what is kept for them.</summary>
public sealed class MeetingChanges(IDbContextFactory<ListeningDbContext> databases, RetentionRulebook rulebook, Resealing resealing)
{
    /// <summary>Moves a meeting. What is kept for it goes as long after the new date as it would have after the old one, and never later than 31 days after collection.</summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="version">The version that was seen.</param>
    /// <param name="heldAt">The new date, UTC.</param>
    /// <param name="operation">Who, when and why.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>How many posts are kept longer and how many go sooner; or why nothing was done.</returns>
    public async Task<(MeetingMoved? Moved, string? Refusal)> MoveAsync(
        int meetingId, int version, DateTime heldAt, OperationContext operation, CancellationToken cancellationToken)
    {
        if (MeetingService.RefusalOf(heldAt, operation.At) is { } never) return (null, never);
        var rules = rulebook.Current;
        var (longer, sooner) = (new List<long>(), new List<long>());
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var (meeting, refusal) = await MeetingTurn.TakeAsync(db, meetingId, version, cancellationToken);
            if (meeting is null) return (null, refusal);
            if (meeting.HeldAt == heldAt) return (null, "The meeting is at that time already.");
            await db.Meetings.Where(row => row.Id == meetingId).ExecuteUpdateAsync(
                row => row.SetProperty(m => m.HeldAt, heldAt).SetProperty(m => m.Version, m => m.Version + 1), cancellationToken);
            foreach (var post in await LimitedAsync(db, meetingId, operation.At, cancellationToken))
            {
                var limit = rules.ForMeeting(post.CollectedAt, post.Source, heldAt);
                var due = limit.DueAt(post.CollectedAt);
                if (due == post.DueAt) continue;
                // It is still due when it was when this was decided: nothing that a purge has claimed comes back.
                var changed = await db.Posts.Where(row => row.Id == post.Id && row.DueAt == post.DueAt && row.MeetingId == meetingId).ExecuteUpdateAsync(
                    row => row.SetProperty(p => p.DueAt, due).SetProperty(p => p.Rule, limit.Rule).SetProperty(p => p.RulesVersion, rules.Version),
                    cancellationToken);
                if (changed > 0) (due > post.DueAt ? longer : sooner).Add(post.Id);
            }

            await ItemLimits.FollowAsync(db, [.. longer, .. sooner], cancellationToken);
            db.Record(
                operation with { Reason = $"{operation.Reason} From {Time(meeting.HeldAt)} to {Time(heldAt)}; {Number(longer.Count)} posts are kept longer, {Number(sooner.Count)} go sooner." },
                AuditEvents.MeetingMoved, MeetingTurn.SubjectOf(meetingId));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // A process that ended between keeping and sealing left some under the key of a day, which they would outlive now.
        await resealing.SealAsync(await OfADayAsync(longer, cancellationToken), ContentKeyId.ForMeeting(meetingId), cancellationToken);
        return (new MeetingMoved(longer.Count, sooner.Count), null);
    }

    /// <summary>Closes a meeting: nothing is put on its agenda, kept for it or decided any more, and what is kept goes the usual time after this at the latest.</summary>
    /// <returns>How many posts go sooner; or why nothing was done.</returns>
    public async Task<(int? Sooner, string? Refusal)> CloseAsync(int meetingId, int version, OperationContext operation, CancellationToken cancellationToken)
    {
        var rules = rulebook.Current;
        var latest = operation.At.AddHours(rules.StandardHours);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (meeting, refusal) = await MeetingTurn.TakeAsync(db, meetingId, version, cancellationToken);
        if (meeting is null) return (null, refusal);
        await db.Meetings.Where(row => row.Id == meetingId).ExecuteUpdateAsync(
            row => row.SetProperty(m => m.ClosedAt, operation.At).SetProperty(m => m.Version, m => m.Version + 1), cancellationToken);
        var late = db.Posts.Where(post => post.MeetingId == meetingId && post.DueAt > latest);
        var ids = await late.Select(post => post.Id).ToArrayAsync(cancellationToken);
        var sooner = ids.Length == 0 ? 0 : await late.Where(post => EF.Parameter(ids).Contains(post.Id)).ExecuteUpdateAsync(
            row => row.SetProperty(p => p.DueAt, latest).SetProperty(p => p.RulesVersion, rules.Version), cancellationToken);
        await ItemLimits.FollowAsync(db, ids, cancellationToken);
        db.Record(
            operation with { Reason = $"{operation.Reason} {Number(sooner)} posts go sooner; all are gone by {Time(latest)}." },
            AuditEvents.MeetingClosed, MeetingTurn.SubjectOf(meetingId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (sooner, null);
    }

    // Neither noise, nor what its platform limits, nor what is out of sight already and only kept by a hold.
    private static async Task<List<Limited>> LimitedAsync(ListeningDbContext db, int meetingId, DateTime now, CancellationToken cancellationToken) => await (
        from post in db.Posts.AsNoTracking()
        where post.MeetingId == meetingId && post.DueAt > now && (post.Rule == RetentionRule.Meeting || post.Rule == RetentionRule.Standard)
        join source in db.Sources on post.SourceId equals source.Id
        join item in db.TriageItems on post.Id equals item.PostId
        where item.Queue != TriageQueue.Noise
        select new Limited(post.Id, post.CollectedAt, post.DueAt, source.Name)).ToListAsync(cancellationToken);

    private async Task<IReadOnlyCollection<long>> OfADayAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Posts.Where(post => EF.Parameter(ids).Contains(post.Id) && post.KeyId > 0).Select(post => post.Id).ToListAsync(cancellationToken);
    }

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Limited(long Id, DateTime CollectedAt, DateTime DueAt, string Source);
}

/// <summary>What came of moving a meeting.</summary>
/// <param name="Longer">Posts that are kept longer.</param>
/// <param name="Sooner">Posts that go sooner.</param>
public sealed record MeetingMoved(int Longer, int Sooner);
