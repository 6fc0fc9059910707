using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Outgoing;

/// <summary>Says what was sent because of items, and what waits.</summary>
public sealed class SendingReader(IDbContextFactory<ListeningDbContext> databases, PostContent content, TimeProvider time)
{
    /// <summary>What was sent because of an item, newest first.</summary>
    public Task<IReadOnlyList<SendingView>> OfItemAsync(long itemId, CancellationToken cancellationToken) =>
        ReadAsync(TriageQueues.All, (sendings) => sendings.Where(sending => sending.PostId == itemId), cancellationToken);

    /// <summary>Replies that wait for a second person, of items in these queues.</summary>
    public Task<IReadOnlyList<SendingView>> ToDecideAsync(IReadOnlyList<TriageQueue> queues, CancellationToken cancellationToken) =>
        ReadAsync(queues, sendings => sendings.Where(sending => sending.State == SendingState.Asked), cancellationToken);

    /// <summary>What was given up, and what is tried again after something was wrong, of items in these queues.</summary>
    public Task<IReadOnlyList<SendingView>> InTroubleAsync(IReadOnlyList<TriageQueue> queues, CancellationToken cancellationToken) => ReadAsync(
        queues,
        sendings => sendings.Where(sending => sending.State == SendingState.Failed || (sending.State == SendingState.Waiting && sending.Problem != null)),
        cancellationToken);

    /// <summary>The reference of the case that was made of an item; null when there is none.</summary>
    public async Task<string?> ReferenceAsync(long itemId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Sendings.Where(sending => sending.PostId == itemId && sending.Kind == SendingKind.HandOver && sending.Reference != null)
            .OrderByDescending(sending => sending.Id).Select(sending => sending.Reference).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>What leaves with a sending of this item, for a preview or a download; null when the item is gone or cannot be read.</summary>
    public async Task<OutgoingMessage?> PreviewAsync(long itemId, string target, string messageId, string words, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await OutgoingMessages.FindAsync(db, itemId, now, cancellationToken) is not { } held) return null;
        return OutgoingMessages.Of(content, held, target, messageId, words, now);
    }

    private async Task<IReadOnlyList<SendingView>> ReadAsync(
        IReadOnlyList<TriageQueue> queues, Func<IQueryable<SendingRow>, IQueryable<SendingRow>> which, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from sending in which(db.Sendings.AsNoTracking())
            join post in db.Posts on sending.PostId equals post.Id
            join item in db.TriageItems on sending.PostId equals item.PostId
            where post.DueAt > now && EF.Parameter(queues).Contains(item.Queue)
            orderby sending.Id descending
            select new { Sending = sending, post.IdHash, item.Queue }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new SendingView(row.Sending, row.Queue, SendingSecret.Open(content, row.Sending, row.IdHash)?.Words))];
    }
}

/// <summary>A sending as people see it.</summary>
/// <param name="Row">Its row; what is sealed in it stands in <see cref="Words"/>.</param>
/// <param name="Queue">The queue its item is in.</param>
/// <param name="Words">The words that are sent; null when they can no longer be read.</param>
public sealed record SendingView(SendingRow Row, TriageQueue Queue, string? Words);
