using Listening.Application.Content;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Reads what was done with an item.</summary>
public sealed class ItemHistory(IDbContextFactory<ListeningDbContext> databases, PostContent content)
{
    /// <summary>Everything that was done, oldest first.</summary>
    public async Task<IReadOnlyList<ItemEvent>> ReadAsync(long itemId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await Of(db, itemId).OrderBy(row => row.Action.Id).ToListAsync(cancellationToken);
        return rows.ConvertAll(Read);
    }

    /// <summary>What was done last, inside a transaction, which sees what it did itself; null when nothing was.</summary>
    internal async Task<ItemEvent?> LastAsync(ListeningDbContext db, long itemId, CancellationToken cancellationToken) =>
        await Of(db, itemId).OrderByDescending(row => row.Action.Id).FirstOrDefaultAsync(cancellationToken) is { } last ? Read(last) : null;

    private static IQueryable<Recorded> Of(ListeningDbContext db, long itemId) =>
        from action in db.ItemActions.AsNoTracking()
        where action.PostId == itemId
        join post in db.Posts on action.PostId equals post.Id
        select new Recorded { Action = action, IdHash = post.IdHash };

    private ItemEvent Read(Recorded row) => new(
        row.Action.Id, row.Action.At, row.Action.Actor, row.Action.Kind,
        new ItemPlace(row.Action.FromQueue, row.Action.FromAssignee, row.Action.FromOutcome),
        new ItemPlace(row.Action.ToQueue, row.Action.ToAssignee, row.Action.ToOutcome),
        content.OpenWords(row.Action.Words, row.Action.KeyId, row.IdHash), row.Action.UndoneAt);

    private sealed record Recorded
    {
        public required ItemActionRow Action { get; init; }

        public required byte[] IdHash { get; init; }
    }
}
