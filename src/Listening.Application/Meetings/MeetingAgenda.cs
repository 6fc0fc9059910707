using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Meetings;

/// <summary>Puts authorities on a meeting's agenda, takes them off, and records what was decided about each.</summary>
public sealed class MeetingAgenda(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>Puts an authority on the agenda; nothing changes when it is there.</summary>
    /// <returns>Null when it is on the agenda; else why not.</returns>
    public async Task<string?> AddAsync(int meetingId, int authorityId, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (meeting, refusal) = await MeetingTurn.TakeAsync(db, meetingId, version: null, cancellationToken);
        if (meeting is null) return refusal;
        if (!await db.Authorities.AnyAsync(row => row.Id == authorityId && row.RemovedAt == null, cancellationToken)) return "There is no such authority.";
        if (await FindAsync(db, meetingId, authorityId, cancellationToken) is not null) return null;
        db.MeetingAuthorities.Add(new MeetingAuthorityRow { MeetingId = meetingId, AuthorityId = authorityId, AddedBy = operation.Actor, AddedAt = operation.At });
        db.Record(operation, AuditEvents.MeetingAgendaAdded, MeetingTurn.SubjectOf(meetingId, authorityId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Takes an authority off the agenda. What was decided stays on it.</summary>
    /// <returns>Null when it was done; else why not.</returns>
    public async Task<string?> RemoveAsync(int meetingId, int authorityId, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (meeting, refusal) = await MeetingTurn.TakeAsync(db, meetingId, version: null, cancellationToken);
        if (meeting is null) return refusal;
        if (await FindAsync(db, meetingId, authorityId, cancellationToken) is not { } row) return "The authority is not on the agenda.";
        if (row.Decision is not null) return "It was decided about; that stays on record.";
        db.MeetingAuthorities.Remove(row);
        db.Record(operation, AuditEvents.MeetingAgendaRemoved, MeetingTurn.SubjectOf(meetingId, authorityId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Records what was decided about an authority, with the figures as they are now: they stay when the posts are gone. A later decision takes its place.</summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="authorityId">The authority, which is on its agenda.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="reference">The case's reference; null when there is none.</param>
    /// <param name="operation">Who, when and why.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Null when it was done; else why not.</returns>
    public async Task<string?> DecideAsync(
        int meetingId, int authorityId, MeetingDecision decision, string? reference, OperationContext operation, CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(decision)) return "There is no such decision.";
        if (reference is not null && CaseReference.RefusalOf(reference) is { } wrong) return wrong;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (meeting, refusal) = await MeetingTurn.TakeAsync(db, meetingId, version: null, cancellationToken);
        if (meeting is null) return refusal;
        if (await FindAsync(db, meetingId, authorityId, cancellationToken) is not { } row) return "The authority is not on the agenda.";
        var kept = await KeptPosts.ReadAsync(db, meetingId, operation.At, cancellationToken);
        var figures = kept.FiguresOf(authorityId);
        (row.Decision, row.Reference, row.DecidedBy, row.DecidedAt) = (decision, reference, operation.Actor, operation.At);
        (row.Posts, row.Authors, row.Signals) = (figures.Posts, figures.Authors, figures.SignalsToJson());
        var words = $"{operation.Reason} {DecisionNames.Name(decision)}{(reference is null ? "" : $", {reference}")}.";
        db.Record(operation with { Reason = words.Trim() }, AuditEvents.MeetingDecided, MeetingTurn.SubjectOf(meetingId, authorityId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static Task<MeetingAuthorityRow?> FindAsync(ListeningDbContext db, int meetingId, int authorityId, CancellationToken cancellationToken) =>
        db.MeetingAuthorities.SingleOrDefaultAsync(row => row.MeetingId == meetingId && row.AuthorityId == authorityId, cancellationToken);
}
