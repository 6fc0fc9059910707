using Listening.Core.Triage;
using Listening.EndToEnd.Tests.Browser;
using Listening.TestSupport.Servers;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>Two hundred scripts and every naughty string on every page that shows what people write.</summary>
[Needs(Peer.Chromium)]
public sealed class HostileTextJourneyTests(RunningService service, BrowserFixture browser) : IClassFixture<RunningService>, IClassFixture<BrowserFixture>
{
    private const string Dangerous = "a[href^='javascript:'], iframe, object, embed, main style, main link, svg[onload], main img, video, audio, meta[http-equiv], base, form[action^='javascript:']";

    [AvailableFact]
    public async Task Hostile_text_is_shown_on_every_page_and_does_nothing()
    {
        await using var page = await browser.NewPageAsync();
        await page.Page.GotoAsync(await service.SignInLinkAsync());
        await page.Page.ClickAsync("main button");
        var shown = 0;
        foreach (var queue in TriageQueues.All)
        {
            var address = $"/queues/{queue.Name()}?source=hostile";
            while (address is not null)
            {
                await OpenAsync(page, address);
                shown += await page.Page.Locator(".app-item").CountAsync();
                address = await page.Page.Locator("a[rel=next]").CountAsync() == 0 ? null : await page.Page.Locator("a[rel=next]").GetAttributeAsync("href");
            }
        }

        Assert.Equal(HostileTexts.All.Count, shown);
        Assert.True(HostileTexts.OfScripts.Count >= 200);
        Assert.Empty(page.Problems);
    }

    [AvailableFact]
    public async Task Hostile_text_does_nothing_where_it_is_open_passed_on_handed_over_answered_or_left()
    {
        await using var page = await browser.NewPageAsync();
        await page.Page.GotoAsync(await service.SignInLinkAsync());
        await page.Page.ClickAsync("main button");
        var opened = 0;
        foreach (var queue in TriageQueues.All)
        {
            await OpenAsync(page, $"/queues/{queue.Name()}?source=hostile");
            var items = await page.Page.Locator(".app-item").EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.item)");
            foreach (var id in items)
            {
                await OpenAsync(page, $"/queues/{queue.Name()}?source=hostile&item={id}");
                await OpenAsync(page, $"/items/{id}");
                opened++;
            }

            foreach (var id in items.Take(2))
                foreach (var way in new[] { "pass-on", "hand-over", "reply" }) await OpenAsync(page, $"/items/{id}/{way}");
        }

        Assert.True(opened > 20, $"Only {opened} items were opened.");
        Assert.Empty(page.Problems);
    }

    private async Task OpenAsync(WatchedPage page, string path)
    {
        await page.Page.GotoAsync(service.Address + path, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        Assert.DoesNotContain(HostileTexts.Mark, await page.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Page.Locator(Dangerous).CountAsync());
    }
}
