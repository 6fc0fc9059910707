using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Changes an item in the caller's transaction, with its history, its audit entry and what is counted.</summary>
public sealed class ItemChanges(IStorageDialect dialect, PostContent content)
{
    /// <summary>Notes that something left the service because of an item, and closes the item when that ends it.</summary>
    /// <returns>False when the item is gone, or somebody changed it in the same moment.</returns>
    public async Task<bool> RecordAsync(
        ListeningDbContext db, long itemId, ItemActionKind kind, ItemOutcome? closeAs, OperationContext operation, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, itemId, cancellationToken) is not { } held) return false;
        var to = closeAs is null ? held.Place : held.Place with { Outcome = closeAs };
        var tally = new ItemTally();
        var done = await ApplyAsync(db, held, kind, to, null, tally, operation, cancellationToken) is not null;
        await CountAsync(db, tally, cancellationToken);
        return done;
    }

    /// <summary>Counts what was done, once and last in a transaction: two who change many items at once never wait for each other's counts.</summary>
    internal Task CountAsync(ListeningDbContext db, ItemTally tally, CancellationToken cancellationToken) =>
        tally.Counts.Count == 0 ? Task.CompletedTask : dialect.AddCountsAsync(db, tally.Counts, cancellationToken);

    /// <summary>An item with what a change of it needs; null when it is gone.</summary>
    internal static Task<HeldItem?> FindAsync(ListeningDbContext db, long itemId, CancellationToken cancellationToken) =>
        (from item in db.TriageItems.AsNoTracking()
         join post in db.Posts on item.PostId equals post.Id
         where item.PostId == itemId
         select new HeldItem(item, post.CollectedAt, post.DueAt, post.KeyId, post.IdHash)).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Puts an item into another place, and adds what that counts to <paramref name="tally"/>.</summary>
    /// <returns>The action's number; null when somebody changed the item since it was read.</returns>
    internal async Task<ItemActionRow?> ApplyAsync(
        ListeningDbContext db, HeldItem held, ItemActionKind kind, ItemPlace to, string? words, ItemTally tally, OperationContext operation,
        CancellationToken cancellationToken)
    {
        var (item, version) = (held.Item, held.Item.Version + 1);
        var (state, first) = (to.Outcome is null ? ItemState.Open : ItemState.Closed, item.FirstActionAt ?? operation.At);
        var changed = await db.TriageItems.Where(row => row.PostId == item.PostId && row.Version == item.Version).ExecuteUpdateAsync(
            row => row.SetProperty(i => i.Queue, to.Queue).SetProperty(i => i.AssignedTo, to.Assignee).SetProperty(i => i.Outcome, to.Outcome)
                .SetProperty(i => i.State, state).SetProperty(i => i.FirstActionAt, first).SetProperty(i => i.Version, version),
            cancellationToken);
        if (changed == 0) return null;

        var action = new ItemActionRow
        {
            PostId = item.PostId,
            At = operation.At,
            Actor = operation.Actor,
            Kind = kind,
            Version = version,
            FromQueue = item.Queue,
            FromAssignee = item.AssignedTo,
            FromOutcome = item.Outcome,
            ToQueue = to.Queue,
            ToAssignee = to.Assignee,
            ToOutcome = to.Outcome,
            Words = words is null ? null : content.SealWords(words, ContentKeyId.FromValue(held.KeyId), held.IdHash),
            KeyId = held.KeyId,
        };
        db.ItemActions.Add(action);
        db.Record(operation with { Reason = ActionWording.Of(action) }, ActionWording.EventOf(kind), SubjectOf(item.PostId));
        await db.SaveChangesAsync(cancellationToken);
        var counts = Counts(held.Place, to);
        if (item.FirstActionAt is null) counts.Add(new(item.Queue, Speed(operation.At - held.CollectedAt), 1));
        tally.Counts.AddRange(await RowsAsync(db, item.PostId, counts, operation.At, cancellationToken));
        tally.Shifts.Add(new ItemShift(held.Place, to, held.CollectedAt, held.DueAt));
        return action;
    }

    /// <summary>Takes an action back as if it had not been; the caller has looked whether anything was done since.</summary>
    /// <returns>False when somebody changed the item since it was read; nothing was done then.</returns>
    internal async Task<bool> UndoAsync(ListeningDbContext db, HeldItem held, ItemActionRow action, ItemTally tally, OperationContext operation, CancellationToken cancellationToken)
    {
        var (back, there) = (new ItemPlace(action.FromQueue, action.FromAssignee, action.FromOutcome), new ItemPlace(action.ToQueue, action.ToAssignee, action.ToOutcome));
        var state = back.Outcome is null ? ItemState.Open : ItemState.Closed;
        var changed = await db.TriageItems.Where(row => row.PostId == action.PostId && row.Version == action.Version).ExecuteUpdateAsync(
            row => row.SetProperty(i => i.Queue, back.Queue).SetProperty(i => i.AssignedTo, back.Assignee).SetProperty(i => i.Outcome, back.Outcome)
                .SetProperty(i => i.State, state).SetProperty(i => i.Version, i => i.Version + 1),
            cancellationToken);
        if (changed == 0) return false;
        action.UndoneAt = operation.At;
        await db.RoutingCorrections.Where(row => row.PostId == action.PostId && row.At == action.At)
            .ExecuteUpdateAsync(row => row.SetProperty(correction => correction.Undone, true), cancellationToken);
        db.Record(operation with { Reason = $"Undone: {ActionWording.Of(action)}" }, AuditEvents.ItemUndone, SubjectOf(action.PostId));
        await db.SaveChangesAsync(cancellationToken);
        tally.Counts.AddRange(await RowsAsync(
            db, held.Item.PostId, [.. Counts(back, there).Select(count => count with { Weight = -count.Weight })], action.At, cancellationToken));
        tally.Shifts.Add(new ItemShift(there, back, held.CollectedAt, held.DueAt));
        return true;
    }

    private static async Task<IEnumerable<TriageCountRow>> RowsAsync(
        ListeningDbContext db, long itemId, List<Counted> counts, DateTime at, CancellationToken cancellationToken)
    {
        if (counts.Count == 0) return [];
        var searches = await db.Matches.Where(match => match.PostId == itemId).Select(match => match.SearchId).ToListAsync(cancellationToken);
        var day = DateOnly.FromDateTime(at);
        return from count in counts
               from search in searches.Prepend(0)
               select new TriageCountRow { Day = day, Queue = count.Queue, SearchId = search, Kind = count.Kind, Count = count.Weight };
    }

    private static List<Counted> Counts(ItemPlace from, ItemPlace to)
    {
        var counts = new List<Counted>();
        if (from.Queue != to.Queue) counts.AddRange([new(from.Queue, TriageCountKind.MovedOut, 1), new(to.Queue, TriageCountKind.MovedIn, 1)]);
        if (from.Outcome == to.Outcome) return counts;
        if (from.Outcome is { } before) counts.Add(new(from.Queue, KindOf(before), -1));
        if (to.Outcome is { } after) counts.Add(new(to.Queue, KindOf(after), 1));
        return counts;
    }

    internal static string SubjectOf(long itemId) => string.Create(CultureInfo.InvariantCulture, $"item:{itemId}");

    private static TriageCountKind KindOf(ItemOutcome outcome) => (TriageCountKind)((int)outcome + 10);

    private static TriageCountKind Speed(TimeSpan waited) => waited.TotalHours switch
    {
        <= 1 => TriageCountKind.WithinHour,
        <= 4 => TriageCountKind.WithinFourHours,
        <= 24 => TriageCountKind.WithinDay,
        _ => TriageCountKind.Later,
    };

    private readonly record struct Counted(TriageQueue Queue, TriageCountKind Kind, int Weight);
}

/// <summary>An item with what a change of it needs of its post.</summary>
internal sealed record HeldItem(TriageItemRow Item, DateTime CollectedAt, DateTime DueAt, long KeyId, byte[] IdHash)
{
    public ItemPlace Place => new(Item.Queue, Item.AssignedTo, Item.Outcome);
}

/// <summary>What a transaction changed, to be counted: in the database with it, and of what waits after it.</summary>
internal sealed class ItemTally
{
    public List<TriageCountRow> Counts { get; } = [];

    public List<ItemShift> Shifts { get; } = [];
}

/// <summary>An item that went from one place to another.</summary>
internal readonly record struct ItemShift(ItemPlace From, ItemPlace To, DateTime CollectedAt, DateTime DueAt);
