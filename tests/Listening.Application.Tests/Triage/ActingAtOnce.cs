using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Triage;

/// <summary>Several people, and the service itself, at the same items in the same moment.</summary>
public abstract class ActingAtOnce(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    private const int Rounds = 20;

    [AvailableFact]
    public async Task Of_two_who_act_on_one_version_exactly_one_wins_and_the_other_is_told_by_whom()
    {
        foreach (var item in await ItemsAsync(Rounds))
        {
            var results = await BothAsync(
                () => ActAsync(new ItemAct(item, ItemActionKind.Taken, 0), "7"),
                () => ActAsync(new ItemAct(item, ItemActionKind.Taken, 0), "8"));

            var won = Assert.Single(results, result => result.Refusal is null);
            var lost = Assert.Single(results, result => result.Refusal is ActRefusal.Changed);
            var winner = won == results[0] ? "7" : "8";
            Assert.Equal((won.ActionId, winner), (lost.Meanwhile!.Id, lost.Meanwhile.Actor));
            Assert.Equal([(AuditEvents.ItemTaken, winner, "On its page.")], await AuditAsync(item));
        }

        Assert.Equal(["enquiry Arrived 20", "enquiry WithinHour 20"], await CountsAsync());
    }

    [AvailableFact]
    public async Task Two_who_close_the_same_items_from_both_ends_close_each_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var ids = new[] { Enquiry, Complaint };
            await CollectAsync([.. Enumerable.Range(0, 40).Select(i => Post($"{round}-{i}", $"{ids[i % 2]} {round} {i}"))]);
            List<ItemAct> acts =
            [
                .. (await RowsAsync<TriageItemRow>()).Where(row => row.State == ItemState.Open).OrderBy(row => row.PostId)
                    .Select(row => new ItemAct(row.PostId, ItemActionKind.Closed, 0) { Outcome = (ItemOutcome)((row.PostId % 5) + 1) }),
            ];
            Assert.Equal(40, acts.Count);

            var results = await BothAsync(() => CloseAllAsync(acts, "7"), () => CloseAllAsync([.. Enumerable.Reverse(acts)], "8"));

            Assert.Equal(40, results.SelectMany(one => one).Count(result => result.Refusal is null));
            Assert.Equal(40, results.SelectMany(one => one).Count(result => result.Refusal is ActRefusal.Changed));
        }

        Assert.Equal(200, (await RowsAsync<TriageCountRow>()).Where(row => row.SearchId == 0 && row.Kind >= TriageCountKind.Replied).Sum(row => row.Count));
    }

    [AvailableFact]
    public async Task What_two_undo_at_once_is_undone_and_counted_once()
    {
        foreach (var item in await ItemsAsync(Rounds))
        {
            var action = await CloseAsync(item);

            var results = await BothAsync(() => UndoAsync(action), () => UndoAsync(action));

            Assert.Single(results, result => result.Refusal is null);
            Assert.Single(results, result => result.Refusal is ActRefusal.TooLate);
        }

        Assert.Equal(["enquiry Arrived 20", "enquiry WithinHour 20"], await CountsAsync());
        Assert.Equal(Rounds, await CountAsync<AuditRow>(entry => entry.Event == AuditEvents.ItemUndone));
    }

    [AvailableFact]
    public async Task Nothing_is_left_of_an_action_that_ends_while_its_post_is_being_deleted()
    {
        var item = await ItemAsync("1");
        await using var db = Pipeline.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        Assert.True(await Pipeline.Get<ItemChanges>().RecordAsync(db, item, ItemActionKind.PassedOn, ItemOutcome.PassedOn, By("7"), CancellationToken.None));

        Source.AddDeleted("1");
        var deletion = Task.Run(() => Pipeline.CollectAsync(Search));
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        await transaction.CommitAsync();
        await deletion;

        Assert.Equal((0, 0, 0), (await CountAsync<PostRow>(), await CountAsync<TriageItemRow>(), await CountAsync<ItemActionRow>()));
        Assert.Equal([(AuditEvents.ItemPassedOn, "7", "And closed as passed-on.")], await AuditAsync(item));
    }

    private Task<IReadOnlyList<ItemResult>> CloseAllAsync(IReadOnlyList<ItemAct> acts, string by) =>
        Triage.ActAsync(acts, TriageQueues.All, By(by), CancellationToken.None);

    private async Task<ItemResult> UndoAsync(long action) => Assert.Single(await Triage.UndoAsync([action], By("1"), CancellationToken.None));

    // Both wait for each other before they begin, so that neither is through before the other starts.
    private static async Task<T[]> BothAsync<T>(Func<Task<T>> one, Func<Task<T>> other)
    {
        using var start = new Barrier(2);
        return await Task.WhenAll(new[] { one, other }.Select(act => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return act();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }
}

public sealed class ActingAtOnceOnSqlite() : ActingAtOnce(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class ActingAtOnceOnPostgreSql() : ActingAtOnce(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class ActingAtOnceOnSqlServer() : ActingAtOnce(TestDatabases.SqlServerAsync);
