using System.Globalization;
using Listening.EndToEnd.Tests.Browser;
using Listening.TestSupport.Servers;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>A queue is cleared: by keyboard, by two at once, many together, and without scripts.</summary>
[Needs(Peer.Chromium)]
public sealed class WorkplaceJourneyTests(RunningService service, BrowserFixture browser) : IClassFixture<RunningService>, IClassFixture<BrowserFixture>
{
    private static readonly ViewportSize Wide = new() { Width = 1280, Height = 900 };
    private static readonly ViewportSize Narrow = new() { Width = 375, Height = 800 };

    [AvailableFact]
    public async Task Ten_items_are_cleared_in_25_key_presses_and_the_last_is_taken_back()
    {
        await using var watched = await SignInAsync("keyboard", Wide);
        var page = watched.Page;
        await page.GotoAsync($"{service.Address}/queues/enquiry");
        var presses = 0;
        var closed = new List<string>();
        async Task PressAsync(string key)
        {
            presses++;
            await page.Keyboard.PressAsync(key);
        }

        await PressAsync("j");
        await PressAsync("Enter");
        await page.WaitForSelectorAsync("[data-open-item]");
        for (var at = 0; at < 10; at++)
        {
            var item = (await page.GetAttributeAsync("[data-open-item]", "data-open-item"))!;
            closed.Add(item);
            await PressAsync("e");
            await PressAsync(((at % 5) + 1).ToString(CultureInfo.InvariantCulture));
            await page.WaitForFunctionAsync("item => document.querySelector('[data-open-item]')?.dataset.openItem !== item", item);
        }

        Assert.True(presses <= 25, $"{presses} presses");
        Assert.Equal(10, closed.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("pane-title", await page.EvaluateAsync<string>("document.activeElement.id"));

        await page.Keyboard.PressAsync("u");
        await page.WaitForSelectorAsync($"[data-open-item='{closed[^1]}']");
        await page.GotoAsync($"{service.Address}/queues/enquiry?state=closed");
        var there = await ItemsAsync(page);
        Assert.Subset(there.ToHashSet(StringComparer.Ordinal), closed[..9].ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain(closed[^1], there);
        Assert.Empty(watched.Problems);
    }

    [AvailableFact]
    public async Task Keys_do_nothing_while_somebody_types_or_when_they_are_switched_off()
    {
        await using var watched = await SignInAsync("keys-off", Wide);
        var page = watched.Page;
        await page.GotoAsync($"{service.Address}/queues/complaint");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("jeam");
        Assert.Equal("jeam", await page.InputValueAsync("#q"));
        Assert.Equal(0, await page.Locator("[data-open-item]").CountAsync());

        await page.GotoAsync($"{service.Address}/queues/complaint");
        await page.Keyboard.PressAsync("?");
        await page.ClickAsync("text=Switch the keys off");
        await page.WaitForSelectorAsync("[data-keys=off]", new() { State = WaitForSelectorState.Attached });
        const string focused = "document.activeElement.closest('[data-item]')?.dataset.item ?? ''";
        var before = await page.EvaluateAsync<string>(focused);
        foreach (var key in new[] { "j", "j", "e", "a" }) await page.Keyboard.PressAsync(key);
        Assert.Equal(before, await page.EvaluateAsync<string>(focused));
        Assert.Equal(0, await page.Locator("[data-open-item]").CountAsync());
        Assert.Empty(watched.Problems);
    }

    [AvailableFact]
    public async Task Of_two_who_act_on_one_item_the_second_sees_what_happened_and_loses_nothing()
    {
        await using var one = await SignInAsync("first-of-two", Wide);
        await using var two = await SignInAsync("second-of-two", Wide);
        await one.Page.GotoAsync($"{service.Address}/queues/information-request");
        var item = (await one.Page.GetAttributeAsync("[data-item] >> nth=0", "data-item"))!;
        foreach (var page in new[] { one.Page, two.Page })
        {
            await page.GotoAsync($"{service.Address}/queues/information-request?item={item}");
            await page.WaitForSelectorAsync("[data-heard]");
        }

        // Whoever else has it open is shown at once.
        await Assertions.Expect(one.Page.Locator("[data-watched-by]")).ToContainTextAsync("second-of-two has this open");

        await two.Page.ClickAsync("text=Write a note");
        await two.Page.FillAsync("textarea", "Ask the records team");
        await one.Page.ClickAsync("[data-actions] button:text-is('Take')");
        await one.Page.WaitForSelectorAsync("text=is yours now");
        await Assertions.Expect(two.Page.Locator("[data-open-item] > [data-live-words]")).ToContainTextAsync("first-of-two took this");

        await two.Page.ClickAsync("button:text-is('Write')");
        await Assertions.Expect(two.Page.Locator("[role=alert]")).ToContainTextAsync("Nothing was done: first-of-two took it in the meantime.");
        Assert.Equal("Ask the records team", await two.Page.InputValueAsync("textarea"));
        Assert.Contains("With first-of-two", await two.Page.InnerTextAsync("[data-pane]"), StringComparison.Ordinal);
    }

    [AvailableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_are_closed_together_and_taken_back_together(bool scripts)
    {
        await using var watched = await SignInAsync($"bulk-{scripts}", Wide, scripts);
        var page = watched.Page;
        await page.GotoAsync($"{service.Address}/queues/of-interest");
        var chosen = (await ItemsAsync(page))[..3];
        foreach (var at in new[] { 0, 1, 2 }) await page.Locator("input[name=items]").Nth(at).CheckAsync();
        if (!scripts) await page.ClickAsync("text=With the selected posts");
        await page.ClickAsync("button:text-is('Close')");
        await page.WaitForSelectorAsync("text=3 posts are closed: no action.");
        Assert.Empty((await ItemsAsync(page)).Intersect(chosen, StringComparer.Ordinal));

        await page.ClickAsync("button:text-is('Undo')");
        await page.WaitForSelectorAsync($"[data-item='{chosen[0]}']");
        Assert.Subset((await ItemsAsync(page)).ToHashSet(StringComparer.Ordinal), chosen.ToHashSet(StringComparer.Ordinal));
        Assert.Empty(watched.Problems);
    }

    [AvailableTheory]
    [InlineData(1280)]
    [InlineData(375)]
    public async Task Without_scripts_an_item_is_taken_moved_and_found_in_its_new_queue(int width)
    {
        await using var watched = await SignInAsync($"plain-{width.ToString(CultureInfo.InvariantCulture)}", width == 375 ? Narrow : Wide, scripts: false);
        var page = watched.Page;
        await page.GotoAsync($"{service.Address}/queues/unsorted");
        await page.ClickAsync(".app-item__heading a >> nth=0");
        var item = (await page.GetAttributeAsync("[data-open-item]", "data-open-item"))!;
        await page.ClickAsync("[data-actions] button:text-is('Take')");
        await page.ClickAsync("text=Move to another queue");
        await page.ClickAsync("button:text-is('Complaints')");
        Assert.Contains("is moved to Complaints", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.GotoAsync($"{service.Address}/queues/complaint?assigned=me");
        Assert.Equal(item, await page.GetAttributeAsync("[data-item] >> nth=0", "data-item"));
        Assert.Empty(watched.Problems);
    }

    [AvailableFact]
    public async Task Filters_stand_in_the_address_and_can_be_kept_under_a_name()
    {
        await using var watched = await SignInAsync("filters", Wide);
        var page = watched.Page;
        await page.GotoAsync($"{service.Address}/queues/enquiry");
        await page.ClickAsync("text=Filter and sort");
        await page.SelectOptionAsync("#order", "due");
        await page.SelectOptionAsync("#assigned", "nobody");
        await page.ClickAsync("text=Show these");
        await page.WaitForURLAsync("**/queues/enquiry?assigned=nobody&order=due");
        await page.ClickAsync("[data-filters] summary >> nth=0");
        await page.FillAsync("#name", "Soonest, with nobody");
        await page.ClickAsync("button:text-is('Keep')");
        await page.WaitForSelectorAsync("a:text-is('Soonest, with nobody')", new() { State = WaitForSelectorState.Attached });
        await page.GotoAsync($"{service.Address}/queues/enquiry");
        await page.ClickAsync("text=Filter and sort");
        await page.ClickAsync("a:text-is('Soonest, with nobody')");
        await page.WaitForURLAsync("**/queues/enquiry?assigned=nobody&order=due");
        Assert.Empty(watched.Problems);
    }

    private static Task<string[]> ItemsAsync(IPage page) =>
        page.Locator("[data-item]").EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.item)");

    private async Task<WatchedPage> SignInAsync(string account, ViewportSize size, bool scripts = true)
    {
        var page = await browser.NewPageAsync(new BrowserNewContextOptions { ViewportSize = size, JavaScriptEnabled = scripts });
        await page.Page.GotoAsync(await service.SignInLinkAsync(account));
        await page.Page.ClickAsync("main button");
        return page;
    }
}
