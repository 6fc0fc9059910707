using Deque.AxeCore.Playwright;
using Listening.Core.Triage;
using Listening.EndToEnd.Tests.Browser;
using Listening.TestSupport.Servers;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>What people do, in a real browser on the real service.</summary>
[Needs(Peer.Chromium)]
public sealed class JourneyTests(RunningService service, BrowserFixture browser) : IClassFixture<RunningService>, IClassFixture<BrowserFixture>
{
    private static readonly ViewportSize Wide = new() { Width = 1280, Height = 900 };
    private static readonly ViewportSize Narrow = new() { Width = 375, Height = 800 };

    [AvailableFact]
    public async Task Somebody_without_a_sign_in_is_told_how_to_get_a_link()
    {
        await using var page = await browser.NewPageAsync();
        await page.Page.GotoAsync($"{service.Address}/queues/enquiry");
        Assert.EndsWith("/sign-in", new Uri(page.Page.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("link", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(page.Problems);
    }

    [AvailableFact]
    public async Task A_link_signs_in_once_and_the_queues_show_their_counts()
    {
        await using var page = await browser.NewPageAsync();
        var link = await SignInAsync(page);
        foreach (var queue in TriageQueues.All)
            Assert.True(await page.Page.Locator($"a[href='/queues/{queue.Name()}']").CountAsync() > 0, queue.Name());

        await using var other = await browser.NewPageAsync();
        await other.Page.GotoAsync(link);
        await other.Page.ClickAsync("main button");
        Assert.Contains("used already", await other.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [AvailableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_item_is_read_from_its_queue_with_marks_reason_and_time_left(bool scripts)
    {
        await using var page = await browser.NewPageAsync(new BrowserNewContextOptions { JavaScriptEnabled = scripts, ViewportSize = Wide });
        await SignInAsync(page);
        await page.Page.ClickAsync("a[href='/queues/foi-intelligence'] >> nth=0");
        Assert.True(await page.Page.Locator("mark").CountAsync() > 5);
        Assert.Contains("eleted in 4 days", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.Page.ClickAsync(".app-item h2 a >> nth=0");
        await page.Page.WaitForSelectorAsync("[data-open-item]");
        var item = await page.Page.InnerTextAsync("main");
        Assert.Contains("Why it is here", item, StringComparison.Ordinal);
        Assert.Contains("foi-watch", item, StringComparison.Ordinal);
        Assert.Empty(page.Problems);
    }

    [AvailableFact]
    public async Task Text_is_found_within_a_queue_and_a_mistake_in_the_query_is_explained()
    {
        await using var page = await browser.NewPageAsync();
        await SignInAsync(page);
        await page.Page.GotoAsync($"{service.Address}/queues/foi-intelligence?q=council");
        Assert.True(await page.Page.Locator(".app-item").CountAsync() > 0);
        await page.Page.GotoAsync($"{service.Address}/queues/foi-intelligence?q=zzzunheardof");
        Assert.Equal(0, await page.Page.Locator(".app-item").CountAsync());
        await page.Page.GotoAsync($"{service.Address}/queues/foi-intelligence?q=council+OR");
        Assert.Contains("olumn", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [AvailableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_who_asks_is_found_and_deletion_waits_for_a_confirmation(bool scripts)
    {
        foreach (var size in new[] { Wide, Narrow })
        {
            await using var page = await browser.NewPageAsync(new BrowserNewContextOptions { JavaScriptEnabled = scripts, ViewportSize = size });
            await SignInAsync(page);
            await page.Page.GotoAsync($"{service.Address}/people");
            await page.Page.FillAsync("#reference", "IC-17");
            await page.Page.FillAsync("#handle", "@<B>Handle</B>");
            await page.Page.ClickAsync("main button");
            Assert.Contains("What is held", await page.Page.InnerTextAsync("h1"), StringComparison.Ordinal);
            Assert.Equal(100, await page.Page.Locator(".app-item").CountAsync());
            Assert.Equal("/people", new Uri(page.Page.Url).PathAndQuery);
            if (scripts) await ReadableAsync(page, size, "person-found");

            await page.Page.ClickAsync("text=Delete these posts");
            await page.Page.ClickAsync("main button");
            Assert.Contains("Choose a reason", await page.Page.InnerTextAsync(".govuk-error-summary"), StringComparison.Ordinal);
            if (scripts) await ReadableAsync(page, size, "person-confirm");
            Assert.Empty(page.Problems);
        }
    }

    [AvailableTheory]
    [InlineData("/", "overview")]
    [InlineData("/queues/enquiry", "queue")]
    [InlineData("/queues/noise", "noise")]
    [InlineData("/sources", "sources")]
    [InlineData("/authorities", "authorities")]
    [InlineData("/authorities?kind=police&nation=Wales", "authorities-filtered")]
    [InlineData("/people", "people")]
    [InlineData("item", "item")]
    [InlineData("/queues/enquiry?q=council+OR", "queue-mistake")]
    [InlineData("/nowhere", "not-found")]
    [InlineData("/retention", "retention")]
    [InlineData("/holds", "holds")]
    [InlineData("/holds/ask", "hold-ask")]
    [InlineData("/audit", "audit")]
    [InlineData("/audit/entries", "audit-entries")]
    [InlineData("/audit/deletions", "audit-deletions")]
    [InlineData("/audit/views", "audit-views")]
    [InlineData("/audit/who?account=1", "audit-who")]
    [InlineData("/searches", "searches")]
    [InlineData("/searches/foi-watch", "search")]
    [InlineData("/searches/foi-watch/edit?not=kettle", "search-edit")]
    [InlineData("/tokens", "tokens")]
    public async Task Axe_finds_nothing_at_either_width(string address, string picture)
    {
        foreach (var size in new[] { Wide, Narrow })
        {
            await using var page = await browser.NewPageAsync(new BrowserNewContextOptions { ViewportSize = size });
            await SignInAsync(page);
            if (address == "item")
            {
                await page.Page.GotoAsync($"{service.Address}/queues/complaint");
                await page.Page.ClickAsync(".app-item h2 a >> nth=0");
                await page.Page.WaitForSelectorAsync("[data-open-item]");
            }
            else
            {
                await page.Page.GotoAsync(service.Address + address);
            }

            await ReadableAsync(page, size, picture);
        }
    }

    private static async Task ReadableAsync(WatchedPage page, ViewportSize size, string picture)
    {
        var found = await page.Page.RunAxe();
        Assert.True(found.Violations.Length == 0, string.Join("; ", found.Violations.Select(violation => $"{violation.Id}: {violation.Help}")));
        var overflow = await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        Assert.False(overflow, $"{picture} scrolls sideways at {size.Width}");
        await page.ScreenshotAsync(size == Wide ? picture : picture + "-narrow");
    }

    private async Task<string> SignInAsync(WatchedPage page)
    {
        var link = await service.SignInLinkAsync();
        await page.Page.GotoAsync(link);
        await page.Page.ClickAsync("main button");
        Assert.Equal("/", new Uri(page.Page.Url).AbsolutePath);
        return link;
    }
}
