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

/// <summary>Keeps items for a meeting of the enforcement group, until the usual time after it.</summary>
public sealed class MeetingService(IDbContextFactory<ListeningDbContext> databases, RetentionRulebook rulebook, Resealing resealing)
{
    /// <summary>The meetings after that time that are not closed, the next first.</summary>
    public async Task<IReadOnlyList<MeetingRow>> AheadAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Meetings.AsNoTracking().Where(row => row.HeldAt > now && row.ClosedAt == null).OrderBy(row => row.HeldAt).ToListAsync(cancellationToken);
    }

    /// <summary>Adds a meeting.</summary>
    /// <returns>Its number; or why it was refused.</returns>
    public async Task<(int? Id, string? Refusal)> AddAsync(DateTime heldAt, OperationContext operation, CancellationToken cancellationToken)
    {
        if (RefusalOf(heldAt, operation.At) is { } refusal) return (null, refusal);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = new MeetingRow { HeldAt = heldAt, AddedBy = operation.Actor, AddedAt = operation.At };
        db.Meetings.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        db.Record(operation, AuditEvents.MeetingAdded, MeetingTurn.SubjectOf(row.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (row.Id, null);
    }

    /// <summary>Why a meeting cannot be at that time; null when it can.</summary>
    internal static string? RefusalOf(DateTime heldAt, DateTime now) =>
        heldAt <= now ? "The meeting lies in the past."
        : heldAt > now.AddHours(RetentionPolicy.LongestHours) ? "The meeting is further ahead than anything may be kept (31 days)."
        : null;

    /// <summary>Keeps items for a meeting. What its platform limits, and noise, stays as it is.</summary>
    /// <returns>How many are kept for it and how many are not; or why none is.</returns>
    public async Task<(MeetingKept? Kept, string? Refusal)> KeepAsync(
        int meetingId, IReadOnlyList<long> items, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var meeting = await db.Meetings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == meetingId, cancellationToken);
        if (meeting is not { ClosedAt: null } || meeting.HeldAt <= operation.At) return (null, $"There is no meeting {Number(meetingId)} ahead.");
        var rules = rulebook.Current;
        var posts = await (
            from post in db.Posts.AsNoTracking()
            join source in db.Sources on post.SourceId equals source.Id
            join item in db.TriageItems on post.Id equals item.PostId
            where EF.Parameter(items).Contains(post.Id) && post.DueAt > operation.At && item.Queue != TriageQueue.Noise
            select new { post.Id, post.CollectedAt, post.DueAt, source.Name }).ToListAsync(cancellationToken);

        var kept = new List<long>();
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            // It may have been moved or closed since it was read: then what is decided here would be wrong.
            var (_, refusal) = await MeetingTurn.TakeAsync(db, meetingId, meeting.Version, cancellationToken);
            if (refusal is not null) return (null, refusal);
            foreach (var post in posts)
            {
                var limit = rules.ForMeeting(post.CollectedAt, post.Name, meeting.HeldAt);
                var due = limit.DueAt(post.CollectedAt);
                if (limit.Rule != RetentionRule.Meeting || due <= post.DueAt) continue;
                // It is still due when it was when this was decided: nothing that a purge has claimed comes back.
                var changed = await db.Posts.Where(row => row.Id == post.Id && row.DueAt == post.DueAt).ExecuteUpdateAsync(
                    row => row.SetProperty(p => p.DueAt, due).SetProperty(p => p.Rule, RetentionRule.Meeting)
                        .SetProperty(p => p.RulesVersion, rules.Version).SetProperty(p => p.MeetingId, meetingId),
                    cancellationToken);
                if (changed > 0) kept.Add(post.Id);
            }

            await ItemLimits.FollowAsync(db, kept, cancellationToken);
            db.Record(
                operation with { Reason = $"{operation.Reason} {Number(kept.Count)} of {Number(items.Count)} items are kept for it." },
                AuditEvents.KeptForMeeting, MeetingTurn.SubjectOf(meetingId));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await resealing.SealAsync(kept, ContentKeyId.ForMeeting(meetingId), cancellationToken);
        return (new MeetingKept(kept.Count, items.Count - kept.Count), null);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What came of keeping items for a meeting.</summary>
/// <param name="Kept">Items that are kept for it now.</param>
/// <param name="NotKept">Items that are gone, noise, limited by their platform, or kept as long already.</param>
public sealed record MeetingKept(int Kept, int NotKept);
