using System.Net;
using Listening.Application.Access;
using Listening.Application.Triage;
using Listening.Core.Posts;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;
using Microsoft.AspNetCore.Builder;

namespace Listening.Web.Tests.Pages;

public class OtherPageTests
{
    [Fact]
    public async Task The_overview_shows_what_waits_and_what_ran()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(1));
        site.Triage.Items.Add(Samples.Item(2) with { CollectedAt = TestSite.Now.AddDays(-4.8), DueAt = TestSite.Now.AddHours(4) });
        site.Sources.Sources.Add(Samples.Source(searches: [Samples.Search(), Samples.Search("never-ran") with { LastRunAt = null }]));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/");

        var rows = page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr");
        Assert.Equal(TriageQueues.All.Select(queue => $"/queues/{queue.Name()}"), rows.Select(row => row.QuerySelector("a")?.GetAttribute("href")));
        Assert.Equal(["2", "2", "4 days", "1", "0"], rows[0].QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["0", "0", "nothing waits", "0", "0"], rows[1].QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
        var run = Assert.Single(page.QuerySelectorAll("table")[^1].QuerySelectorAll("tbody tr"));
        Assert.Equal(["village-square", "4 minutes ago", "12", "9", "OK"], run.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task An_item_shows_its_whole_text_every_reason_and_every_search()
    {
        await using var site = await TestSite.StartAsync();
        var text = string.Concat(Enumerable.Repeat("The council never answered my request. ", 50)) + "The end.";
        var item = Samples.Item(8, text, TriageQueue.FoiIntelligence, "never answered");
        site.Triage.Items.Add(item with
        {
            Reasons = ["First reason.", "Second reason."],
            FoundBy = [new FoundBy("foi-watch", 3), new FoundBy("mentions-ico", 1)],
            Post = item.Post! with { ReplyTo = "https://social.example/posts/6", Links = ["https://evil.example/track"], Lang = "cy" },
        });
        using var visitor = await site.SignInAsync();

        var list = await visitor.OpenAsync("/queues/foi-intelligence");
        var page = await visitor.OpenAsync("/items/8");

        Assert.True(list.Words(".app-item__text").Length < 450);
        Assert.EndsWith("The end.", page.Words(".app-item__text"), StringComparison.Ordinal);
        Assert.Equal("cy", page.QuerySelector(".app-item__text")?.GetAttribute("lang"));
        var body = page.Words("main");
        foreach (var expected in new[] { "First reason.", "Second reason.", "foi-watch, version 3", "mentions-ico, version 1", "Rule foi-delay, confidence 80%, rule set 2026-03", "This post answers another. Open on social.example", "https://evil.example/track" })
            Assert.Contains(expected, body, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Links, link => link.GetAttribute("href")!.Contains("evil.example", StringComparison.Ordinal));
        Assert.Equal("/queues/foi-intelligence", page.QuerySelector(".govuk-back-link")?.GetAttribute("href"));
    }

    [Fact]
    public async Task Sources_show_what_fails_and_why()
    {
        await using var site = await TestSite.StartAsync();
        site.Sources.Sources.Add(Samples.Source("village-square", null, Samples.Search()));
        site.Sources.Sources.Add(Samples.Source("town-crier", "The server answers with status 503.",
            Samples.Search("broken") with { Problem = "No answer." }, Samples.Search("gap") with { PossibleGap = true, NextDueAt = null },
            Samples.Search("malformed") with { Errors = 3 }, Samples.Search("new") with { LastRunAt = null }));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/sources");

        Assert.Equal(["Healthy", "Failing"], page.QuerySelectorAll("h2 .govuk-tag").Select(tag => tag.TextContent.Trim()));
        Assert.Equal("! Warning The server answers with status 503.", page.Words(".govuk-warning-text"));
        var outcomes = page.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td")[^1].TextContent.Trim());
        Assert.Equal(["OK", "Failed", "Possible gap", "3 unreadable", "Not run yet"], outcomes);
        Assert.Equal(["4 minutes ago", "120", "12", "9", "0", "in 6 minutes", "OK"], page.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("foi (late OR ignored)", page.Words("tbody th"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/queues/nonsense", HttpStatusCode.NotFound, "Page not found")]
    [InlineData("/queues/Enquiry", HttpStatusCode.NotFound, "Page not found")]
    [InlineData("/items/404", HttpStatusCode.NotFound, "Page not found")]
    [InlineData("/items/99999999999999999999", HttpStatusCode.NotFound, "Page not found")]
    [InlineData("/items/x", HttpStatusCode.NotFound, "Page not found")]
    [InlineData("/no/such/page", HttpStatusCode.NotFound, "Page not found")]
    [InlineData("/error", HttpStatusCode.NotFound, "Page not found")]
    [InlineData("/queues/enquiry?after=x", HttpStatusCode.BadRequest, "This request was not understood")]
    [InlineData("/queues/enquiry?hours=-1", HttpStatusCode.BadRequest, "This request was not understood")]
    public async Task What_is_not_there_is_said_in_plain_words(string path, HttpStatusCode status, string heading)
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(1));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync(path, status);

        Assert.Equal(heading, page.Words("h1"));
        Assert.Matches("^([0-9a-f]{32}|[0-9A-V]{13}:[0-9A-F]{8})$", page.Words("main code"));
    }

    [Fact]
    public async Task Somebody_signed_in_without_the_role_is_told_which_one_it_needs_and_stays_signed_in()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync(8, StaffRole.Triage);

        var one = await visitor.OpenAsync("/people", HttpStatusCode.Forbidden);
        var several = await visitor.OpenAsync("/retention", HttpStatusCode.Forbidden);

        Assert.Equal("You do not have access to this", one.Words("h1"));
        Assert.Equal("It needs the role Authoriser.", one.Words("main p"));
        Assert.Equal("It needs one of the roles Auditor, Authoriser and Administrator.", several.Words("main p"));
        await visitor.OpenAsync("/");
    }

    [Fact]
    public async Task What_the_access_table_does_not_know_is_closed_to_everybody_whatever_it_says_itself()
    {
        await using var site = await TestSite.StartAsync(map: app =>
        {
            app.MapGet("/closed", () => "secret");
            app.MapGet("/open", () => "secret").AllowAnonymous();
        });
        using var stranger = site.Visit();
        using var visitor = await site.SignInAsync();

        foreach (var path in new[] { "/closed", "/open" })
        {
            using var sent = await stranger.GetAsync(path);
            var refused = await visitor.OpenAsync(path, HttpStatusCode.Forbidden);

            Assert.Equal("/sign-in", sent.Headers.Location?.OriginalString);
            Assert.DoesNotContain("secret", refused.DocumentElement.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Half_characters_and_null_in_a_post_break_no_page()
    {
        await using var site = await TestSite.StartAsync();
        var item = Samples.Item(1, "null\0half\uD83D turned\u202E end\uDE00");
        site.Triage.Items.Add(item with
        {
            Post = item.Post! with { Author = new Author("\uD83D", "\0", "\u202E\uDE00"), Url = "https://social.example/\uD83D", Lang = "\0", ReplyTo = "at://\uD83D/app.bsky.feed.post/\uDE00" },
            SourceName = "\uDE00",
            Reasons = ["\uD83D"],
        });
        using var visitor = await site.SignInAsync();

        foreach (var path in new[] { "/queues/enquiry", "/items/1" })
            Assert.Equal("null[U+0000]half[U+D83D] turned[U+202E] end[U+DE00]", (await visitor.OpenAsync(path)).Words(".app-item__text"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/queues/enquiry")]
    [InlineData("/items/1")]
    public async Task A_fault_inside_shows_nothing_of_itself(string path)
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Broken = new InvalidOperationException("secret detail of the fault");
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync(path, HttpStatusCode.InternalServerError);

        Assert.Equal("Something went wrong", page.Words("h1"));
        Assert.DoesNotContain("secret", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }
}
