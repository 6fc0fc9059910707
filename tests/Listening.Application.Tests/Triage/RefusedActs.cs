using Listening.Application.Access;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Triage;

/// <summary>What people are told when something cannot be done; nothing is changed, recorded or counted then.</summary>
public abstract class RefusedActs(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    [AvailableFact]
    public async Task An_item_of_another_team_is_gone_like_one_that_never_was()
    {
        var item = await ItemAsync("1");
        var act = new ItemAct(item, ItemActionKind.Taken, null);

        Assert.Equal(ActRefusal.Gone, (await ActAsync(act, "1", TriageQueue.FoiIntelligence)).Refusal);
        Assert.Equal(ActRefusal.Gone, (await ActAsync(act with { ItemId = item + 1 })).Refusal);
        await NothingHappenedAsync(item);

        Assert.Null((await ActAsync(act, "1", TriageQueue.FoiIntelligence, TriageQueue.Enquiry)).Refusal);
    }

    [AvailableFact]
    public async Task An_item_is_gone_from_its_limit_on_although_no_purge_came_yet()
    {
        var item = await ItemAsync("1");
        Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromSeconds(1));
        await NoteAsync(item, "In time.");

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ActRefusal.Gone, (await ActAsync(new ItemAct(item, ItemActionKind.Noted, null) { Words = "Too late." })).Refusal);

        Assert.Single(await HistoryAsync(item));
    }

    [AvailableFact]
    public async Task Whoever_saw_an_older_version_is_told_what_happened_meanwhile()
    {
        var item = await ItemAsync("1");
        await DoAsync(item, ItemActionKind.Taken, by: "7");
        await CloseAsync(item, ItemOutcome.Replied);

        var refused = await ActAsync(new ItemAct(item, ItemActionKind.Moved, 1) { Queue = TriageQueue.Complaint }, "2");

        Assert.Equal((null, ActRefusal.Changed), (refused.ActionId, refused.Refusal));
        Assert.Equal((ItemActionKind.Closed, "1", ItemOutcome.Replied), (refused.Meanwhile!.Kind, refused.Meanwhile.Actor, refused.Meanwhile.To.Outcome));
        Assert.Equal((TriageQueue.Enquiry, 2), ((await RowAsync(item)).Queue, (await RowAsync(item)).Version));
        Assert.Null((await ActAsync(new ItemAct(item, ItemActionKind.Reopened, 2), "2")).Refusal);
    }

    [AvailableFact]
    public async Task The_second_of_two_acts_on_one_version_in_one_go_is_told_of_the_first()
    {
        var item = await ItemAsync("1");
        var act = new ItemAct(item, ItemActionKind.Noted, 0) { Words = "First." };

        var results = await Triage.ActAsync([act, act with { Words = "Second." }], TriageQueues.All, By("1"), CancellationToken.None);

        Assert.Equal([null, ActRefusal.Changed], results.Select(result => result.Refusal));
        Assert.Equal((results[0].ActionId, "First."), (results[1].Meanwhile!.Id, results[1].Meanwhile!.Words));
    }

    [AvailableFact]
    public async Task Whoever_saw_the_words_before_an_edit_that_changed_the_queue_does_not_act_on_the_new_ones()
    {
        var item = await ItemAsync("1");
        await CollectAsync(Post("1", Complaint));

        Assert.Equal(ActRefusal.Changed, (await ActAsync(new ItemAct(item, ItemActionKind.Closed, 0) { Outcome = ItemOutcome.NoAction })).Refusal);

        Assert.Equal((TriageQueue.Complaint, ItemState.Open), ((await RowAsync(item)).Queue, (await RowAsync(item)).State));
    }

    [AvailableFact]
    public async Task Only_an_account_that_may_sign_in_and_sees_the_queue_can_be_given_an_item()
    {
        var item = await ItemAsync("1");
        var others = new[]
        {
            await AddAccountAsync(null, StaffRole.Foi, StaffRole.Auditor, StaffRole.SearchEditor, StaffRole.Authoriser, StaffRole.Administrator),
            await AddAccountAsync(Clock.UtcNow, StaffRole.Triage),
            await AddAccountAsync(null),
            987_654,
        };

        foreach (var account in others)
            Assert.Equal(ActRefusal.NotTheirQueue, (await ActAsync(new ItemAct(item, ItemActionKind.Assigned, null) { Assignee = account })).Refusal);
        await NothingHappenedAsync(item);

        await MoveAsync(item, TriageQueue.FoiIntelligence);
        await DoAsync(item, ItemActionKind.Assigned, act => act with { Assignee = others[0] });
    }

    [AvailableFact]
    public async Task Nothing_happens_to_an_item_when_an_act_is_refused()
    {
        var item = await ItemAsync("1");
        ItemAct act = new(item, ItemActionKind.Noted, 0);

        Assert.Equal(ActRefusal.Incomplete, (await ActAsync(act with { Words = " \n " })).Refusal);
        Assert.Equal(ActRefusal.Incomplete, (await ActAsync(act with { Kind = ItemActionKind.Moved })).Refusal);
        Assert.Equal(ActRefusal.Incomplete, (await ActAsync(act with { Kind = ItemActionKind.Closed })).Refusal);
        Assert.Equal(ActRefusal.Incomplete, (await ActAsync(act with { Kind = ItemActionKind.Assigned })).Refusal);
        Assert.Equal(ActRefusal.Incomplete, (await ActAsync(act with { Kind = ItemActionKind.Taken }, "console")).Refusal);
        Assert.Equal(ActRefusal.QueueAlready, (await ActAsync(act with { Kind = ItemActionKind.Moved, Queue = TriageQueue.Enquiry })).Refusal);
        Assert.Equal(ActRefusal.OwnerAlready, (await ActAsync(act with { Kind = ItemActionKind.Released })).Refusal);
        Assert.Equal(ActRefusal.StateAlready, (await ActAsync(act with { Kind = ItemActionKind.Reopened })).Refusal);

        await NothingHappenedAsync(item);
    }

    private async Task NothingHappenedAsync(long item)
    {
        Assert.Equal((0, null), ((await RowAsync(item)).Version, (await RowAsync(item)).FirstActionAt));
        Assert.Empty(await HistoryAsync(item));
        Assert.Empty(await AuditAsync(item));
        Assert.Equal(["enquiry Arrived 1"], await CountsAsync());
        Assert.Equal(0, await CountAsync<RoutingCorrectionRow>());
    }
}

public sealed class RefusedActsOnSqlite() : RefusedActs(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class RefusedActsOnPostgreSql() : RefusedActs(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class RefusedActsOnSqlServer() : RefusedActs(TestDatabases.SqlServerAsync);
