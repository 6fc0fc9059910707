using System.Globalization;
using Deque.AxeCore.Playwright;
using Listening.Application.Incidents;
using Listening.Application.Storage;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.EndToEnd.Tests.Browser;
using Listening.TestSupport.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>Holds, rules and the log in a real browser: two people, rules that wait, five weeks of deletions.</summary>
[Needs(Peer.Chromium)]
public sealed class RetentionJourneyTests(RunningService service, BrowserFixture browser) : IClassFixture<RunningService>, IClassFixture<BrowserFixture>
{
    private static readonly ViewportSize Wide = new() { Width = 1280, Height = 900 };
    private static readonly ViewportSize Narrow = new() { Width = 375, Height = 800 };

    [AvailableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hold_is_asked_for_by_one_and_approved_by_another_and_the_item_says_so(bool scripts)
    {
        var reference = scripts ? "IC-204417" : "IC-204418";
        await using var first = await SignInAsync("first-account", Wide, scripts);
        await first.Page.GotoAsync($"{service.Address}/queues/complaint");
        await first.Page.ClickAsync(".app-item h2 a >> nth=0");
        await first.Page.WaitForSelectorAsync("[data-open-item]");
        var item = first.Page.Url;

        await first.Page.ClickAsync("text=Holds");
        await first.Page.ClickAsync("text=Ask for a hold");
        await first.Page.CheckAsync("text=FOI request");
        await first.Page.FillAsync("#reference", reference);
        await first.Page.FillAsync("#items", item);
        await first.Page.FillAsync("#ends", "soon");
        await first.Page.FillAsync("#reason", "The request asks for this post.");
        await first.Page.ClickAsync("text=See what it would keep");
        Assert.Contains("This is not a date", await first.Page.InnerTextAsync(".govuk-error-summary"), StringComparison.Ordinal);
        await AssertInOrderAsync(first, "hold-ask-error");
        await first.Page.FillAsync("#ends", DateTimeOffset.FromUnixTimeMilliseconds(await first.Page.EvaluateAsync<long>("Date.now()")).AddDays(30).ToString("d/M/yyyy", CultureInfo.InvariantCulture));
        await first.Page.ClickAsync("text=See what it would keep");
        Assert.StartsWith("1 post is in its scope now; without it the first is deleted on", await first.Page.InnerTextAsync(".govuk-inset-text"), StringComparison.Ordinal);
        await AssertInOrderAsync(first, "hold-preview");
        await first.Page.ClickAsync("text=Ask for this hold");

        var card = $".govuk-summary-card:has-text('{reference}')";
        await first.Page.ClickAsync($"{card} summary");
        await first.Page.FillAsync($"{card} input[name=reason]", "I approve my own.");
        await first.Page.ClickAsync($"{card} button:has-text('Approve')");
        Assert.Contains("Somebody else than who asked", await first.Page.InnerTextAsync(".govuk-error-summary"), StringComparison.Ordinal);
        await first.Page.GotoAsync($"{service.Address}/holds");
        await AssertInOrderAsync(first, "holds-waiting");

        await using var second = await SignInAsync("second-account", Narrow, scripts);
        await second.Page.GotoAsync($"{service.Address}/holds");
        await second.Page.ClickAsync($"{card} summary");
        await second.Page.FillAsync($"{card} input[name=reason]", "The request is valid.");
        await second.Page.ClickAsync($"{card} button:has-text('Approve')");
        Assert.Contains("In force", await second.Page.InnerTextAsync(card), StringComparison.Ordinal);
        await AssertInOrderAsync(second, "holds-done-narrow");
        await second.Page.GotoAsync(item);
        Assert.Contains($"Not deleted, because of hold", await second.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains(reference, await second.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await AssertInOrderAsync(second, "item-held-narrow");
        Assert.Empty(first.Problems);
        Assert.Empty(second.Problems);
    }

    [AvailableFact]
    public async Task The_chart_has_its_table_and_a_failure_stands_on_every_page()
    {
        await FillLogAsync();
        await using (var quiet = await SignInAsync("first-account", Wide))
        {
            await quiet.Page.GotoAsync($"{service.Address}/audit");
            await AssertInOrderAsync(quiet, "audit-quiet");
            await quiet.Page.GotoAsync($"{service.Address}/retention");
            Assert.Contains("Other rules wait for a second person", await quiet.Page.InnerTextAsync("main"), StringComparison.Ordinal);
            await AssertInOrderAsync(quiet, "retention-waiting");
        }

        await service.Get<IncidentBook>().OpenAsync(
            IncidentKind.KeyNotDestroyed, "key:test", "Key 2026-03-10.standard.120h is over but could not be destroyed. See that the service may write in the key folder.", CancellationToken.None);
        foreach (var size in new[] { Wide, Narrow })
        {
            var ending = size == Wide ? "" : "-narrow";
            await using var page = await SignInAsync("first-account", size);
            await page.Page.GotoAsync($"{service.Address}/audit");
            Assert.Equal(1, await page.Page.GetByRole(AriaRole.Img, new() { Name = "Posts by the day on which they were due for deletion" }).CountAsync());
            Assert.Contains("due", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.Page.ClickAsync("text=The same as a table, with delays");
            Assert.Equal(35, await page.Page.Locator("#due-table tbody tr").CountAsync());
            Assert.True(await page.Page.Locator("#due-table tbody tr").First.IsVisibleAsync());
            await AssertInOrderAsync(page, "audit-filled" + ending);
            foreach (var path in new[] { "/", "/audit/deletions", "/audit/entries", "/audit/views", "/retention" })
            {
                await page.Page.GotoAsync(service.Address + path);
                Assert.True(await page.Page.Locator(".moj-alert--error").IsVisibleAsync());
                await AssertInOrderAsync(page, "failure" + path.Replace('/', '-') + ending);
            }

            await page.Page.ClickAsync("text=See what happened and what to do");
            Assert.Contains("could not be destroyed", await page.Page.InnerTextAsync(".app-failure"), StringComparison.Ordinal);
            Assert.Empty(page.Problems);
        }

        await service.Get<IncidentBook>().CloseAsync(IncidentKind.KeyNotDestroyed, "key:test", CancellationToken.None);
    }

    [AvailableFact]
    public async Task A_list_is_downloaded_as_a_file()
    {
        await using var page = await SignInAsync("first-account", Wide);
        await page.Page.GotoAsync($"{service.Address}/audit/entries?event=signed-in");

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("text=Download all of these as CSV"));

        Assert.StartsWith("audit-entries-", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.StartsWith("\"Number\",", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }

    private static async Task AssertInOrderAsync(WatchedPage page, string picture)
    {
        await page.ScreenshotAsync(picture);
        var scripts = await page.Page.EvaluateAsync<bool>("document.body.classList.contains('js-enabled')");
        if (scripts)
        {
            var found = await page.Page.RunAxe();
            Assert.True(found.Violations.Length == 0, picture + ": " + string.Join("; ", found.Violations.Select(violation => $"{violation.Id}: {violation.Help}")));
        }

        Assert.False(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{picture} scrolls sideways");
    }

    private async Task<WatchedPage> SignInAsync(string account, ViewportSize size, bool scripts = true)
    {
        var page = await browser.NewPageAsync(new BrowserNewContextOptions { ViewportSize = size, JavaScriptEnabled = scripts });
        await page.Page.GotoAsync(await service.SignInLinkAsync(account));
        await page.Page.ClickAsync("main button");
        return page;
    }

    // Five weeks: weekdays with more, a standstill of a day, and noise that goes after a day.
    private async Task FillLogAsync()
    {
        await using var db = await service.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        for (var day = 1; day < 35; day++)
        {
            var at = today.AddDays(-day).AddHours(10);
            var weekend = at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            var late = day == 12 ? TimeSpan.FromHours(26) : TimeSpan.FromMinutes(3 + day % 11);
            db.DeletionLog.AddRange(
                Deletion(at + late, late, (weekend ? 90 : 340) + day * 17 % 120, RetentionRule.Standard, TriageQueue.Enquiry),
                Deletion(at + late, late, (weekend ? 40 : 110) + day * 29 % 60, RetentionRule.Noise, TriageQueue.Noise),
                Deletion(at + late, late, 20 + day * 13 % 25, RetentionRule.Platform, TriageQueue.FoiIntelligence));
        }

        db.RetentionRuleSets.Add(new RetentionRuleSetRow
        {
            Version = 2,
            StandardHours = 96,
            NoiseHours = 24,
            PlatformHours = """{"sample":48}""",
            ProposedBy = "console",
            ProposedAt = today,
            State = RuleSetState.Proposed,
            Sooner = 212,
        });
        await db.SaveChangesAsync();
    }

    private static DeletionLogRow Deletion(DateTime at, TimeSpan late, int posts, RetentionRule rule, TriageQueue queue) => new()
    {
        At = at,
        Reason = DeletionReason.LimitPassed,
        SourceId = 1,
        Queue = queue,
        Rule = rule,
        RuleHours = 120,
        Posts = posts,
        OldestDueAt = at - late,
        NewestDueAt = at - late,
    };
}
