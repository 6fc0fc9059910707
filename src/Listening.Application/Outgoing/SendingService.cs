using Listening.Application.Auditing;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Outgoing;

/// <summary>Takes what somebody wants to send, and what a second person decides about it. <see cref="SendingDispatch"/> sends it.</summary>
public sealed class SendingService(
    IDbContextFactory<ListeningDbContext> databases, PostContent content, OutgoingSettings settings, ReplyWriters writers, ItemChanges changes, SendingSignal signal, TimeProvider time)
{
    private readonly SendingDrafts _drafts = new(settings, writers);

    /// <summary>Why a draft would be refused, without asking for it; null when it would not.</summary>
    public async Task<SendingResult?> RefusalOfAsync(SendingDraft draft, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await OutgoingMessages.FindAsync(db, draft.ItemId, Now, cancellationToken) is { } held ? _drafts.Check(draft, held.Source).Refusal : Gone;
    }

    /// <summary>Asks for something to be sent. The same draft again is the same sending.</summary>
    public Task<SendingResult> AskAsync(SendingDraft draft, OperationContext operation, CancellationToken cancellationToken) =>
        AddAsync(draft.ItemId, draft.MessageId, async (db, held) =>
        {
            var (target, words, refusal) = _drafts.Check(draft, held.Source);
            refusal ??= draft.Kind == SendingKind.PassOn ? null : await AlreadyAsync(db, draft.ItemId, draft.Kind, cancellationToken);
            if (refusal is not null) return (null, refusal);
            var token = draft.Kind == SendingKind.PassOn ? LinkToken.New() : null;
            var waits = draft.Kind == SendingKind.Reply && settings.RepliesNeedApproval;
            var row = RowOf(held, draft.Kind, target, draft.MessageId, new SendingSecret(words, draft.Close, token), operation);
            row.State = waits ? SendingState.Asked : SendingState.Waiting;
            row.NextAttemptAt = waits ? null : Now;
            row.LinkHash = token is null ? null : LinkToken.Hash(token);
            return (row, null);
        }, (db, row) => Task.FromResult(Record(db, row, AuditEvents.SendingAsked, operation)), cancellationToken);

    /// <summary>Notes that somebody downloads an item to make a case of it by hand, and closes the item as handed over.</summary>
    /// <returns>The sending's number, or why the reference is refused.</returns>
    public Task<SendingResult> DownloadAsync(long itemId, string reference, string messageId, string note, OperationContext operation, CancellationToken cancellationToken) =>
        AddAsync(itemId, messageId, (_, held) =>
        {
            if (settings.RefusalOf(reference) is { } why) return Task.FromResult<(SendingRow?, SendingResult?)>((null, SendingResult.Refused(why, SendingField.Reference)));
            var row = RowOf(held, SendingKind.HandOver, OutgoingSettings.DownloadTarget, messageId, new SendingSecret(SendingDrafts.Plain(note), Close: true), operation);
            (row.State, row.SentAt, row.Reference) = (SendingState.Sent, Now, reference);
            return Task.FromResult<(SendingRow?, SendingResult?)>((row, null));
        }, async (db, row) =>
        {
            Record(db, row, AuditEvents.SendingSent, operation with { Reason = $"Reference {reference}." });
            return await changes.RecordAsync(db, itemId, ItemActionKind.HandedOver, ItemOutcome.HandedOver, operation, cancellationToken);
        }, cancellationToken);

    /// <summary>Decides a reply that waits, of an item in one of these queues. Its author may only take it back.</summary>
    /// <returns>Why that is not possible; null when it is done.</returns>
    public async Task<string?> DecideAsync(long sendingId, bool approve, IReadOnlyList<TriageQueue> queues, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await FindAsync(db, sendingId, queues, cancellationToken);
        if (row is not { State: SendingState.Asked }) return "This reply does not wait for a decision any more.";
        if (approve && string.Equals(row.AskedBy, operation.Actor, StringComparison.Ordinal)) return "Somebody else than its author has to approve a reply.";
        var (state, next) = (approve ? SendingState.Waiting : SendingState.Refused, approve ? Now : (DateTime?)null);
        var decided = await db.Sendings.Where(sending => sending.Id == sendingId && sending.State == SendingState.Asked).ExecuteUpdateAsync(
            sending => sending.SetProperty(s => s.State, state).SetProperty(s => s.NextAttemptAt, next).SetProperty(s => s.DecidedBy, operation.Actor), cancellationToken);
        if (decided == 0) return "Somebody else decided it in this moment.";
        Record(db, row, approve ? AuditEvents.SendingApproved : AuditEvents.SendingRefused, operation);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Raise();
        return null;
    }

    /// <summary>Sends once more what was given up, of an item in one of these queues.</summary>
    /// <returns>Why that is not possible; null when it is done.</returns>
    public async Task<string?> RetryAsync(long sendingId, IReadOnlyList<TriageQueue> queues, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await FindAsync(db, sendingId, queues, cancellationToken);
        if (row is null || await OutgoingMessages.FindAsync(db, row.PostId, Now, cancellationToken) is null) return "The post was deleted, so there is nothing to send.";
        var now = Now;
        var again = await db.Sendings.Where(sending => sending.Id == sendingId && sending.State == SendingState.Failed).ExecuteUpdateAsync(
            sending => sending.SetProperty(s => s.State, SendingState.Waiting).SetProperty(s => s.NextAttemptAt, now).SetProperty(s => s.Attempts, 0), cancellationToken);
        if (again == 0) return "This was not given up.";
        Record(db, row, AuditEvents.SendingRetried, operation);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Raise();
        return null;
    }

    private static Task<SendingRow?> FindAsync(ListeningDbContext db, long sendingId, IReadOnlyList<TriageQueue> queues, CancellationToken cancellationToken) => (
        from sending in db.Sendings.AsNoTracking()
        join item in db.TriageItems on sending.PostId equals item.PostId
        where sending.Id == sendingId && EF.Parameter(queues).Contains(item.Queue)
        select sending).SingleOrDefaultAsync(cancellationToken);

    private static SendingResult Gone => SendingResult.Refused("The post was deleted.");

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<SendingResult> AddAsync(
        long itemId, string messageId, Func<ListeningDbContext, HeldPost, Task<(SendingRow? Row, SendingResult? Refusal)>> make,
        Func<ListeningDbContext, SendingRow, Task<bool>> record, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await OutgoingMessages.LockAsync(db, itemId, cancellationToken);
        if (await OutgoingMessages.FindAsync(db, itemId, Now, cancellationToken) is not { } held) return Gone;
        if (await db.Sendings.Where(sending => sending.MessageId == messageId && sending.PostId == itemId).Select(sending => (long?)sending.Id).SingleOrDefaultAsync(cancellationToken) is { } known)
            return new SendingResult(known);
        var (row, refusal) = await make(db, held);
        if (row is null) return refusal!;
        db.Sendings.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        if (!await record(db, row)) return SendingResult.Refused("Somebody changed the item in this moment. Try again.");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Raise();
        return new SendingResult(row.Id);
    }

    private static async Task<SendingResult?> AlreadyAsync(ListeningDbContext db, long itemId, SendingKind kind, CancellationToken cancellationToken)
    {
        var there = await db.Sendings.AnyAsync(
            sending => sending.PostId == itemId && sending.Kind == kind
                && (sending.State == SendingState.Asked || sending.State == SendingState.Waiting || sending.State == SendingState.Sent), cancellationToken);
        if (!there) return null;
        return SendingResult.Refused(kind == SendingKind.Reply ? "Somebody has answered this post already, or is about to." : "This item was handed over already, or is about to be.");
    }

    private SendingRow RowOf(HeldPost held, SendingKind kind, string target, string messageId, SendingSecret secret, OperationContext operation) => new()
    {
        PostId = held.Row.Id,
        Kind = kind,
        Target = target,
        MessageId = messageId,
        Words = secret.Seal(content, held.Row.KeyId, held.Row.IdHash),
        KeyId = held.Row.KeyId,
        AskedBy = operation.Actor,
        AskedAt = Now,
    };

    private static bool Record(ListeningDbContext db, SendingRow row, string @event, OperationContext operation)
    {
        db.Record(operation with { Reason = $"{SendingWording.Of(row)} {operation.Reason}".TrimEnd() }, @event, SendingWording.SubjectOf(row.PostId));
        return true;
    }
}
