using System.Globalization;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>What people do with items: take, assign, release, move, close, reopen, note, and undo.</summary>
/// <remarks>Whoever acts on a version that somebody else has changed is told what happened; nothing is overwritten.</remarks>
public sealed class TriageService(IDbContextFactory<ListeningDbContext> databases, ItemChanges changes, ItemHistory history, QueueCounts counts, TriageFeed feed)
{
    /// <summary>How long something can be undone.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromSeconds(30);

    // The page needs a moment to arrive, and the click to come back.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Does something with each item, in one transaction.</summary>
    /// <param name="acts">What to do; at most 100.</param>
    /// <param name="queues">The queues that whoever does it may see: items of others are gone for them.</param>
    /// <param name="operation">Who and when.</param>
    /// <param name="cancellationToken">Stops it; nothing is done then.</param>
    /// <returns>One result an act, in order.</returns>
    public async Task<IReadOnlyList<ItemResult>> ActAsync(
        IReadOnlyList<ItemAct> acts, IReadOnlyCollection<TriageQueue> queues, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (results, tally) = (new ItemResult[acts.Count], new ItemTally());
        // Everybody in the items' order: two who want the same ones at once wait for each other instead of locking each other out.
        foreach (var (at, act) in acts.Index().OrderBy(wanted => wanted.Item.ItemId))
            results[at] = await ActAsync(db, act, queues, tally, operation, cancellationToken);
        await changes.CountAsync(db, tally, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Announce(tally);
        return results;
    }

    /// <summary>Takes back what somebody did within the last <see cref="UndoTime"/>, when nothing was done with the item since.</summary>
    /// <param name="actionIds">What was done, from <see cref="ItemResult.ActionId"/>.</param>
    /// <param name="operation">Who and when: the one who did it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<ItemResult>> UndoAsync(IReadOnlyList<long> actionIds, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (results, tally) = (new List<ItemResult>(), new ItemTally());
        foreach (var action in await db.ItemActions.Where(row => EF.Parameter(actionIds).Contains(row.Id)).OrderBy(row => row.PostId).ToListAsync(cancellationToken))
            results.Add(await UndoAsync(db, action, tally, operation, cancellationToken));
        await changes.CountAsync(db, tally, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Announce(tally);
        return results;
    }

    /// <summary>What an account did within the time in which it can be undone, of the actions from the first number to the last.</summary>
    public async Task<IReadOnlyList<ItemActionRow>> FindDoneAsync(long first, long last, int account, DateTime now, CancellationToken cancellationToken)
    {
        var (actor, since) = (account.ToString(CultureInfo.InvariantCulture), now - UndoTime - Grace);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ItemActions.AsNoTracking()
            .Where(action => action.Id >= first && action.Id <= last && action.Actor == actor && action.At > since && action.UndoneAt == null)
            .OrderBy(action => action.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Names of the saved searches that found an item.</summary>
    public async Task<IReadOnlyList<string>> SearchesOfAsync(long itemId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (
            from match in db.Matches
            where match.PostId == itemId
            join search in db.SavedSearches on match.SearchId equals search.Id
            where search.RemovedAt == null
            orderby search.Name
            select search.Name).ToListAsync(cancellationToken);
    }

    private void Announce(ItemTally tally)
    {
        if (tally.Shifts.Count == 0) return;
        counts.Follow(tally.Shifts);
        feed.LookNow();
    }

    private async Task<ItemResult> ActAsync(
        ListeningDbContext db, ItemAct act, IReadOnlyCollection<TriageQueue> queues, ItemTally tally, OperationContext operation,
        CancellationToken cancellationToken)
    {
        if (await ItemChanges.FindAsync(db, act.ItemId, cancellationToken) is not { } held || held.DueAt <= operation.At || !queues.Contains(held.Item.Queue))
            return ItemResult.Refused(act.ItemId, ActRefusal.Gone);
        if (act.Version is { } seen && seen != held.Item.Version)
            return ItemResult.Refused(act.ItemId, ActRefusal.Changed, await history.LastAsync(db, act.ItemId, cancellationToken));
        var (to, refusal) = ItemRules.Decide(held.Place, act, int.TryParse(operation.Actor, CultureInfo.InvariantCulture, out var account) ? account : null);
        if (refusal is null && act is { Kind: ItemActionKind.Assigned, Assignee: { } assignee } && !await SeesAsync(db, assignee, held.Item.Queue, cancellationToken))
            refusal = ActRefusal.NotTheirQueue;
        if (refusal is { } why) return ItemResult.Refused(act.ItemId, why);

        var action = await changes.ApplyAsync(db, held, act.Kind, to, Words(act), tally, operation, cancellationToken);
        if (action is null) return ItemResult.Refused(act.ItemId, ActRefusal.Changed, await history.LastAsync(db, act.ItemId, cancellationToken));
        if (act.Kind == ItemActionKind.Moved) await CorrectAsync(db, held.Item, to.Queue, act.MoveReason, operation.At, cancellationToken);
        return new ItemResult(act.ItemId, action.Id, null);
    }

    private async Task<ItemResult> UndoAsync(
        ListeningDbContext db, ItemActionRow action, ItemTally tally, OperationContext operation, CancellationToken cancellationToken)
    {
        var held = await ItemChanges.FindAsync(db, action.PostId, cancellationToken);
        if (held is null || held.Item.Version != action.Version || action.UndoneAt is not null || action.Actor != operation.Actor
            || operation.At - action.At > UndoTime + Grace || !ItemRules.CanBeUndone(action.Kind))
            return ItemResult.Refused(action.PostId, ActRefusal.TooLate);
        return await changes.UndoAsync(db, held, action, tally, operation, cancellationToken)
            ? new ItemResult(action.PostId, action.Id, null)
            : ItemResult.Refused(action.PostId, ActRefusal.TooLate);
    }

    // Kept without the text, so that routing can be measured and improved.
    private static async Task CorrectAsync(ListeningDbContext db, TriageItemRow item, TriageQueue to, MoveReason reason, DateTime at, CancellationToken cancellationToken)
    {
        db.RoutingCorrections.Add(new RoutingCorrectionRow
        {
            PostId = item.PostId,
            At = at,
            FromQueue = item.Queue,
            ToQueue = to,
            Reason = reason,
            RuleId = item.RuleId,
            RuleSetVersion = item.RuleSetVersion,
            Confidence = item.Confidence,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<bool> SeesAsync(ListeningDbContext db, int account, TriageQueue queue, CancellationToken cancellationToken)
    {
        var role = QueueAccess.TeamOf(queue);
        return await db.Users.AnyAsync(user => user.Id == account && user.DisabledAt == null && db.AccountRoles.Any(row => row.AccountId == account && row.Role == role), cancellationToken);
    }

    private static string? Words(ItemAct act) => string.IsNullOrWhiteSpace(act.Words) ? null
        : act.Words.Trim() is var words && words.Length > ItemAct.LongestWords ? words[..ItemAct.LongestWords] : act.Words.Trim();
}
