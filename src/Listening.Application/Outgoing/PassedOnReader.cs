using Listening.Application.Auditing;
using Listening.Application.Content;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Outgoing;

/// <summary>Opens items for whoever has the link in a mail to a team. The link ends with its item.</summary>
public sealed class PassedOnReader(IDbContextFactory<ListeningDbContext> databases, PostContent content, ViewLog views, TimeProvider time)
{
    /// <summary>True while the link opens something.</summary>
    public async Task<bool> IsOpenAsync(string token, CancellationToken cancellationToken) => await FindAsync(token, cancellationToken) is not null;

    /// <summary>Opens the item and notes that the team was shown it.</summary>
    /// <returns>Null when there is no such link, or its item was deleted.</returns>
    public async Task<OutgoingMessage?> OpenAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } message) return null;
        await views.ItemAsync($"team:{message.Target}", message.ItemId, cancellationToken);
        return message;
    }

    private async Task<OutgoingMessage?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = LinkToken.Hash(token);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sending = await db.Sendings.AsNoTracking().SingleOrDefaultAsync(row => row.Kind == SendingKind.PassOn && row.LinkHash == hash, cancellationToken);
        if (sending is null || await OutgoingMessages.FindAsync(db, sending.PostId, time.GetUtcNow().UtcDateTime, cancellationToken) is not { } held) return null;
        return OutgoingMessages.Of(content, held, sending);
    }
}
