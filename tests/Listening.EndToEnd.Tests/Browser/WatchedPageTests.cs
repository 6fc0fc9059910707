using Listening.TestSupport.Servers;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Browser;

public class WatchedPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [AvailableFact(Peer.Chromium)]
    public async Task Reads_a_page_that_is_in_order_without_a_problem()
    {
        await using var page = await OpenAsync("<p>Nothing waits.</p>");

        Assert.Equal("Queues", await page.Page.TitleAsync());
        Assert.Equal("Nothing waits.", await page.Page.Locator("p").InnerTextAsync());
        Assert.Empty(page.Problems);
    }

    [AvailableFact(Peer.Chromium)]
    public async Task Notes_a_script_that_the_content_policy_refuses()
    {
        await using var page = await OpenAsync("<script>document.title = 'Taken over'</script>");

        Assert.Equal("Queues", await page.Page.TitleAsync());
        Assert.Contains(page.Problems, problem => problem.Contains("script-src-elem refused inline", StringComparison.Ordinal));
    }

    [AvailableFact(Peer.Chromium)]
    public async Task Refuses_and_notes_a_request_to_another_machine()
    {
        await using var page = await OpenAsync("<img src='http://pictures.example/cat.png' alt='A cat'>");

        Assert.Contains("Request to another machine: pictures.example", page.Problems);
        Assert.Equal(0, await page.Page.Locator("img").EvaluateAsync<int>("image => image.naturalWidth"));
    }

    [AvailableFact(Peer.Chromium)]
    public async Task Takes_a_picture()
    {
        await using var page = await OpenAsync("<p>Nothing waits.</p>");

        var picture = await File.ReadAllBytesAsync(await page.ScreenshotAsync("watched-page"));

        Assert.Equal("PNG"u8.ToArray(), picture[1..4]);
    }

    private async Task<WatchedPage> OpenAsync(string body)
    {
        await using var site = await LoopbackSite.StartAsync(
            $"<!DOCTYPE html><html lang='en'><head><title>Queues</title></head><body>{body}</body></html>");
        var page = await browser.NewPageAsync();
        await page.Page.GotoAsync(site.Address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return page;
    }
}
