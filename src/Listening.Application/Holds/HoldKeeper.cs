using Listening.Application.Auditing;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Retention;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Holds;

/// <summary>Puts holds on posts and takes them off. Everything can be done twice, and goes on where it was stopped.</summary>
public sealed class HoldKeeper(IDbContextFactory<ListeningDbContext> databases, Resealing resealing, TimeProvider time)
{
    private const int PostsAtOnce = 1_000;

    /// <summary>Lifts the holds that are over and extends the others to what came into their scope since.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var hold in await db.Holds.Where(hold => hold.State == HoldState.InForce && hold.EndsAt <= now).ToListAsync(cancellationToken))
        {
            var operation = OperationContext.System(time, "Its end was reached.");
            (hold.State, hold.LiftedAt, hold.LiftedBy) = (HoldState.Lifted, operation.At, operation.Actor);
            db.Record(operation, AuditEvents.HoldLifted, SubjectOf(hold.Id));
            await db.SaveChangesAsync(cancellationToken);
        }

        var over = await db.Holds.Where(hold => hold.State == HoldState.Lifted && db.HoldPosts.Any(post => post.HoldId == hold.Id))
            .Select(hold => hold.Id).ToListAsync(cancellationToken);
        foreach (var hold in over) await TakeOffAsync(hold, cancellationToken);
        await RepairAsync(db, cancellationToken);
        foreach (var hold in await db.Holds.AsNoTracking().Where(hold => hold.State == HoldState.InForce).ToListAsync(cancellationToken))
            await PutOnAsync(hold, cancellationToken);
    }

    /// <summary>Puts a hold on every post of its scope that does not have it. When this returns none of them is deleted any more.</summary>
    /// <returns>How many posts came under it.</returns>
    public async Task<int> PutOnAsync(HoldRow hold, CancellationToken cancellationToken)
    {
        var placed = 0;
        var beyondPlatform = 0;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var batch = await HoldScope.PostsOf(db, hold)
                .Where(post => !db.HoldPosts.Any(held => held.HoldId == hold.Id && held.PostId == post.Id))
                .OrderBy(post => post.DueAt).ThenBy(post => post.Id).Take(PostsAtOnce).Select(post => post.Id).ToArrayAsync(cancellationToken);
            if (batch.Length == 0) break;

            // The update waits for a purge that has claimed them, and a purge that comes later sees what it did.
            await db.Posts.Where(post => EF.Parameter(batch).Contains(post.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(p => p.Holds, p => p.Holds + 1), cancellationToken);
            var there = await db.Posts.Where(post => EF.Parameter(batch).Contains(post.Id)).Select(post => new { post.Id, post.Rule }).ToListAsync(cancellationToken);
            db.HoldPosts.AddRange(there.Select(post => new HoldPostRow { HoldId = hold.Id, PostId = post.Id }));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            placed += there.Count;
            beyondPlatform += there.Count(post => post.Rule == RetentionRule.Platform);
        }

        await SealAsync(hold.Id, cancellationToken);
        if (beyondPlatform > 0) await RecordConflictAsync(hold, beyondPlatform, "their platform asks for their deletion earlier", cancellationToken);
        return placed;
    }

    /// <summary>Takes a hold off all its posts. Those that nothing else holds go when they are due, which may be at once.</summary>
    public async Task TakeOffAsync(int holdId, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var batch = await db.HoldPosts.Where(held => held.HoldId == holdId).OrderBy(held => held.PostId)
                .Take(PostsAtOnce).Select(held => held.PostId).ToArrayAsync(cancellationToken);
            if (batch.Length == 0) return;
            await db.HoldPosts.Where(held => held.HoldId == holdId && EF.Parameter(batch).Contains(held.PostId)).ExecuteDeleteAsync(cancellationToken);
            await db.Posts.Where(post => EF.Parameter(batch).Contains(post.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(p => p.Holds, p => p.Holds - 1), cancellationToken);
            var others = await db.HoldPosts.AsNoTracking().Where(held => EF.Parameter(batch).Contains(held.PostId)).ToListAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            foreach (var other in others.DistinctBy(held => held.PostId).GroupBy(held => held.HoldId, held => held.PostId))
                await resealing.SealAsync([.. other], ContentKeyId.ForHold(other.Key), cancellationToken);
        }
    }

    /// <summary>Notes that a hold won over a duty to delete.</summary>
    public static void RecordConflict(ListeningDbContext db, OperationContext operation, int holdId, HoldReason reason, int posts, string duty) =>
        db.Record(
            operation with { Reason = FormattableString.Invariant($"{posts} posts are kept although {duty}: the hold won, because {HoldWording.WhyItWins(reason)}.") },
            AuditEvents.HoldConflict, SubjectOf(holdId));

    /// <summary>How a hold is named in the log.</summary>
    public static string SubjectOf(int holdId) => FormattableString.Invariant($"hold:{holdId}");

    // A mark that no hold stands behind would keep a post for ever.
    private async Task RepairAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        var wrong = await db.Posts.Where(post => post.Holds > 0)
            .Select(post => new { post.Id, post.Holds, InForce = db.HoldPosts.Count(held => held.PostId == post.Id) })
            .Where(post => post.Holds != post.InForce).ToListAsync(cancellationToken);
        if (wrong.Count == 0) return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Only while it is as it was seen: a hold that is being placed changes both at once.
        foreach (var post in wrong)
        {
            await db.Posts.Where(row => row.Id == post.Id && row.Holds == post.Holds)
                .ExecuteUpdateAsync(row => row.SetProperty(p => p.Holds, post.InForce), cancellationToken);
        }

        db.Record(
            OperationContext.System(time, "They were marked as held by more holds than there are."), AuditEvents.HoldRepaired,
            FormattableString.Invariant($"posts:{wrong.Count}"));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task SealAsync(int holdId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // What another hold keeps is safe under that hold's key.
        var open = await (
            from held in db.HoldPosts
            join post in db.Posts on held.PostId equals post.Id
            where held.HoldId == holdId && post.KeyId > 0
            select post.Id).ToListAsync(cancellationToken);
        await resealing.SealAsync(open, ContentKeyId.ForHold(holdId), cancellationToken);
    }

    private async Task RecordConflictAsync(HoldRow hold, int posts, string duty, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        RecordConflict(db, OperationContext.System(time, ""), hold.Id, hold.Reason, posts, duty);
        await db.SaveChangesAsync(cancellationToken);
    }
}
