using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi;

/// <summary>What the enforcement group is told on its days: counts alone.</summary>
public sealed class FoiDigest(IDbContextFactory<ListeningDbContext> databases, TimeProvider time)
{
    private static readonly TimeSpan FirstReach = TimeSpan.FromDays(7);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(2);

    /// <summary>The figures of a day's digest; null when it was sent already.</summary>
    public async Task<DigestFigures?> DueAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sent = db.AuditEntries.AsNoTracking().Where(entry => entry.Event == AuditEvents.DigestSent);
        var subject = SubjectOf(day);
        if (await sent.AnyAsync(entry => entry.Subject == subject, cancellationToken)) return null;
        var since = await sent.MaxAsync(entry => (DateTime?)entry.At, cancellationToken) is { } last && last > now - FirstReach ? last : now - FirstReach;
        var sinceDay = DateOnly.FromDateTime(since);
        var soon = now + Soon;
        var waiting = db.TriageItems.Where(item => item.Queue == TriageQueue.FoiIntelligence && item.State == ItemState.Open && item.DueAt > now);
        var meeting = await db.Meetings.AsNoTracking().Where(row => row.HeldAt > now && row.ClosedAt == null).OrderBy(row => row.HeldAt).FirstOrDefaultAsync(cancellationToken);
        return new DigestFigures
        {
            Day = day,
            Since = since,
            Waiting = await waiting.CountAsync(cancellationToken),
            Fresh = await waiting.CountAsync(item => db.Posts.Any(post => post.Id == item.PostId && post.CollectedAt >= since), cancellationToken),
            Leaving = await waiting.CountAsync(item => item.DueAt < soon, cancellationToken),
            Authorities = await db.AuthorityCounts.Where(count => count.Day >= sinceDay && count.Kind == AuthorityCountKinds.Posts && count.Count > 0)
                .Select(count => count.AuthorityId).Distinct().CountAsync(cancellationToken),
            OfConcern = await db.Authorities.CountAsync(authority => authority.Status == AuthorityStatus.OfConcern, cancellationToken),
            MeetingAt = meeting?.HeldAt,
            OnAgenda = meeting is null ? 0 : await db.MeetingAuthorities.CountAsync(row => row.MeetingId == meeting.Id, cancellationToken),
        };
    }

    /// <summary>Notes that a day's digest was sent, so that it is not sent again.</summary>
    public async Task SentAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Record(OperationContext.System(time, "On the group's day."), AuditEvents.DigestSent, SubjectOf(day));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string SubjectOf(DateOnly day) => $"digest:{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}

/// <summary>The counts of a digest.</summary>
public sealed record DigestFigures
{
    /// <summary>Its day, UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When the one before was sent, at most a week ago.</summary>
    public required DateTime Since { get; init; }

    /// <summary>Open posts in the group's queue.</summary>
    public required int Waiting { get; init; }

    /// <summary>Those of them that came since.</summary>
    public required int Fresh { get; init; }

    /// <summary>Those of them that are deleted within two days.</summary>
    public required int Leaving { get; init; }

    /// <summary>Authorities of whose handling of requests somebody said something since.</summary>
    public required int Authorities { get; init; }

    /// <summary>Authorities that the group calls of concern.</summary>
    public required int OfConcern { get; init; }

    /// <summary>The next meeting; null when none is planned.</summary>
    public required DateTime? MeetingAt { get; init; }

    /// <summary>Authorities on its agenda.</summary>
    public required int OnAgenda { get; init; }
}
