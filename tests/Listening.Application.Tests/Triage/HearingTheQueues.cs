using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Listening.Application.Tests.Triage;

public abstract class HearingTheQueues(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    private TriageFeed Feed => Pipeline.Get<TriageFeed>();

    [AvailableFact]
    public async Task Arrivals_are_heard_by_queue_with_how_many()
    {
        await using var ear = await ListenAsync();

        await CollectAsync(Post("1", Enquiry), Post("2", Enquiry), Post("3", Complaint));

        Assert.Equal(
            [new ItemsArrived(TriageQueue.Enquiry, 2), new ItemsArrived(TriageQueue.Complaint, 1)],
            (await ear.UntilAsync<ItemsArrived>(2)).OrderBy(arrived => arrived.Queue));
        Assert.Empty(ear.Heard.OfType<ItemChanged>());
    }

    [AvailableFact]
    public async Task What_somebody_does_is_heard_once_by_everybody_with_where_the_item_is_now()
    {
        var item = await ItemAsync("1");
        await using var ear = await ListenAsync();
        await using var other = new Ear(Feed, 8);

        await DoAsync(item, ItemActionKind.Taken, by: "7");
        await ear.UntilAsync<ItemChanged>(1);
        await DoAsync(item, ItemActionKind.Moved, act => act with { Queue = TriageQueue.Complaint, Words = "Nothing to hear of this." }, by: "8");
        await ear.UntilAsync<ItemChanged>(2);
        await NoteAsync(item, "Nor of this.");

        ItemChanged[] wanted =
        [
            new(item, "7", ItemActionKind.Taken, TriageQueue.Enquiry, new ItemPlace(TriageQueue.Enquiry, 7, null), false),
            new(item, "8", ItemActionKind.Moved, TriageQueue.Enquiry, new ItemPlace(TriageQueue.Complaint, 7, null), false),
            new(item, "1", ItemActionKind.Noted, TriageQueue.Complaint, new ItemPlace(TriageQueue.Complaint, 7, null), false),
        ];
        Assert.Equal(wanted, await ear.UntilAsync<ItemChanged>(3));
        Assert.Equal(wanted, await other.UntilAsync<ItemChanged>(3));
        // Looked at again and again, and not told again.
        await Task.Delay(1200);
        Assert.Equal(wanted, ear.Heard.OfType<ItemChanged>());
    }

    [AvailableFact]
    public async Task What_another_process_does_is_heard_as_well()
    {
        var item = await ItemAsync("1");
        await using var ear = await ListenAsync();
        using var counts = Another<QueueCounts>();
        using var feed = Another<TriageFeed>();

        await Another<TriageService>(counts, feed).ActAsync(
            [new ItemAct(item, ItemActionKind.Closed, 0) { Outcome = ItemOutcome.Replied }], TriageQueues.All, By("9"), CancellationToken.None);

        var heard = Assert.Single(await ear.UntilAsync<ItemChanged>(1));
        Assert.Equal((item, "9", ItemActionKind.Closed, ItemOutcome.Replied), (heard.ItemId, heard.Actor, heard.Kind, heard.To.Outcome));
    }

    [AvailableFact]
    public async Task A_hundred_that_are_closed_and_taken_back_are_heard_each_although_somebody_goes_on_in_between()
    {
        var items = await ItemsAsync(101);
        await using var ear = await ListenAsync();
        var closed = await Triage.ActAsync(
            [.. items.Take(100).Select(id => new ItemAct(id, ItemActionKind.Closed, null) { Outcome = ItemOutcome.Noise })], TriageQueues.All, By("1"), CancellationToken.None);
        await ear.UntilAsync<ItemChanged>(100);
        for (var i = 0; i < 10; i++) await NoteAsync(items[100], $"{i}");
        await ear.UntilAsync<ItemChanged>(110);
        ear.Clear();

        await Triage.UndoAsync([.. closed.Select(result => result.ActionId!.Value)], By("1"), CancellationToken.None);

        var undone = await ear.UntilAsync<ItemChanged>(100);
        Assert.Equal(items.Take(100), undone.Select(change => change.ItemId).Order());
        Assert.All(undone, change => Assert.Equal((true, null), (change.IsUndone, change.To.Outcome)));
    }

    [AvailableFact]
    public async Task Whoever_has_an_item_open_is_heard_and_whoever_goes_is_forgotten()
    {
        await using var ear = new Ear(Feed, 7, 41);
        var other = new Ear(Feed, 8, 41);
        var again = new Ear(Feed, 8, 41);
        await using var elsewhere = new Ear(Feed, 9, 42);
        await ear.UntilAsync<ItemWatched>(watched => watched.Any(one => one.ItemId == 42));
        Assert.Equal(["41: 7", "41: 7 8", "41: 7 8", "42: 9"], Watched(ear));

        await other.DisposeAsync();
        await ear.UntilAsync<ItemWatched>(5);
        await again.DisposeAsync();
        await ear.UntilAsync<ItemWatched>(6);

        Assert.Equal(["41: 7 8", "41: 7"], Watched(ear).Skip(4));
    }

    [AvailableFact]
    public async Task Nothing_is_read_while_nobody_listens()
    {
        var databases = new Counted(Pipeline.Get<IDbContextFactory<ListeningDbContext>>());
        using var feed = new TriageFeed(databases, Clock, NullLogger<TriageFeed>.Instance);
        feed.LookNow();
        await Task.Delay(700);
        Assert.Equal(0, databases.Opened);

        await using (var ear = new Ear(feed, 7))
        {
            await UntilAsync(() => Task.FromResult(databases.Opened > 1));
            await UntilAsync(() => Task.FromResult(databases.Opened > 2));
        }

        // One look may have begun before the page was closed.
        await Task.Delay(700);
        var opened = databases.Opened;
        await Task.Delay(1200);
        Assert.Equal(opened, databases.Opened);

        await using var next = new Ear(feed, 7);
        await UntilAsync(() => Task.FromResult(databases.Opened > opened));
    }

    // A watch begins with what is there already: it has begun when something new is heard.
    private async Task<Ear> ListenAsync()
    {
        var scratch = await ItemAsync("scratch", Noise);
        var ear = new Ear(Feed, 1);
        while (!ear.Heard.OfType<ItemChanged>().Any())
        {
            await NoteAsync(scratch, "Is anybody there?");
            await Task.Delay(100);
        }

        var notes = await CountAsync<ItemActionRow>(action => action.PostId == scratch);
        await Task.Delay(1200);
        Assert.InRange(ear.Heard.Count, 1, notes);
        ear.Clear();
        return ear;
    }

    private static IEnumerable<string> Watched(Ear ear) =>
        ear.Heard.OfType<ItemWatched>().Select(watched => $"{watched.ItemId}: {string.Join(' ', watched.Accounts)}");

    private sealed class Counted(IDbContextFactory<ListeningDbContext> databases) : IDbContextFactory<ListeningDbContext>
    {
        private int _opened;

        public int Opened => Volatile.Read(ref _opened);

        public ListeningDbContext CreateDbContext()
        {
            Interlocked.Increment(ref _opened);
            return databases.CreateDbContext();
        }
    }
}

public sealed class HearingTheQueuesOnSqlite() : HearingTheQueues(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class HearingTheQueuesOnPostgreSql() : HearingTheQueues(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class HearingTheQueuesOnSqlServer() : HearingTheQueues(TestDatabases.SqlServerAsync);
