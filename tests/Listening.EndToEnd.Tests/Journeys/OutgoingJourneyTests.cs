using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Listening.EndToEnd.Tests.Browser;
using Listening.TestSupport.Servers;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>A post leaves the service: by mail to a team, and to the case system.</summary>
[Needs(Peer.Chromium)]
public sealed partial class OutgoingJourneyTests(ConnectedService service, BrowserFixture browser) : IClassFixture<ConnectedService>, IClassFixture<BrowserFixture>
{
    [AvailableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_post_is_passed_on_and_whoever_gets_the_mail_reads_it(bool scripts)
    {
        await using var watched = await OpenAsync("complaint", scripts);
        var page = watched.Page;
        var item = await ItemAsync(page);
        var text = (await page.InnerTextAsync("[data-open-item] .app-item__text")).Trim();
        await page.ClickAsync("a:text-is('Pass on')");
        await page.ClickAsync("main button");
        Assert.NotEmpty(await page.InnerTextAsync(".govuk-error-summary"));
        await page.CheckAsync("input[value='press-office']");
        await page.FillAsync("textarea", "Is this one for you?");
        await page.ClickAsync("main button:text-is('Pass on')");

        var mail = await service.Mail.NextAsync();
        var words = mail.GetProperty("text").GetString()!;
        Assert.Equal("press@office.example", mail.GetProperty("to")[0].GetString());
        Assert.Contains("Is this one for you?", words, StringComparison.Ordinal);
        Assert.DoesNotContain(text[..20], words, StringComparison.Ordinal);
        await ShownAsync(page, item, "Passed on");

        await using var team = await browser.NewPageAsync(new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        await team.Page.GotoAsync(service.Address + Link().Match(words).Value);
        await team.Page.ClickAsync("main button");
        Assert.Contains(text[..20], await team.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("Is this one for you?", await team.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(team.Problems);
        Assert.Empty(watched.Problems);
    }

    [AvailableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_post_is_handed_over_and_its_reference_comes_back(bool scripts)
    {
        await using var watched = await OpenAsync("information-request", scripts);
        var page = watched.Page;
        var item = await ItemAsync(page);
        await page.ClickAsync("a:text-is('Hand over')");
        await page.FillAsync("textarea", "The second one of this week.");
        await page.ClickAsync("main button:text-is('Hand over')");

        var received = await service.Cases.NextAsync();
        Assert.True(received.GetProperty("verified").GetBoolean());
        var data = JsonDocument.Parse(received.GetProperty("body").GetString()!).RootElement.GetProperty("data");
        Assert.Equal((item, "The second one of this week."), (data.GetProperty("item").GetInt64().ToString(CultureInfo.InvariantCulture), data.GetProperty("note").GetString()));
        Assert.Matches("IC-100[12]", await ShownAsync(page, item, "Handed over"));
        Assert.Empty(watched.Problems);
    }

    private async Task<WatchedPage> OpenAsync(string queue, bool scripts)
    {
        var watched = await browser.NewPageAsync(new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        await watched.Page.GotoAsync(await service.SignInLinkAsync($"sends-{queue}-{scripts}"));
        await watched.Page.ClickAsync("main button");
        await watched.Page.GotoAsync($"{service.Address}/queues/{queue}?source=sample");
        await watched.Page.ClickAsync(".app-item h2 a >> nth=0");
        await watched.Page.WaitForSelectorAsync("[data-open-item]");
        return watched;
    }

    private static async Task<string> ItemAsync(IPage page) => (await page.GetAttributeAsync("[data-open-item]", "data-open-item"))!;

    // It is noted when the receiver has answered, which the page does not wait for.
    private async Task<string> ShownAsync(IPage page, string item, string closedAs)
    {
        for (var i = 0; i < 100; i++)
        {
            await page.GotoAsync($"{service.Address}/items/{item}");
            var shown = await page.InnerTextAsync("main");
            if (shown.Contains(closedAs, StringComparison.OrdinalIgnoreCase) && shown.Contains("Closed", StringComparison.Ordinal)) return shown;
            await Task.Delay(100);
        }

        throw new TimeoutException($"The page did not come to say that the post is closed as \"{closedAs}\".");
    }

    [GeneratedRegex("/passed-on/[A-Za-z0-9_-]{43}", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
