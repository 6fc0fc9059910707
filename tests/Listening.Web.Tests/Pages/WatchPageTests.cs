using System.Net;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Application.Triage;
using Listening.Application.Watches;
using Listening.Core.Sources;
using Listening.TestSupport.Pipeline;
using Listening.Web.Tests.Site;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Pages;

public class WatchPageTests
{
    private const string Necessity = "The borough's refusals are only told of on this account, and a search for words misses most.";
    private const string Proportionality = "Only posts on requests are kept, for five days, and nobody else is looked at.";

    private static readonly (string Name, string Value)[] Good = [("search", "pim"), ("necessity", Necessity), ("proportionality", Proportionality)];

    [Fact]
    public async Task A_watch_is_asked_for_and_allowed_by_somebody_else_and_its_search_says_so_before_and_after()
    {
        await using var site = await SearchSite.StartAsync();
        await AddAccountSearchAsync(site);
        using var asker = await site.SignInAsync(1);
        using var decider = await site.SignInAsync(2);

        var before = await asker.OpenAsync("/searches/pim");
        Assert.Equal("Not allowed", before.Words("h1 .govuk-tag"));
        Assert.Contains("no watch of it is allowed, so it does not run. Ask for one on the page Watches", before.Words(".govuk-warning-text"), StringComparison.Ordinal);
        Assert.Equal("/watches", before.QuerySelector(".govuk-warning-text a")?.GetAttribute("href"));
        var ran = await Visitor.ReadAsync(await asker.FillAsync(before, "/searches/pim", "main form", ("ask", "run")));
        Assert.Contains("no watch of it is allowed", ran.Words(".govuk-error-summary li"), StringComparison.Ordinal);

        using var asked = await asker.FillAsync("/watches/ask", "main form", Good);
        Assert.Equal("/watches?done=watch-asked", asked.Headers.Location?.OriginalString);
        var own = await asker.OpenAsync("/watches");
        Assert.Null(own.QuerySelector("[name=decision][value=allow]"));
        using var forced = await asker.FillAsync(own, "/watches", "main form", ("decision", "end"), ("reason", "no"));
        Assert.Contains("Say why in 5 to 300 characters", (await Visitor.ReadAsync(forced)).Words(".govuk-error-summary li"), StringComparison.Ordinal);

        using var allowed = await decider.FillAsync("/watches", "main form", ("decision", "allow"), ("reason", "It is in order."));
        Assert.Equal("/watches?done=watch-allow", allowed.Headers.Location?.OriginalString);
        var list = await decider.OpenAsync("/watches");
        Assert.Equal("Watch 1: pim", list.Words(".govuk-summary-card h2"));
        Assert.Equal("Allowed", list.Words(".govuk-summary-card .govuk-tag"));
        var rows = string.Join('|', list.QuerySelectorAll(".govuk-summary-list__row").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains("Account pim.example|Necessity " + Necessity + "|Proportionality " + Proportionality + "|Asked for 4 March 2026, 9:30am by account 1|Allowed 4 March 2026, 9:30am by account 2", rows, StringComparison.Ordinal);
        Assert.Contains("1 April 2026", rows, StringComparison.Ordinal);
        Assert.Contains("28 days left.", rows, StringComparison.Ordinal);
        Assert.Contains("0 posts of the account stored, 0 times opened.", rows, StringComparison.Ordinal);
        Assert.Null(list.QuerySelector("a[href^='/watches/ask?']"));

        var after = await asker.OpenAsync("/searches/pim");
        Assert.Equal("Running", after.Words("h1 .govuk-tag"));
        Assert.Null(after.QuerySelector(".govuk-warning-text"));
        Assert.StartsWith("Watch allowed", after.Words("#watch"), StringComparison.Ordinal);
        Assert.Equal("Asked for on the page.", Assert.Single(await site.EntriesAsync(AuditEvents.WatchAsked)).Reason);
        Assert.Equal("2", Assert.Single(await site.EntriesAsync(AuditEvents.WatchAllowed)).Actor);
    }

    [Theory]
    [InlineData("search", "", "search", "Choose the search that is to watch.")]
    [InlineData("search", "unheard-of", "search", "There is no search named unheard-of.")]
    [InlineData("necessity", "Needed.", "necessity", "Say why nothing less would do in whole sentences")]
    [InlineData("proportionality", "", "proportionality", "Say why it is not more than the purpose needs")]
    [InlineData("proportionality", Necessity, "proportionality", "Proportionality is another question")]
    public async Task What_cannot_be_asked_is_refused_at_its_field(string field, string value, string at, string expected)
    {
        await using var site = await SearchSite.StartAsync();
        await AddAccountSearchAsync(site);
        using var visitor = await site.SignInAsync();

        var page = await Visitor.ReadAsync(await visitor.FillAsync("/watches/ask?search=pim", "main form", [.. Good.Where(each => each.Name != field), (field, value)]));

        Assert.Equal("#" + at, page.QuerySelector(".govuk-error-summary a")?.GetAttribute("href"));
        Assert.StartsWith("Error: " + expected, page.Words($"#{at}-error"), StringComparison.Ordinal);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Empty(await site.Get<WatchReader>().ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Only_an_authoriser_decides_and_never_about_their_own()
    {
        await using var site = await SearchSite.StartAsync();
        await AddAccountSearchAsync(site);
        using var foi = await site.SignInAsync(3, StaffRole.Foi);
        using var asked = await foi.FillAsync("/watches/ask?search=pim", "main form", Good);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var page = await foi.OpenAsync("/watches");
        var token = page.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var refused = await foi.PostAsync("/watches", [("__RequestVerificationToken", token), ("watch", "1"), ("decision", "allow"), ("reason", "It is in order.")]);

        Assert.NotEqual("/watches?done=watch-allow", refused.Headers.Location?.OriginalString);
        Assert.Equal(WatchStanding.Asked, Assert.Single(await site.Get<WatchReader>().ListAsync(CancellationToken.None)).Standing);
    }

    [Fact]
    public async Task An_item_warns_then_shows_no_text_but_what_to_do_and_opens_with_a_watch()
    {
        await using var site = await StartWholeAsync();
        await AddAccountSearchAsync(site);
        using var visitor = await site.SignInAsync(1);
        using var decider = await site.SignInAsync(2);

        Assert.Null((await visitor.OpenAsync("/items/1")).QuerySelector(".app-attention"));
        var warned = await visitor.OpenAsync("/items/2");
        Assert.Null(warned.QuerySelector(".app-attention"));
        warned = await visitor.OpenAsync("/items/1");
        Assert.Equal("Posts of this author were opened 2 times by staff in 28 days; 2 were stored. At 3 they are closed until a watch is allowed.", warned.Words(".app-attention"));
        Assert.Contains("apples of the ICO", warned.Words("main"), StringComparison.Ordinal);

        var closed = await visitor.OpenAsync("/items/1");
        var words = closed.Words("main");
        Assert.Contains("opened 3 times by staff in 28 days", words, StringComparison.Ordinal);
        Assert.Contains("ask for its watch on the page Watches", words, StringComparison.Ordinal);
        Assert.DoesNotContain("apples of the ICO", closed.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Featherstonehaugh", closed.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Null(closed.QuerySelector("a[href='/items/1/reply']"));
        await visitor.OpenAsync("/items/1/reply", HttpStatusCode.NotFound);
        Assert.Equal(3, (await site.EntriesAsync(AuditEvents.ItemViewed)).Count);

        using var asked = await visitor.FillAsync("/watches/ask", "main form", Good);
        using var allowed = await decider.FillAsync("/watches", "main form", ("decision", "allow"), ("reason", "It is in order."));
        Assert.Contains("apples of the ICO", (await visitor.OpenAsync("/items/1")).Words("main"), StringComparison.Ordinal);
    }

    private static async Task<TestSite> StartWholeAsync()
    {
        var source = new ListSource(SearchSite.Source, new FixedTime(TestSite.Now));
        source.Add(SearchSite.Post("1", "What apples of the ICO cost"), SearchSite.Post("2", "More pears of the ICO"));
        var site = await TestSite.StartAsync(services => services
            .AddSingleton(new SourceDefinition(SearchSite.Source, source)).AddSingleton<ITriageReader, TriageReader>()
            .AddSingleton(new AttentionSettings(WarnCaptures: 50, BlockCaptures: 200, WarnViews: 2, BlockViews: 3)));
        await SearchSite.RunAsync(site, await SearchSite.AddSearchAsync(site, "ico", "ICO"));
        return site;
    }

    private static async Task AddAccountSearchAsync(TestSite site)
    {
        var draft = new SearchDraft
        {
            Name = "pim",
            Query = "FOI",
            Kind = SearchKind.Account,
            Target = "pim.example",
            Sources = [SearchSite.Source],
            Schedule = new SearchSchedule(null, TimeSpan.FromMinutes(5)),
        };
        Assert.Null((await site.Get<SearchService>().AddAsync(draft, new OperationContext("2", TestSite.Now, "For the group."), CancellationToken.None)).Refusal);
    }
}
