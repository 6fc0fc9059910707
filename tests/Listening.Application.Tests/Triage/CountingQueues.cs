using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Triage;

public abstract class CountingQueues(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    [AvailableFact]
    public async Task Counts_follow_an_action_and_its_undoing_at_once()
    {
        var (item, _) = (await ItemAsync("1"), await ItemAsync("2"));
        Assert.Equal((2, 2), await EnquiriesAsync());

        await DoAsync(item, ItemActionKind.Taken);
        Assert.Equal((2, 1), await EnquiriesAsync());
        var closed = await CloseAsync(item);
        Assert.Equal((1, 1), await EnquiriesAsync());
        await Triage.UndoAsync([closed], By("1"), CancellationToken.None);
        Assert.Equal((2, 1), await EnquiriesAsync());
        await MoveAsync(item, TriageQueue.Complaint);

        Assert.Equal((1, 1), await EnquiriesAsync());
        Assert.Equal((1, 0), await CountedAsync(TriageQueue.Complaint));
    }

    [AvailableFact]
    public async Task Counts_follow_another_process_after_a_second_and_nobody_waits_for_it()
    {
        var item = await ItemAsync("1");
        Assert.Equal((1, 1), await EnquiriesAsync());
        await ElsewhereAsync(new ItemAct(item, ItemActionKind.Taken, 0));

        Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal((1, 1), await EnquiriesAsync());
        await Task.Delay(200);
        Assert.Equal((1, 1), await EnquiriesAsync());
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((1, 1), await EnquiriesAsync());
        await UntilAsync(async () => await EnquiriesAsync() == (1, 0));
    }

    [AvailableFact]
    public async Task Counts_are_never_older_than_three_seconds()
    {
        var item = await ItemAsync("1");
        Assert.Equal((1, 1), await EnquiriesAsync());
        await ElsewhereAsync(new ItemAct(item, ItemActionKind.Taken, 0));

        Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((1, 0), await EnquiriesAsync());
    }

    [AvailableFact]
    public async Task The_oldest_is_known_at_once_when_it_leaves_comes_back_or_comes_from_elsewhere()
    {
        var start = Clock.UtcNow;
        var first = await ItemAsync("1");
        Clock.Advance(TimeSpan.FromHours(1));
        var second = await ItemAsync("2");
        Assert.Equal(start, (await SummaryAsync()).OldestCollectedAt);

        var closed = await CloseAsync(first);
        Assert.Equal(start.AddHours(1), (await SummaryAsync()).OldestCollectedAt);
        await Triage.UndoAsync([closed], By("1"), CancellationToken.None);
        Assert.Equal(start, (await SummaryAsync()).OldestCollectedAt);
        await MoveAsync(first, TriageQueue.Complaint);
        Assert.Equal((start.AddHours(1), start), ((await SummaryAsync()).OldestCollectedAt, (await SummaryAsync(TriageQueue.Complaint)).OldestCollectedAt));
        await CloseAsync(second);
        Assert.Null((await SummaryAsync()).OldestCollectedAt);
    }

    [AvailableFact]
    public async Task The_oldest_is_the_open_one_that_waits_longest_and_closed_ones_are_in_no_count()
    {
        var start = Clock.UtcNow;
        var first = await ItemAsync("1");
        Clock.Advance(TimeSpan.FromHours(1));
        var second = await ItemAsync("2");
        Clock.Advance(TimeSpan.FromHours(1));
        await ItemAsync("3");
        await DoAsync(second, ItemActionKind.Taken);
        Assert.Equal(new QueueSummary(TriageQueue.Enquiry, 3, start, 0, 2), await SummaryAsync());

        await CloseAsync(first);
        Assert.Equal(new QueueSummary(TriageQueue.Enquiry, 2, start.AddHours(1), 0, 1), await SummaryAsync());

        // Due at 120, 121 and 122 hours: soon is within twelve.
        Clock.UtcNow = start.AddHours(109) - TimeSpan.FromSeconds(3);
        Assert.Equal(0, (await SummaryAsync()).DueWithin12Hours);
        Clock.UtcNow = start.AddHours(109);
        Assert.Equal(1, (await SummaryAsync()).DueWithin12Hours);
        Clock.UtcNow = start.AddHours(121);
        Assert.Equal(new QueueSummary(TriageQueue.Enquiry, 1, start.AddHours(2), 1, 1), await SummaryAsync());
    }

    private async Task ElsewhereAsync(ItemAct act)
    {
        using var counts = Another<QueueCounts>();
        using var feed = Another<TriageFeed>();
        Assert.Null((await Another<TriageService>(counts, feed).ActAsync([act], TriageQueues.All, By("7"), CancellationToken.None))[0].Refusal);
    }

    private async Task<QueueSummary> SummaryAsync(TriageQueue queue = TriageQueue.Enquiry) =>
        (await Reader.SummariseAsync(CancellationToken.None)).Single(summary => summary.Queue == queue);

    private Task<(int Open, int Unassigned)> EnquiriesAsync() => CountedAsync(TriageQueue.Enquiry);

    private async Task<(int Open, int Unassigned)> CountedAsync(TriageQueue queue)
    {
        var summary = (await Reader.SummariseAsync(CancellationToken.None)).Single(summary => summary.Queue == queue);
        return (summary.Open, summary.Unassigned);
    }
}

public sealed class CountingQueuesOnSqlite() : CountingQueues(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class CountingQueuesOnPostgreSql() : CountingQueues(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class CountingQueuesOnSqlServer() : CountingQueues(TestDatabases.SqlServerAsync);
