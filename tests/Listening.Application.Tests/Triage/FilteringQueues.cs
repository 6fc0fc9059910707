using Listening.Application.Searches;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Triage;

/// <summary>
/// Eight enquiries: an odd one is mine, 3 and 4 and 7 and 8 are closed, 5 to 8 are Welsh and found by "badgers" as well;
/// 2 and 6 came an hour later, and 9 and 10, which nobody has, from another source.
/// </summary>
public abstract class FilteringQueues(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    private static readonly ItemFilter All = new(TriageQueue.Enquiry) { State = null, Order = ItemOrder.Oldest };

    private readonly Dictionary<long, int> _numbers = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Pipeline.AddSearchAsync("badgers", "badgers");
        var there = await Pipeline.AddSearchAsync("there", "ico", source: "platform");
        int[] late = [2, 6];
        await CollectNumbersAsync([.. Enumerable.Range(1, 8).Except(late)]);
        Clock.Advance(TimeSpan.FromHours(1));
        await CollectNumbersAsync(late);
        Pipeline.Platform.Add(Post("9", $"{Enquiry} 9"), Post("10", $"{Enquiry} 10"));
        await Pipeline.CollectAsync(there, "platform");
        await Pipeline.RouteAsync();
        await CollectAsync(Post("other", $"{Complaint} badgers") with { Lang = "cy" });

        for (var i = 1; i <= 10; i++) _numbers[(await RowOfAsync($"{i}", i > 8 ? "platform" : "list"))!.Id] = i;
        foreach (var (item, number) in _numbers)
        {
            if (number % 2 == 1 && number < 9) await DoAsync(item, ItemActionKind.Taken, by: "7");
            if (number is 3 or 4 or 7 or 8) await CloseAsync(item);
        }
    }

    [AvailableFact]
    public async Task Each_filter_selects_its_own()
    {
        await SelectsAsync(All, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        await SelectsAsync(All with { State = ItemState.Open }, 1, 2, 5, 6, 9, 10);
        await SelectsAsync(All with { State = ItemState.Closed }, 3, 4, 7, 8);
        await SelectsAsync(All with { AssignedTo = 7 }, 1, 3, 5, 7);
        await SelectsAsync(All with { AssignedTo = 8 });
        await SelectsAsync(All with { AssignedTo = 0 }, 2, 4, 6, 8, 9, 10);
        await SelectsAsync(All with { Search = "badgers" }, 5, 6, 7, 8);
        await SelectsAsync(All with { Search = "mentions" }, 1, 2, 3, 4, 5, 6, 7, 8);
        await SelectsAsync(All with { Source = "platform" }, 9, 10);
        await SelectsAsync(All with { Language = "cy" }, 5, 6, 7, 8);
        await SelectsAsync(All with { Language = "en" }, 1, 2, 3, 4);
        await SelectsAsync(All with { Since = Clock.UtcNow }, 2, 6, 9, 10);
        await SelectsAsync(All with { Text = Parse("badgers") }, 5, 6, 7, 8);
    }

    [AvailableFact]
    public async Task Filters_together_select_what_all_of_them_do()
    {
        await SelectsAsync(All with { State = ItemState.Open, AssignedTo = 7 }, 1, 5);
        await SelectsAsync(All with { State = ItemState.Closed, AssignedTo = 0, Language = "cy" }, 8);
        await SelectsAsync(All with { Search = "badgers", Since = Clock.UtcNow }, 6);
        await SelectsAsync(All with { Source = "list", Since = Clock.UtcNow }, 2, 6);
        await SelectsAsync(All with { Source = "platform", Language = "en" });
        await SelectsAsync(All with { Text = Parse("badgers"), State = ItemState.Open, AssignedTo = 7 }, 5);
        await SelectsAsync(
            All with { State = ItemState.Open, AssignedTo = 0, Search = "badgers", Source = "list", Language = "cy", Since = Clock.UtcNow, Text = Parse("badgers AND contact") }, 6);
    }

    [AvailableFact]
    public async Task A_search_or_source_that_is_not_there_gives_an_empty_page()
    {
        foreach (var filter in new[] { All with { Search = "no such" }, All with { Source = "no such" }, All with { Search = "no such", Text = Parse("ico") } })
        {
            var page = await Reader.ListAsync(filter, CancellationToken.None);
            Assert.Equal((0, null, 0), (page.Items.Count, page.Next, page.Total));
        }
    }

    [AvailableFact]
    public async Task What_a_search_found_is_selected_by_its_name_after_it_was_removed()
    {
        await Pipeline.Get<SearchService>().RemoveAsync("badgers", By("1"), CancellationToken.None);

        await SelectsAsync(All with { Search = "badgers" }, 5, 6, 7, 8);
    }

    [AvailableFact]
    public async Task A_sample_is_drawn_from_what_the_other_filters_select()
    {
        var page = await Reader.ListAsync(All with { Sample = true, Language = "cy", AssignedTo = 7 }, CancellationToken.None);

        Assert.Equal([5, 7], page.Items.Select(item => _numbers[item.Id]).Order());
    }

    [AvailableFact]
    public async Task An_item_says_its_state_owner_outcome_and_version()
    {
        var view = (await Reader.ListAsync(All with { State = ItemState.Closed, AssignedTo = 7, Language = "en" }, CancellationToken.None)).Items.Single();

        Assert.Equal((3, ItemState.Closed, 7, ItemOutcome.NoAction, 2), (_numbers[view.Id], view.State, view.AssignedTo, view.Outcome, view.Version));
    }

    private async Task SelectsAsync(ItemFilter filter, params int[] wanted)
    {
        var page = await Reader.ListAsync(filter, CancellationToken.None);
        Assert.Equal(wanted, page.Items.Select(item => _numbers[item.Id]).Order());
        Assert.Equal((wanted.Length, null), (page.Total, page.Next));
    }

    private Task CollectNumbersAsync(int[] numbers) => CollectAsync(
        [.. numbers.Select(i => Post($"{i}", i < 5 ? $"{Enquiry} {i}" : $"{Enquiry} badgers {i}") with { Lang = i < 5 ? "en-GB" : "cy" })]);

    private static Query Parse(string text) => Query.Parse(text).Query!;
}

public sealed class FilteringQueuesOnSqlite() : FilteringQueues(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class FilteringQueuesOnPostgreSql() : FilteringQueues(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class FilteringQueuesOnSqlServer() : FilteringQueues(TestDatabases.SqlServerAsync);
