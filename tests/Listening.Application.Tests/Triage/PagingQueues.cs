using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Triage;

public abstract class PagingQueues(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    private List<long> _newest = [];

    // Twelve items, three by three under limits that stand in another order than they were collected.
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _newest = Enumerable.Reverse(await ItemsAsync(12)).ToList();
        await using var db = Pipeline.Open();
        foreach (var (at, item) in _newest.Index())
        {
            var due = Clock.UtcNow.AddDays(2).AddHours(at / 3 * 7 % 4);
            await db.Posts.Where(post => post.Id == item).ExecuteUpdateAsync(row => row.SetProperty(post => post.DueAt, due));
            await db.TriageItems.Where(row => row.PostId == item).ExecuteUpdateAsync(row => row.SetProperty(i => i.DueAt, due));
        }
    }

    [AvailableTheory]
    [InlineData(ItemOrder.Newest)]
    [InlineData(ItemOrder.Oldest)]
    [InlineData(ItemOrder.Due)]
    public async Task Every_order_gives_each_item_once_over_its_pages(ItemOrder order)
    {
        var filter = new ItemFilter(TriageQueue.Enquiry) { Size = 5, Order = order };

        var pages = await PagesAsync(filter, _ => Task.CompletedTask);

        Assert.Equal([5, 5, 2], pages.Select(page => page.Items.Count));
        Assert.All(pages, page => Assert.Equal(12, page.Total));
        Assert.Equal(await InOrderAsync(order), pages.SelectMany(page => page.Items).Select(item => item.Id));
        // What a search of the texts selects comes in the same order.
        var found = await PagesAsync(filter with { Text = Query.Parse("contact").Query }, _ => Task.CompletedTask);
        Assert.Equal(await InOrderAsync(order), found.SelectMany(page => page.Items).Select(item => item.Id));
    }

    [AvailableTheory]
    [InlineData(ItemOrder.Newest)]
    [InlineData(ItemOrder.Oldest)]
    [InlineData(ItemOrder.Due)]
    public async Task Nothing_is_missed_or_shown_twice_when_items_are_closed_and_arrive_between_the_pages(ItemOrder order)
    {
        var wanted = await InOrderAsync(order);
        var closedAhead = wanted[7];

        var pages = await PagesAsync(new ItemFilter(TriageQueue.Enquiry) { Size = 4, Order = order }, async page =>
        {
            if (page != 0) return;
            // What was read, with the one that the next page begins behind, and one that was not read yet.
            foreach (var item in wanted[..4]) await CloseAsync(item);
            await CloseAsync(closedAhead);
            await ItemAsync("new");
        });

        var shown = pages.SelectMany(page => page.Items).Select(item => item.Id).ToList();
        var late = (await RowOfAsync("new"))!.Id;
        Assert.Equal(wanted.Where(item => item != closedAhead), shown.Where(item => item != late));
        Assert.Equal(order == ItemOrder.Newest ? 0 : 1, shown.Count(item => item == late));
    }

    [AvailableFact]
    public async Task A_page_that_ends_with_the_last_item_has_no_next_and_a_cursor_survives_an_address()
    {
        var first = await Reader.ListAsync(new ItemFilter(TriageQueue.Enquiry) { Size = 6, Order = ItemOrder.Due }, CancellationToken.None);
        Assert.Equal(first.Next, ItemCursor.Parse(first.Next!.Value.ToString()));

        var second = await Reader.ListAsync(
            new ItemFilter(TriageQueue.Enquiry) { Size = 6, Order = ItemOrder.Due, After = ItemCursor.Parse(first.Next.Value.ToString()) }, CancellationToken.None);

        Assert.Equal((6, null), (second.Items.Count, second.Next));
        Assert.Empty(first.Items.Select(item => item.Id).Intersect(second.Items.Select(item => item.Id)));
    }

    [AvailableTheory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("0-5")]
    [InlineData("-1-5")]
    [InlineData("5-")]
    [InlineData("5-3155378976000000000")]
    [InlineData("99999999999999999999-5")]
    [InlineData("5-5-5")]
    [InlineData("+5-5")]
    public void A_cursor_that_somebody_made_up_is_none(string? text) => Assert.Null(ItemCursor.Parse(text));

    private async Task<List<ItemPage>> PagesAsync(ItemFilter filter, Func<int, Task> after)
    {
        var pages = new List<ItemPage>();
        ItemCursor? next = null;
        do
        {
            pages.Add(await Reader.ListAsync(filter with { After = next }, CancellationToken.None));
            await after(pages.Count - 1);
            next = pages[^1].Next;
        }
        while (next is not null && pages.Count < 20);
        return pages;
    }

    private async Task<List<long>> InOrderAsync(ItemOrder order)
    {
        var due = (await RowsAsync<TriageItemRow>()).ToDictionary(row => row.PostId, row => row.DueAt);
        Assert.Equal(4, due.Values.Distinct().Count());
        return order switch
        {
            ItemOrder.Newest => _newest,
            ItemOrder.Oldest => [.. Enumerable.Reverse(_newest)],
            _ => [.. _newest.OrderBy(item => due[item]).ThenBy(item => item)],
        };
    }
}

public sealed class PagingQueuesOnSqlite() : PagingQueues(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class PagingQueuesOnPostgreSql() : PagingQueues(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class PagingQueuesOnSqlServer() : PagingQueues(TestDatabases.SqlServerAsync);
