using Listening.Application.Auditing;
using Listening.Application.Incidents;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Retention;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Retention;

/// <summary>
/// Keeps account of the content keys: makes them ahead, notes by a commitment that each existed, sees that none is lost,
/// and destroys them on time.
/// </summary>
public sealed class KeyRegister(
    IDbContextFactory<ListeningDbContext> databases, IContentKeys keys, RetentionRulebook rulebook, Resealing resealing, IncidentBook incidents, TimeProvider time)
{
    // A page that was being stored when its collection day ended may still commit under that day's key.
    private static readonly TimeSpan LateCommit = TimeSpan.FromHours(1);

    // The key of all keyed hashes stands in the register too; no content key has this number.
    private const long HashKey = 0;
    private const string HashKeySubject = "key:identity";

    /// <summary>Makes the keys of today and tomorrow, and notes those that were made since.</summary>
    public async Task MakeAheadAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var rules = rulebook.Current;
        RetentionLimit[] limits =
        [
            new(RetentionRule.Standard, rules.StandardHours), new(RetentionRule.Noise, rules.NoiseHours),
            .. rules.PlatformHours.Values.Where(hours => hours < rules.StandardHours).Distinct().Select(hours => new RetentionLimit(RetentionRule.Platform, hours)),
        ];
        foreach (var limit in limits)
        {
            keys.GetOrCreate(new ContentKeyId(today, limit.Rule, limit.Hours));
            keys.GetOrCreate(new ContentKeyId(today.AddDays(1), limit.Rule, limit.Hours));
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db.ContentKeys.Where(row => row.DestroyedAt == null).Select(row => row.KeyId).ToHashSetAsync(cancellationToken);
        foreach (var id in keys.List().Where(id => !known.Contains(id.Value)))
        {
            if (keys.Find(id) is { } key) await NoteAsync(db, id.Value, $"key:{id}", key.Commit(), cancellationToken);
        }

        if (!known.Contains(HashKey)) await NoteAsync(db, HashKey, HashKeySubject, keys.Commit(), cancellationToken);
    }

    /// <summary>Sees whether every key that was made and not destroyed is there and the same. What is wrong becomes an incident.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var there = keys.List().ToHashSet();
        var lost = new List<string>();
        foreach (var row in await db.ContentKeys.Where(row => row.DestroyedAt == null).ToListAsync(cancellationToken))
        {
            var problem = row.KeyId == HashKey ? HashKeyProblem(row) : await ProblemAsync(db, row, there, cancellationToken);
            if (problem is not { } wrong) continue;
            var subject = row.KeyId == HashKey ? HashKeySubject : $"key:{ContentKeyId.FromValue(row.KeyId)}";
            lost.Add(subject);
            await incidents.OpenAsync(IncidentKind.KeyLost, subject, wrong, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await incidents.CloseAllButAsync(IncidentKind.KeyLost, lost, cancellationToken);
    }

    /// <summary>Destroys every key whose last content is due, or whose day or hold is over with nothing left under it.</summary>
    /// <returns>How many were destroyed.</returns>
    public async Task<int> DestroyAsync(CancellationToken cancellationToken)
    {
        var destroyed = 0;
        var failed = new List<string>();
        foreach (var id in keys.List())
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            if (!await IsOverAsync(db, id, cancellationToken)) continue;
            try
            {
                await MoveOutAsync(db, id, cancellationToken);
                if (!keys.Destroy(id)) continue;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                failed.Add($"key:{id}");
                await incidents.OpenAsync(
                    IncidentKind.KeyNotDestroyed, $"key:{id}",
                    $"Key {id} is over but could not be destroyed ({failure.GetType().Name}). It is tried again at every purge; see that the service may write in the key folder.",
                    cancellationToken);
                continue;
            }

            destroyed++;
            await NoteDestroyedAsync(db, id, "Its day and limit are over", cancellationToken);
        }

        await incidents.CloseAllButAsync(IncidentKind.KeyNotDestroyed, failed, cancellationToken);
        return destroyed;
    }

    private async Task NoteAsync(ListeningDbContext db, long keyId, string subject, byte[] commitment, CancellationToken cancellationToken)
    {
        var operation = OperationContext.System(time, $"Made; commitment {Convert.ToHexStringLower(commitment)}.");
        var row = await db.ContentKeys.SingleOrDefaultAsync(key => key.KeyId == keyId, cancellationToken);
        if (row is null) db.ContentKeys.Add(row = new ContentKeyRow { KeyId = keyId, Commitment = commitment });
        (row.Commitment, row.MadeAt, row.DestroyedAt) = (commitment, operation.At, null);
        db.Record(operation, AuditEvents.KeyMade, subject);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (row.DestroyedAt is null)
        {
            // Perhaps another process has just noted it: a key has one row.
            db.ChangeTracker.Clear();
            if (!await db.ContentKeys.AnyAsync(key => key.KeyId == keyId, cancellationToken)) throw;
        }
    }

    private string? HashKeyProblem(ContentKeyRow row) => row.Commitment.AsSpan().SequenceEqual(keys.Commit())
        ? null
        : "The key of the hashes is another one than before: the key folder was lost or replaced. What was collected before cannot be told from new posts, "
          + "and objections and tombstones of before do not count. Put the old folder back if you have it.";

    private async Task<string?> ProblemAsync(ListeningDbContext db, ContentKeyRow row, HashSet<ContentKeyId> there, CancellationToken cancellationToken)
    {
        var id = ContentKeyId.FromValue(row.KeyId);
        if (there.Contains(id)) return ProblemOf(id, row.Commitment);

        var posts = await db.Posts.CountAsync(post => post.KeyId == row.KeyId, cancellationToken);
        if (posts > 0)
            return $"Key {id} is not in the key folder: posts collected under it cannot be read. They are deleted on time. Put the folder back if you have it; a new one is never made for them.";

        // The key was destroyed before this copy of the database, which does not know it, was put back.
        row.DestroyedAt = time.GetUtcNow().UtcDateTime;
        db.Record(OperationContext.System(time, "Was destroyed already; nothing is held under it."), AuditEvents.KeyDestroyed, $"key:{id}");
        return null;
    }

    private string? ProblemOf(ContentKeyId id, byte[] commitment)
    {
        try
        {
            // One that is there and cannot be had is being destroyed.
            return keys.Find(id) is not { } key || commitment.AsSpan().SequenceEqual(key.Commit())
                ? null
                : $"Key {id} is another one than was made: the key folder was lost or replaced. What was collected under the first cannot be read; it is deleted on time.";
        }
        catch (InvalidOperationException damaged)
        {
            return damaged.Message;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"Key {id} cannot be read ({failure.GetType().Name}); see that the service may read its file in the key folder.";
        }
    }

    private async Task<bool> IsOverAsync(ListeningDbContext db, ContentKeyId id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (id.DiesAt <= now) return true;
        var value = id.Value;
        var mayGetMore = id.Rule switch
        {
            RetentionRule.Hold => await db.Holds.AnyAsync(hold => hold.Id == id.Number && hold.State == HoldState.InForce, cancellationToken),
            RetentionRule.Meeting => await db.Meetings.AnyAsync(meeting => meeting.Id == id.Number && meeting.HeldAt > now && meeting.ClosedAt == null, cancellationToken),
            _ => now < id.DayIsOverAt + LateCommit,
        };
        return !mayGetMore && !await db.Posts.AnyAsync(post => post.KeyId == value, cancellationToken);
    }

    // What a hold or a meeting keeps beyond the day, and was not moved yet, must not die with the day's key.
    private async Task MoveOutAsync(ListeningDbContext db, ContentKeyId id, CancellationToken cancellationToken)
    {
        var value = id.Value;
        var kept = await db.Posts.Where(post => post.KeyId == value && post.Holds > 0).Select(post => post.Id).ToListAsync(cancellationToken);
        var held = await db.HoldPosts.Where(post => kept.Contains(post.PostId)).ToListAsync(cancellationToken);
        foreach (var hold in held.DistinctBy(post => post.PostId).GroupBy(post => post.HoldId, post => post.PostId))
            await resealing.SealAsync([.. hold], ContentKeyId.ForHold(hold.Key), cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var meetings = await db.Posts.Where(post => post.KeyId == value && post.Holds == 0 && post.MeetingId != null && post.DueAt > now)
            .Select(post => new { post.Id, post.MeetingId }).ToListAsync(cancellationToken);
        foreach (var meeting in meetings.GroupBy(post => post.MeetingId!.Value, post => post.Id))
            await resealing.SealAsync([.. meeting], ContentKeyId.ForMeeting(meeting.Key), cancellationToken);
    }

    private async Task NoteDestroyedAsync(ListeningDbContext db, ContentKeyId id, string why, CancellationToken cancellationToken)
    {
        var operation = OperationContext.System(time, why);
        var row = await db.ContentKeys.SingleOrDefaultAsync(key => key.KeyId == id.Value, cancellationToken);
        var commitment = row is null ? "none noted" : Convert.ToHexStringLower(row.Commitment);
        if (row is not null) row.DestroyedAt = operation.At;
        db.Record(operation with { Reason = $"{why}; commitment {commitment}." }, AuditEvents.KeyDestroyed, $"key:{id}");
        await db.SaveChangesAsync(cancellationToken);
    }
}
