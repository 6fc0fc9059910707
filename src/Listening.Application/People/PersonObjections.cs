using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.People;

/// <summary>Remembers objections by keyed hash, and forgets them when they are withdrawn.</summary>
public sealed class PersonObjections(IDbContextFactory<ListeningDbContext> databases, ObjectionList list)
{
    private const int Attempts = 3;

    /// <summary>Remembers that the target's authors object.</summary>
    internal async Task<ObjectionOutcome> ObjectAsync(PersonTarget target, string reference, OperationContext operation, CancellationToken cancellationToken)
    {
        var held = await CountAsync(target, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            try
            {
                var outcome = await AddAsync(db, target, reference, held, operation, cancellationToken);
                await list.RefreshAsync(db, cancellationToken);
                return outcome;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody else has just remembered the same: the next attempt finds it there.
            }
        }
    }

    /// <summary>Forgets objections: of one source, or all of the target's authors.</summary>
    /// <returns>What was done; null when there is nothing of that kind to forget.</returns>
    internal async Task<ObjectionOutcome?> WithdrawAsync(
        PersonTarget target, string reference, OperationContext operation, CancellationToken cancellationToken)
    {
        var held = await CountAsync(target, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var source = target.SourceId;
        var forgotten = await target.Objections(db).Where(row => source == 0 || row.SourceId == source).ExecuteDeleteAsync(cancellationToken);
        if (forgotten == 0) return null;
        var request = await db.RecordAsync(
            PersonRequests.Row(PersonRequestKind.Withdrawal, reference, operation, held), operation,
            "an objection was withdrawn.", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await list.RefreshAsync(db, cancellationToken);
        return new ObjectionOutcome(request.Id, Changed: true, held);
    }

    // Before any transaction: it looks at every row, and on a database with one writer everybody else would wait.
    private async Task<int> CountAsync(PersonTarget target, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await target.Posts(db).CountAsync(cancellationToken);
    }

    private static async Task<ObjectionOutcome> AddAsync(
        ListeningDbContext db, PersonTarget target, string reference, int held, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var source = target.SourceId;
        var there = await target.Objections(db).Where(row => row.SourceId == source).Select(row => row.AuthorHash).ToListAsync(cancellationToken);
        byte[][] missing = [.. target.Authors.Where(author => !there.Exists(known => known.AsSpan().SequenceEqual(author)))];
        db.Objections.AddRange(missing.Select(author => new ObjectionRow { AuthorHash = author, SourceId = source, ObjectedAt = operation.At }));
        var request = await db.RecordAsync(
            PersonRequests.Row(PersonRequestKind.Objection, reference, operation, held), operation,
            missing.Length > 0 ? "an objection is remembered." : "the objection was remembered already.", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ObjectionOutcome(request.Id, missing.Length > 0, held);
    }
}
