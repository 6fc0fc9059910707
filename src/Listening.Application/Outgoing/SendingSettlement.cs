using Listening.Application.Auditing;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Outgoing;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Outgoing;

/// <summary>Notes what came of an attempt. When the receiver has it, the item's history says so and the item is closed in the same transaction.</summary>
public sealed class SendingSettlement(
    IDbContextFactory<ListeningDbContext> databases, PostContent content, OutgoingSettings settings, ItemChanges changes, HandedOverRemoval removal, TimeProvider time)
{
    /// <summary>Notes it.</summary>
    /// <param name="sending">The row as it was claimed.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="cancellationToken">Stops it; the attempt is then made again.</param>
    public async Task SettleAsync(SendingRow sending, SendOutcome outcome, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (outcome.IsSent) await SentAsync(db, sending, outcome, cancellationToken);
        else await NotSentAsync(db, sending, outcome, cancellationToken);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task SentAsync(ListeningDbContext db, SendingRow sending, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var (now, attempt, id) = (Now, sending.Attempts, sending.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await OutgoingMessages.LockAsync(db, sending.PostId, cancellationToken);
        var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == sending.PostId, cancellationToken);
        var secret = post is null ? null : SendingSecret.Open(content, sending, post.IdHash);
        var noted = await db.Sendings.Where(row => row.Id == id && row.State == SendingState.Waiting && row.Attempts == attempt).ExecuteUpdateAsync(
            row => row.SetProperty(s => s.State, SendingState.Sent).SetProperty(s => s.SentAt, now).SetProperty(s => s.NextAttemptAt, (DateTime?)null)
                .SetProperty(s => s.Reference, outcome.Reference).SetProperty(s => s.Problem, outcome.Problem),
            cancellationToken);
        // Somebody else took it over, and will note it; but when it was deleted meanwhile, the log still has to say that it left.
        if (noted == 0 && await db.Sendings.AnyAsync(row => row.Id == id, cancellationToken)) return;

        var reference = sending.Kind == SendingKind.HandOver && outcome.Reference is { } given ? $" Reference {given}." : "";
        db.Record(OperationContext.System(time, $"{SendingWording.Of(sending)}{reference}"), AuditEvents.SendingSent, SendingWording.SubjectOf(sending.PostId));
        if (secret is { Token: not null }) await ForgetTokenAsync(db, sending, secret, post!.IdHash, cancellationToken);
        if (noted > 0) await NoteAsync(db, sending, secret?.Close == true, now, cancellationToken);
        var deleted = noted > 0 && sending.Kind == SendingKind.HandOver && settings.DeletesAfterHandOver && outcome.Reference is not null
            && await removal.RemoveAsync(db, sending.PostId, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (deleted) await removal.CleanAsync(db, cancellationToken);
    }

    // Somebody may do something with the item in the same moment: what was sent is noted after it.
    private async Task NoteAsync(ListeningDbContext db, SendingRow sending, bool close, DateTime now, CancellationToken cancellationToken)
    {
        const int tries = 5;
        ItemOutcome? outcome = close ? OutcomeOf(sending.Kind) : null;
        for (var at = 0; at < tries; at++)
        {
            if (await changes.RecordAsync(db, sending.PostId, ActionOf(sending.Kind), outcome, new OperationContext(sending.AskedBy, now, ""), cancellationToken)) return;
        }
    }

    // The token went with the message; from now on only its hash is here. What was sealed anew meanwhile is left as it is.
    private async Task ForgetTokenAsync(ListeningDbContext db, SendingRow sending, SendingSecret secret, byte[] idHash, CancellationToken cancellationToken)
    {
        var (id, key, words) = (sending.Id, sending.KeyId, (secret with { Token = null }).Seal(content, sending.KeyId, idHash));
        await db.Sendings.Where(row => row.Id == id && row.KeyId == key).ExecuteUpdateAsync(row => row.SetProperty(s => s.Words, words), cancellationToken);
    }

    private async Task NotSentAsync(ListeningDbContext db, SendingRow sending, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var (attempt, id, problem) = (sending.Attempts, sending.Id, outcome.Problem);
        var next = Now + (outcome.After ?? SendingBackoff.After(attempt));
        var due = await db.Posts.Where(post => post.Id == sending.PostId).Select(post => (DateTime?)post.DueAt).SingleOrDefaultAsync(cancellationToken);
        var final = outcome.IsFinal || due is null || next >= due;
        var state = final ? SendingState.Failed : SendingState.Waiting;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var noted = await db.Sendings.Where(row => row.Id == id && row.State == SendingState.Waiting && row.Attempts == attempt).ExecuteUpdateAsync(
            row => row.SetProperty(s => s.State, state).SetProperty(s => s.Problem, problem).SetProperty(s => s.NextAttemptAt, final ? null : next), cancellationToken);
        if (noted > 0 && final)
        {
            db.Record(OperationContext.System(time, $"{SendingWording.Of(sending)} {problem}"), AuditEvents.SendingFailed, SendingWording.SubjectOf(sending.PostId));
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static ItemActionKind ActionOf(SendingKind kind) => kind switch
    {
        SendingKind.PassOn => ItemActionKind.PassedOn,
        SendingKind.HandOver => ItemActionKind.HandedOver,
        _ => ItemActionKind.Replied,
    };

    private static ItemOutcome OutcomeOf(SendingKind kind) => kind switch
    {
        SendingKind.PassOn => ItemOutcome.PassedOn,
        SendingKind.HandOver => ItemOutcome.HandedOver,
        _ => ItemOutcome.Replied,
    };
}
