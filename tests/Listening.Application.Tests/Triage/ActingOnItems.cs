using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Triage;

public abstract class ActingOnItems(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    [AvailableFact]
    public async Task Taking_an_item_makes_it_theirs_and_says_so_in_its_history_and_the_log()
    {
        var (item, other) = (await ItemAsync("1"), await ItemAsync("2"));

        var done = await ActAsync(new ItemAct(item, ItemActionKind.Taken, 0), "7");

        Assert.Equal((item, null), (done.ItemId, done.Refusal));
        var row = await RowAsync(item);
        Assert.Equal((7, ItemState.Open, null, 1, Clock.UtcNow), (row.AssignedTo, row.State, row.Outcome, row.Version, row.FirstActionAt));
        var line = Assert.Single(await HistoryAsync(item));
        Assert.Equal((done.ActionId!.Value, Clock.UtcNow, "7", ItemActionKind.Taken, null, null), (line.Id, line.At, line.Actor, line.Kind, line.Words, line.UndoneAt));
        Assert.Equal((new ItemPlace(TriageQueue.Enquiry, null, null), new ItemPlace(TriageQueue.Enquiry, 7, null)), (line.From, line.To));
        Assert.Equal([(AuditEvents.ItemTaken, "7", "On its page.")], await AuditAsync(item));
        Assert.Equal((null, 0, null), ((await RowAsync(other)).AssignedTo, (await RowAsync(other)).Version, (await RowAsync(other)).FirstActionAt));
        Assert.Empty(await AuditAsync(other));
    }

    [AvailableFact]
    public async Task Whoever_sees_the_queue_can_be_given_an_item_and_it_can_be_given_back()
    {
        var item = await ItemAsync("1");
        var colleague = await AddAccountAsync(null, StaffRole.Triage);

        await DoAsync(item, ItemActionKind.Assigned, act => act with { Assignee = colleague });
        Assert.Equal(colleague, (await RowAsync(item)).AssignedTo);
        await DoAsync(item, ItemActionKind.Released, by: "2");

        Assert.Equal((null, 2), ((await RowAsync(item)).AssignedTo, (await RowAsync(item)).Version));
        Assert.Equal(
            [(AuditEvents.ItemAssigned, "1", $"To account:{colleague}."), (AuditEvents.ItemReleased, "2", "On its page.")], await AuditAsync(item));
        Assert.Equal([null, colleague], (await HistoryAsync(item)).Select(line => line.From.Assignee));
    }

    [AvailableFact]
    public async Task Moving_within_a_team_keeps_whose_it_is_and_moving_to_another_team_does_not()
    {
        var item = await ItemAsync("1");
        await DoAsync(item, ItemActionKind.Taken, by: "7");

        await MoveAsync(item, TriageQueue.Complaint);
        Assert.Equal((TriageQueue.Complaint, 7), ((await RowAsync(item)).Queue, (await RowAsync(item)).AssignedTo));
        await MoveAsync(item, TriageQueue.FoiIntelligence);

        Assert.Equal((TriageQueue.FoiIntelligence, null, ItemState.Open), ((await RowAsync(item)).Queue, (await RowAsync(item)).AssignedTo, (await RowAsync(item)).State));
        Assert.Equal((AuditEvents.ItemMoved, "1", "From complaint to foi-intelligence."), (await AuditAsync(item))[^1]);
        Assert.Empty(await ListedAsync(new ItemFilter(TriageQueue.Enquiry)));
        Assert.Equal([item], await ListedAsync(new ItemFilter(TriageQueue.FoiIntelligence)));
    }

    [AvailableFact]
    public async Task A_closed_item_leaves_the_list_of_open_ones_until_it_is_opened_again()
    {
        var (item, other) = (await ItemAsync("1"), await ItemAsync("2"));
        await DoAsync(item, ItemActionKind.Taken, by: "7");

        await CloseAsync(item, ItemOutcome.Replied);
        Assert.Equal((ItemState.Closed, ItemOutcome.Replied, 7), ((await RowAsync(item)).State, (await RowAsync(item)).Outcome, (await RowAsync(item)).AssignedTo));
        Assert.Equal([other], await ListedAsync(new ItemFilter(TriageQueue.Enquiry)));
        Assert.Equal([item], await ListedAsync(new ItemFilter(TriageQueue.Enquiry) { State = ItemState.Closed }));

        await DoAsync(item, ItemActionKind.Reopened);
        Assert.Equal((ItemState.Open, null), ((await RowAsync(item)).State, (await RowAsync(item)).Outcome));
        Assert.Equal(
            [(AuditEvents.ItemClosed, "As replied."), (AuditEvents.ItemReopened, "It was closed as replied.")],
            (await AuditAsync(item)).Skip(1).Select(entry => (entry.Event, entry.Reason)));
    }

    [AvailableFact]
    public async Task A_note_changes_nothing_but_the_history_and_the_log_says_only_that_there_is_one()
    {
        var item = await ItemAsync("1");

        await NoteAsync(item, "  Rang Pat Example about it.  ");

        Assert.Equal("Rang Pat Example about it.", Assert.Single(await HistoryAsync(item)).Words);
        Assert.Equal((TriageQueue.Enquiry, ItemState.Open, null), ((await RowAsync(item)).Queue, (await RowAsync(item)).State, (await RowAsync(item)).AssignedTo));
        Assert.Equal([(AuditEvents.ItemNoted, "1", "On its page.")], await AuditAsync(item));
    }

    [AvailableFact]
    public async Task Words_can_stand_beside_another_action_and_are_cut_at_their_longest()
    {
        var item = await ItemAsync("1");

        await DoAsync(item, ItemActionKind.Closed, act => act with { Outcome = ItemOutcome.Noise, Words = new string('x', ItemAct.LongestWords + 5) });

        Assert.Equal(new string('x', ItemAct.LongestWords), Assert.Single(await HistoryAsync(item)).Words);
        Assert.Equal([(AuditEvents.ItemClosed, "1", "As noise.")], await AuditAsync(item));
    }

    [AvailableFact]
    public async Task Everything_is_counted_by_the_searches_that_found_it_and_over_all()
    {
        var contact = await Pipeline.AddSearchAsync("contact", "contact");
        await Pipeline.AddSearchAsync("foxes", "foxes");
        var (first, second) = (await ItemAsync("1"), await ItemAsync("2", Complaint));
        Assert.Equal(["enquiry Arrived 1", "complaint Arrived 1"], await CountsAsync());

        Clock.Advance(TimeSpan.FromHours(2));
        await MoveAsync(first, TriageQueue.OfInterest);
        await CloseAsync(first, ItemOutcome.PassedOn);
        await DoAsync(first, ItemActionKind.Reopened);
        await CloseAsync(first, ItemOutcome.NoAction);
        await CloseAsync(second, ItemOutcome.Noise);

        string[] moved = ["enquiry Arrived 1", "enquiry MovedOut 1", "enquiry WithinFourHours 1"];
        string[] closed = ["of-interest MovedIn 1", "of-interest NoAction 1"];
        Assert.Equal([.. moved, "complaint Arrived 1", "complaint WithinFourHours 1", "complaint Noise 1", .. closed], await CountsAsync());
        Assert.Equal(await CountsAsync(), await CountsAsync(Search));
        Assert.Equal([.. moved, .. closed], await CountsAsync(contact));
        Assert.Equal([0, Search, contact], (await RowsAsync<TriageCountRow>()).Select(row => row.SearchId).Distinct().Order());
    }

    [AvailableTheory]
    [InlineData(0, "WithinHour")]
    [InlineData(60, "WithinHour")]
    [InlineData(61, "WithinFourHours")]
    [InlineData(240, "WithinFourHours")]
    [InlineData(241, "WithinDay")]
    [InlineData(1440, "WithinDay")]
    [InlineData(1441, "Later")]
    public async Task How_long_an_item_waited_is_counted_once_when_somebody_first_acts(int minutes, string kind)
    {
        var item = await ItemAsync("1");
        Clock.Advance(TimeSpan.FromMinutes(minutes));

        await DoAsync(item, ItemActionKind.Taken);
        Clock.Advance(TimeSpan.FromDays(1));
        await DoAsync(item, ItemActionKind.Released);

        Assert.Equal(["enquiry Arrived 1", $"enquiry {kind} 1"], await CountsAsync());
    }

    [AvailableFact]
    public async Task Several_items_are_changed_in_one_go_and_what_cannot_be_is_left()
    {
        var items = await ItemsAsync(4);
        await CloseAsync(items[2]);

        var results = await Triage.ActAsync(
            [.. Enumerable.Reverse(items).Select(id => new ItemAct(id, ItemActionKind.Closed, null) { Outcome = ItemOutcome.Noise })],
            TriageQueues.All, By("1"), CancellationToken.None);

        Assert.Equal(Enumerable.Reverse(items), results.Select(result => result.ItemId));
        Assert.Equal([null, ActRefusal.StateAlready, null, null], results.Select(result => result.Refusal));
        Assert.Equal(3, await CountAsync<TriageItemRow>(item => item.Outcome == ItemOutcome.Noise));
        Assert.Equal(["enquiry Arrived 4", "enquiry WithinHour 4", "enquiry NoAction 1", "enquiry Noise 3"], await CountsAsync());
    }
}

public sealed class ActingOnItemsOnSqlite() : ActingOnItems(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class ActingOnItemsOnPostgreSql() : ActingOnItems(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class ActingOnItemsOnSqlServer() : ActingOnItems(TestDatabases.SqlServerAsync);
