using Listening.Application.Content;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Outgoing;

/// <summary>Puts together what leaves.</summary>
internal static class OutgoingMessages
{
    /// <summary>
    /// Takes the lock of an item's post in the current transaction, by an update that changes nothing: two who ask for the same
    /// item, or note what came of it, come one after the other. Deletions lock the post first as well, so nobody waits in a ring.
    /// </summary>
    public static Task LockAsync(ListeningDbContext db, long itemId, CancellationToken cancellationToken) =>
        db.Posts.Where(post => post.Id == itemId).ExecuteUpdateAsync(row => row.SetProperty(p => p.Revision, p => p.Revision), cancellationToken);

    /// <summary>The post of an item with its item and source; null when it is not there, or past its limit.</summary>
    public static Task<HeldPost?> FindAsync(ListeningDbContext db, long itemId, DateTime now, CancellationToken cancellationToken) => (
        from item in db.TriageItems.AsNoTracking()
        join post in db.Posts on item.PostId equals post.Id
        join source in db.Sources on post.SourceId equals source.Id
        where item.PostId == itemId && post.DueAt > now
        select new HeldPost(post, item, source.Name)).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The message of a sending; null when the post or the words can no longer be read.</summary>
    public static OutgoingMessage? Of(PostContent content, HeldPost held, SendingRow sending) =>
        SendingSecret.Open(content, sending, held.Row.IdHash) is { } secret && Of(content, held, sending.Target, sending.MessageId, secret.Words, sending.AskedAt) is { } message
            ? message with { Token = secret.Token }
            : null;

    /// <summary>The message of a sending that is not there yet; null when the post can no longer be read.</summary>
    public static OutgoingMessage? Of(PostContent content, HeldPost held, string target, string messageId, string words, DateTime askedAt)
    {
        var (row, item, source) = held;
        if (content.Open(row.Content, row.KeyId, row.IdHash) is not { } post) return null;
        return new OutgoingMessage
        {
            ItemId = row.Id,
            Target = target,
            MessageId = messageId,
            Words = words,
            AskedAt = askedAt,
            Post = post,
            SourceName = source,
            Queue = item.Queue,
            Reasons = content.OpenReasons(item.Reasons, row.KeyId, row.IdHash),
            CollectedAt = row.CollectedAt,
            DueAt = row.DueAt,
        };
    }
}

/// <summary>A post with its item and the name of its source.</summary>
internal sealed record HeldPost(PostRow Row, TriageItemRow Item, string Source);
