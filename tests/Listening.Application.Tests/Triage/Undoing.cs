using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Triage;

public abstract class Undoing(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    [AvailableFact]
    public async Task Brings_back_queue_and_owner_and_takes_the_correction_and_the_counts_away()
    {
        var (item, other) = (await ItemAsync("1"), await ItemAsync("2"));
        await DoAsync(item, ItemActionKind.Taken);
        await MoveAsync(other, TriageQueue.FoiIntelligence);
        var before = await CountsAsync();
        var moved = await MoveAsync(item, TriageQueue.FoiIntelligence);
        Assert.Null((await RowAsync(item)).AssignedTo);

        Clock.Advance(TriageService.UndoTime);
        var undone = await UndoAsync(moved);

        Assert.Equal((item, moved, null), (undone.ItemId, undone.ActionId, undone.Refusal));
        var row = await RowAsync(item);
        Assert.Equal((TriageQueue.Enquiry, 1, 3), (row.Queue, row.AssignedTo, row.Version));
        Assert.Equal(before, await CountsAsync());
        Assert.Equal(before, await CountsAsync(Search));
        Assert.Equal([(item, true), (other, false)], (await RowsAsync<RoutingCorrectionRow>()).Select(correction => (correction.PostId, correction.Undone)).Order());
        Assert.Equal(Clock.UtcNow, (await HistoryAsync(item))[^1].UndoneAt);
        Assert.Null((await HistoryAsync(item))[0].UndoneAt);
        Assert.Equal((AuditEvents.ItemUndone, "1", "Undone: From enquiry to foi-intelligence."), (await AuditAsync(item))[^1]);
    }

    [AvailableFact]
    public async Task Opens_what_was_closed_and_closes_what_was_opened_as_before()
    {
        var item = await ItemAsync("1");
        var closed = await CloseAsync(item, ItemOutcome.Replied);
        Assert.Null((await UndoAsync(closed)).Refusal);
        Assert.Equal((ItemState.Open, null), ((await RowAsync(item)).State, (await RowAsync(item)).Outcome));

        await CloseAsync(item, ItemOutcome.HandedOver);
        var reopened = await DoAsync(item, ItemActionKind.Reopened);
        Assert.Null((await UndoAsync(reopened)).Refusal);

        Assert.Equal((ItemState.Closed, ItemOutcome.HandedOver), ((await RowAsync(item)).State, (await RowAsync(item)).Outcome));
        Assert.Equal(["enquiry Arrived 1", "enquiry WithinHour 1", "enquiry HandedOver 1"], await CountsAsync());
    }

    [AvailableFact]
    public async Task Is_refused_after_its_time_with_five_seconds_for_the_way()
    {
        var (late, inTime) = (await ItemAsync("1"), await ItemAsync("2"));
        var tooLate = await CloseAsync(late);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var justInTime = await CloseAsync(inTime);

        Clock.Advance(TimeSpan.FromSeconds(35));

        Assert.Equal(ActRefusal.TooLate, (await UndoAsync(tooLate)).Refusal);
        Assert.Null((await UndoAsync(justInTime)).Refusal);
        Assert.Equal((ItemState.Closed, ItemState.Open), ((await RowAsync(late)).State, (await RowAsync(inTime)).State));
    }

    [AvailableFact]
    public async Task Is_for_whoever_did_it_alone_and_only_once()
    {
        var item = await ItemAsync("1");
        var closed = await CloseAsync(item);

        Assert.Equal(ActRefusal.TooLate, (await UndoAsync(closed, "2")).Refusal);
        Assert.Equal(ItemState.Closed, (await RowAsync(item)).State);
        Assert.Null((await UndoAsync(closed)).Refusal);
        Assert.Equal(ActRefusal.TooLate, (await UndoAsync(closed)).Refusal);

        Assert.Equal(["enquiry Arrived 1", "enquiry WithinHour 1"], await CountsAsync());
        Assert.Single(await AuditAsync(item), entry => entry.Event == AuditEvents.ItemUndone);
    }

    [AvailableFact]
    public async Task Is_refused_when_something_was_done_since_and_for_what_has_left_or_was_written()
    {
        var item = await ItemAsync("1");
        var taken = await DoAsync(item, ItemActionKind.Taken);
        var noted = await NoteAsync(item, "Read.");

        Assert.Equal(ActRefusal.TooLate, (await UndoAsync(taken)).Refusal);
        Assert.Equal(ActRefusal.TooLate, (await UndoAsync(noted)).Refusal);
        Assert.Empty(await Triage.UndoAsync([noted + 1], By("1"), CancellationToken.None));

        Assert.Equal((1, 2), ((await RowAsync(item)).AssignedTo, (await RowAsync(item)).Version));
    }

    [AvailableFact]
    public async Task Takes_a_hundred_back_at_once_but_for_the_one_that_somebody_went_on_with()
    {
        var items = await ItemsAsync(100);
        var results = await Triage.ActAsync(
            [.. items.Select(id => new ItemAct(id, ItemActionKind.Closed, 0) { Outcome = ItemOutcome.Noise })], TriageQueues.All, By("1"), CancellationToken.None);
        Assert.Equal((100, 100), (results.Count(result => result.Refusal is null), await CountAsync<TriageItemRow>(row => row.State == ItemState.Closed)));
        await DoAsync(items[50], ItemActionKind.Noted, act => act with { Words = "Still thinking." }, by: "2");

        var found = await Triage.FindDoneAsync(results[0].ActionId!.Value, results[^1].ActionId!.Value, 1, Clock.UtcNow, CancellationToken.None);
        Assert.Equal(results.Select(result => result.ActionId!.Value), found.Select(action => action.Id));
        Assert.Empty(await Triage.FindDoneAsync(results[0].ActionId!.Value, results[^1].ActionId!.Value, 2, Clock.UtcNow, CancellationToken.None));
        var undone = await Triage.UndoAsync([.. found.Select(action => action.Id)], By("1"), CancellationToken.None);

        Assert.Equal(99, undone.Count(result => result.Refusal is null));
        Assert.Equal(items[50], Assert.Single(undone, result => result.Refusal is ActRefusal.TooLate).ItemId);
        Assert.Equal([items[50]], (await RowsAsync<TriageItemRow>()).Where(row => row.State == ItemState.Closed).Select(row => row.PostId));
        Assert.Equal(["enquiry Arrived 100", "enquiry WithinHour 100", "enquiry Noise 1"], await CountsAsync());
    }

    private async Task<ItemResult> UndoAsync(long action, string by = "1") => Assert.Single(await Triage.UndoAsync([action], By(by), CancellationToken.None));
}

public sealed class UndoingOnSqlite() : Undoing(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class UndoingOnPostgreSql() : Undoing(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class UndoingOnSqlServer() : Undoing(TestDatabases.SqlServerAsync);
