using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

public class QueuePageTests
{
    [Fact]
    public async Task Shows_an_item_with_all_that_is_needed_to_decide_on_it()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(7, marked: "never answered"));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/queues/enquiry");

        Assert.Equal("Enquiries", page.Words("h1"));
        Assert.Equal("Pim Featherstonehaugh-Test @pim.example", page.Words(".app-item__heading"));
        Assert.Equal("/queues/enquiry?item=7", page.QuerySelector(".app-item__heading a")?.GetAttribute("href"));
        Assert.Equal("4:30am", page.Words(".app-item__when"));
        Assert.Equal("2026-03-04T04:30:00Z", page.QuerySelector("time")?.GetAttribute("datetime"));
        Assert.Equal("The council never answered my request.", page.Words(".app-item__text"));
        Assert.Equal("never answered", page.Words("mark"));
        Assert.Equal("Reason: Speaks of a request that was not answered: \"never answered\".", page.Words(".app-item__why"));
        Assert.Equal("deleted in 4 days 20 hours", page.Words(".app-time-left"));
        var open = await visitor.OpenAsync("/queues/enquiry?item=7");
        Assert.Contains("foi-watch, version 3", open.QuerySelectorAll(".app-summary li").Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal("Open on social.example (opens in new tab)", open.Words(".app-pane .app-item__meta a"));
    }

    [Fact]
    public async Task Shows_the_newest_first_and_pages_without_skipping_or_repeating()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.AddRange(Enumerable.Range(1, 60).Select(id => Samples.Item(id)));
        site.Triage.Items.Add(Samples.Item(99, queue: TriageQueue.Complaint));
        using var visitor = await site.SignInAsync();

        var seen = new List<string?>();
        var path = "/queues/enquiry";
        var pages = 0;
        while (path is not null)
        {
            var page = await visitor.OpenAsync(path);
            seen.AddRange(page.QuerySelectorAll("[data-item]").Select(item => $"post-{item.GetAttribute("data-item")}"));
            Assert.Equal(pages > 0, page.QuerySelector("a[rel=prev]") is not null);
            path = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
            pages++;
        }

        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(1, 60).Reverse().Select(id => $"post-{id}"), seen);
    }

    [Theory]
    [InlineData("q=council", true, true)]
    [InlineData("q=council", false, false)]
    [InlineData("state=all", true, false)]
    public async Task Says_when_older_posts_were_not_looked_at_for_a_word(string filter, bool manyAreHeld, bool said)
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(7));
        site.Triage.NewestOnly = manyAreHeld;
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync($"/queues/enquiry?{filter}");

        Assert.Equal(said, page.Words("main").Contains("the newest 50,000 posts that are held", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tabs_lead_to_every_queue_with_its_count_and_say_which_is_open()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.AddRange(Enumerable.Range(1, 1234).Select(id => Samples.Item(id, queue: TriageQueue.FoiIntelligence)));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/queues/complaint");

        var tabs = page.QuerySelectorAll(".moj-sub-navigation__link");
        Assert.Equal(TriageQueues.All.Select(queue => $"/queues/{queue.Name()}"), tabs.Select(tab => tab.GetAttribute("href")));
        Assert.Equal("/queues/complaint", Assert.Single(tabs, tab => tab.GetAttribute("aria-current") == "page").GetAttribute("href"));
        Assert.Contains("1,234 open", tabs.Single(tab => tab.GetAttribute("href") == "/queues/foi-intelligence").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Little_time_left_is_red()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(1) with { DueAt = TestSite.Now.AddHours(11) });
        site.Triage.Items.Add(Samples.Item(2) with { DueAt = TestSite.Now.AddHours(13) });
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/queues/enquiry");

        Assert.Equal("deleted in 11 hours", Assert.Single(page.QuerySelectorAll(".app-time-left .govuk-tag--red")).TextContent.Trim());
    }

    [Fact]
    public async Task Of_noise_only_a_sample_is_shown()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.AddRange(Enumerable.Range(1, 1234).Select(id => Samples.Item(id, queue: TriageQueue.Noise)));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/queues/noise");

        Assert.Equal("25 of 1,234 shown, chosen at random; deleted after a day.", page.Words(".govuk-inset-text"));
        Assert.Equal(new ItemFilter(TriageQueue.Noise) { Sample = true }, Assert.Single(site.Triage.Asked));
        Assert.Null(page.QuerySelector(".govuk-pagination"));
    }

    [Fact]
    public async Task Filtered_noise_is_not_a_sample()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.AddRange(Enumerable.Range(1, 30).Select(id => Samples.Item(id, queue: TriageQueue.Noise)));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/queues/noise?q=bitcoin");

        Assert.False(Assert.Single(site.Triage.Asked).Sample);
        Assert.Null(page.QuerySelector(".govuk-inset-text"));
    }

    [Fact]
    public async Task A_search_goes_to_the_reader_and_stays_in_the_box_and_in_the_links()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.AddRange(Enumerable.Range(1, 30).Select(id => Samples.Item(id)));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/queues/enquiry?q=%22R%26D%22+council");

        var asked = Assert.Single(site.Triage.Asked);
        Assert.Equal("\"R&D\" council", asked.Text?.Text);
        Assert.False(asked.Sample);
        Assert.Equal("\"R&D\" council", page.QuerySelector("#q")?.GetAttribute("value"));
        Assert.StartsWith("/queues/enquiry?q=%22R%26D%22%20council&after=6-", page.QuerySelector("a[rel=next]")?.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("30 posts match. Show the whole queue", page.Words("[role=status]"));
    }

    [Theory]
    [InlineData("foi AND", "Column 8")]
    [InlineData("(foi OR", "Column 8")]
    [InlineData("foi \"never", "Column 5")]
    public async Task A_search_that_cannot_be_understood_says_where(string query, string column)
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(1));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/queues/enquiry?q=" + Uri.EscapeDataString(query));

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        var link = page.QuerySelector(".govuk-error-summary a")!;
        Assert.Equal("#q", link.GetAttribute("href"));
        Assert.StartsWith(column, link.TextContent, StringComparison.Ordinal);
        Assert.Equal("q-error", page.QuerySelector("#q")?.GetAttribute("aria-describedby"));
        Assert.Equal(query, page.QuerySelector("#q")?.GetAttribute("value"));
        Assert.Contains(column, page.Words("#q-error"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".app-query-error mark"));
        Assert.Empty(site.Triage.Asked);
    }

    [Fact]
    public async Task An_item_whose_text_is_gone_says_so_and_offers_no_link()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(5) with { Post = null });
        using var visitor = await site.SignInAsync();

        var list = await visitor.OpenAsync("/queues/enquiry");
        var item = await visitor.OpenAsync("/items/5");

        Assert.Equal("The text of this post can no longer be read.", list.Words(".app-item__text"));
        Assert.Equal("The text of this post can no longer be read.", item.Words(".govuk-inset-text"));
        Assert.Null(list.QuerySelector("a[target=_blank]"));
        Assert.Null(item.QuerySelector("a[target=_blank]"));
    }
}
