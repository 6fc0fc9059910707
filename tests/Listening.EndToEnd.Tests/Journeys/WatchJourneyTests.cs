using Deque.AxeCore.Playwright;
using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Core.Sources;
using Listening.EndToEnd.Tests.Browser;
using Listening.TestSupport.Servers;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>A watch in a real browser on a telephone: asked for by one, allowed by another.</summary>
[Needs(Peer.Chromium)]
public sealed class WatchJourneyTests(RunningService service, BrowserFixture browser) : IClassFixture<RunningService>, IClassFixture<BrowserFixture>
{
    [AvailableFact]
    public async Task A_watch_is_asked_for_by_one_and_allowed_by_another_on_a_telephone()
    {
        var draft = new SearchDraft
        {
            Name = "a-rather-long-name-of-a-search-of-one-account",
            Query = "FOI",
            Kind = SearchKind.AccountWithComments,
            Target = "an.invented.person.of.a.long.handle.example",
            Sources = ["sample"],
            Schedule = new SearchSchedule(null, TimeSpan.FromMinutes(5)),
        };
        Assert.Null((await service.Get<SearchService>().AddAsync(draft, OperationContext.System(TimeProvider.System, "Test."), CancellationToken.None)).Refusal);
        await using var first = await SignInAsync("first-account");
        await first.Page.GotoAsync($"{service.Address}/searches/{draft.Name}");
        Assert.Contains("no watch of it is allowed", await first.Page.InnerTextAsync(".govuk-warning-text"), StringComparison.Ordinal);
        await AssertInOrderAsync(first);
        await first.Page.ClickAsync(".govuk-warning-text a");
        await first.Page.ClickAsync("text=Ask for a watch");
        await first.Page.SelectOptionAsync("#search", draft.Name);
        await first.Page.FillAsync("#necessity", "Needed.");
        await first.Page.ClickAsync("text=Ask for this watch");
        Assert.Contains("whole sentences", await first.Page.InnerTextAsync(".govuk-error-summary"), StringComparison.Ordinal);
        await AssertInOrderAsync(first);
        await first.Page.FillAsync("#necessity", "The refusals are told of on this account only, and words alone miss them.");
        await first.Page.FillAsync("#proportionality", "Only posts on requests are kept, for five days, and by few people.");
        await first.Page.ClickAsync("text=Ask for this watch");
        Assert.Equal(0, await first.Page.Locator("button:has-text('Allow')").CountAsync());
        await AssertInOrderAsync(first);

        await using var second = await SignInAsync("second-account");
        await second.Page.GotoAsync($"{service.Address}/watches");
        await second.Page.ClickAsync(".govuk-summary-card summary");
        await second.Page.FillAsync(".govuk-summary-card input[name=reason]", "It is in order.");
        await AssertInOrderAsync(second);
        await second.Page.ClickAsync("button:has-text('Allow')");
        Assert.Contains("28 days left", await second.Page.InnerTextAsync(".govuk-summary-card"), StringComparison.Ordinal);
        await AssertInOrderAsync(second);
        await first.Page.GotoAsync($"{service.Address}/searches/{draft.Name}");
        Assert.Contains("WATCH ALLOWED", (await first.Page.InnerTextAsync("#watch")).ToUpperInvariant(), StringComparison.Ordinal);
        await AssertInOrderAsync(first);
        Assert.Empty(first.Problems);
        Assert.Empty(second.Problems);
    }

    private async Task<WatchedPage> SignInAsync(string account)
    {
        var watched = await browser.NewPageAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 375, Height = 800 } });
        await watched.Page.GotoAsync(await service.SignInLinkAsync(account));
        await watched.Page.ClickAsync("main button");
        return watched;
    }

    private static async Task AssertInOrderAsync(WatchedPage watched)
    {
        var found = await watched.Page.RunAxe();
        Assert.True(found.Violations.Length == 0, string.Join("; ", found.Violations.Select(violation => $"{violation.Id}: {violation.Help}, at {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
        Assert.True(await watched.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{watched.Page.Url} scrolls sideways.");
    }
}
