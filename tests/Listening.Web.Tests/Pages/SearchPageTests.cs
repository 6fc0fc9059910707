using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

public class SearchPageTests
{
    [Fact]
    public async Task The_list_is_filtered_and_sorted_by_its_address_and_says_how_it_is_sorted()
    {
        await using var site = await SearchSite.StartAsync();
        var fees = await SearchSite.AddSearchAsync(site, "fees", "fee");
        var letters = await SearchSite.AddSearchAsync(site, "letters", "letter");
        await site.AddAsync(Count(fees, TriageCountKind.Arrived, 3), Count(fees, TriageCountKind.Noise, 1), Count(fees, TriageCountKind.NoAction, 3), Count(letters, TriageCountKind.Arrived, 1_200));
        await site.Get<SearchChanges>().PauseAsync("letters", new OperationContext("2", TestSite.Now, "Over."), CancellationToken.None);
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/searches?sort=found&direction=down");
        Assert.Equal(["letters", "fees"], Names(page));
        Assert.Equal("descending", page.QuerySelector("th[aria-sort]:nth-child(6)")!.GetAttribute("aria-sort"));
        Assert.Equal("none", page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        Assert.Equal("/searches?sort=found", page.QuerySelector("th:nth-child(6) a")!.GetAttribute("href"));
        Assert.Equal("fees Running Data protection fee village-square never 3 25% of 4 closed soon", page.Words("tbody tr:nth-child(2)"));
        Assert.Equal("Paused", page.Words("tbody tr:nth-child(1) .govuk-tag"));

        Assert.Equal(["letters"], Names(await visitor.OpenAsync("/searches?state=paused")));
        Assert.Equal(["fees", "letters"], Names(await visitor.OpenAsync("/searches?source=village-square&sort=nonsense")));
        Assert.Empty(Names(await visitor.OpenAsync("/searches?source=elsewhere")));
    }

    [Fact]
    public async Task A_new_search_is_previewed_with_where_its_posts_would_go_then_saved_with_its_reason()
    {
        await using var site = await SearchSite.StartAsync(SearchSite.Post("1", "how do I pay the data protection fee?"), SearchSite.Post("2", "letters"));
        await SearchSite.RunAsync(site, await SearchSite.AddSearchAsync(site, "everything", "fee OR letters"));
        using var visitor = await site.SignInAsync();

        var preview = await PressAsync(visitor, await visitor.OpenAsync("/searches/new"), "Check and preview", ("name", "fees"), ("query", "\"data protection fee\""));
        Assert.StartsWith("1 of the 2 posts held now.", preview.Words("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("Enquiries 1", preview.Words(".app-preview tbody tr"));
        Assert.Equal("data protection fee", preview.Words(".app-item mark"));
        Assert.Contains("Would go to Enquiries", preview.Words(".app-item__meta"), StringComparison.Ordinal);
        Assert.Equal("A post must have the words “data protection fee” side by side.", preview.Words("#query-state"));
        Assert.Single(await site.Get<SearchService>().ListAsync(CancellationToken.None));
        Assert.Equal(("7", "preview", "1 shown."), Assert.Single(await site.EntriesAsync(AuditEvents.ItemsViewed)) is var seen ? (seen.Actor, seen.Subject, seen.Reason) : default);

        var unexplained = await PressAsync(visitor, preview, "Save this search", ("query", "\"data protection fee\""));
        Assert.Equal("#reason", unexplained.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        using var saved = await SendAsync(visitor, unexplained, "Save this search", ("query", "\"data protection fee\""), ("reason", "Asked for by the fee team."));
        Assert.Equal("/searches/fees?done=search-added", saved.Headers.Location?.OriginalString);
        Assert.Equal("Asked for by the fee team.", (await site.EntriesAsync(AuditEvents.SearchAdded))[^1].Reason);
        Assert.Equal("\"data protection fee\"", (await visitor.OpenAsync("/searches/fees")).Words("dd.app-query"));
    }

    [Fact]
    public async Task What_was_closed_as_noise_becomes_a_rule_after_a_look_at_what_is_lost()
    {
        await using var site = await SearchSite.StartAsync(SearchSite.Post("1", "the data protection fee"), SearchSite.Post("2", "a fee for kettle descaling"));
        await SearchSite.RunAsync(site, await SearchSite.AddSearchAsync(site, "fees", "fee OR charge"));
        using var visitor = await site.SignInAsync();

        var form = await visitor.OpenAsync("/searches/fees/edit?not=Kettle%20descaling!");
        Assert.Equal("(fee OR charge) -\"Kettle descaling\"", form.QuerySelector("textarea")!.TextContent);
        Assert.Equal("Posts with these words were closed as noise.", form.QuerySelector("#reason")!.GetAttribute("value"));

        var query = form.QuerySelector("textarea")!.TextContent;
        var preview = await PressAsync(visitor, form, "Check and preview", ("query", query));
        Assert.StartsWith("1 of the 2 posts held now. Beside the version in force: 0 more, 1 fewer.", preview.Words("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("a fee for kettle descaling", preview.Words(".app-preview"), StringComparison.Ordinal);

        using var saved = await SendAsync(visitor, preview, "Save this search", ("query", query));
        Assert.Equal("/searches/fees?done=search-saved", saved.Headers.Location?.OriginalString);
        var page = await visitor.OpenAsync("/searches/fees");
        Assert.Equal(["2", "1"], page.QuerySelectorAll("table:last-of-type tbody th").Select(cell => cell.TextContent));
        Assert.Equal(["you", "a colleague"], page.QuerySelectorAll("td[data-label=Who]").Select(cell => cell.TextContent));

        using var late = await SendAsync(visitor, preview, "Save this search", ("query", "fee"));
        Assert.Contains("Somebody else has changed the search fees meanwhile.", (await Visitor.ReadAsync(late)).Words(".govuk-error-summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sources_are_asked_without_anything_being_stored()
    {
        await using var site = await SearchSite.StartAsync(SearchSite.Post("1", "the fee"), SearchSite.Post("2", "a pear"));
        await SearchSite.AddSearchAsync(site, "fees", "fee");
        using var visitor = await site.SignInAsync();

        var preview = await PressAsync(visitor, await visitor.OpenAsync("/searches/fees/edit"), "Check and preview", ("query", "fee"));
        var asked = await PressAsync(visitor, preview, "Ask the sources too", ("query", "fee"));

        Assert.Contains("2 posts read, 1 would be found.", asked.Words(".app-preview"), StringComparison.Ordinal);
        Assert.Equal("the fee", asked.Words(".app-item__text"));
        Assert.Equal("1 shown.", Assert.Single(await site.EntriesAsync(AuditEvents.ItemsViewed)).Reason);
        Assert.StartsWith("0 of the 0 posts held", (await PressAsync(visitor, asked, "Check and preview again", ("query", "fee"))).Words("[role=status]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query", "(fee", "query", "The query cannot be understood. Column 5:")]
    [InlineData("name", "Fees", "name", "The name has to be")]
    [InlineData("name", "new", "name", "The name new is taken")]
    [InlineData("every", "often", "every", "Enter the minutes")]
    [InlineData("purpose", "", "purpose", "Choose what")]
    [InlineData("kind", "9", "kind", "Choose where")]
    [InlineData("kind", "Account", "target", "Searches of an account or a list need a target")]
    [InlineData("target", "someone.example", "target", "Searches of an account or a list need a target")]
    public async Task A_form_that_cannot_be_a_search_is_refused_at_its_field(string field, string value, string at, string expected)
    {
        await using var site = await SearchSite.StartAsync();
        using var visitor = await site.SignInAsync();
        (string, string)[] good = [("name", "fees"), ("query", "fee"), ("every", "5"), ("purpose", "fee"), ("sources", SearchSite.Source)];

        var page = await PressAsync(visitor, await visitor.OpenAsync("/searches/new"), "Check and preview", [.. good, (field, value)]);

        Assert.Equal("#" + at, page.QuerySelector(".govuk-error-summary a")?.GetAttribute("href"));
        Assert.StartsWith(expected, page.Words(".govuk-error-summary li"), StringComparison.Ordinal);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        if (field == "query") Assert.Single(page.QuerySelectorAll("#query-state mark"));
    }

    [Fact]
    public async Task A_search_is_paused_with_a_reason_goes_on_and_is_run()
    {
        await using var site = await SearchSite.StartAsync();
        await SearchSite.AddSearchAsync(site, "fees", "fee");
        using var visitor = await site.SignInAsync();

        var refused = await PressAsync(visitor, await visitor.OpenAsync("/searches/fees"), "Pause", ("ask", "pause"));
        Assert.Equal("#reason", refused.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        using var run = await visitor.PressAsync(refused, "Run now", ("ask", "run"));
        Assert.Equal("/searches/fees?done=search-run", run.Headers.Location?.OriginalString);
        using var paused = await visitor.PressAsync(refused, "Pause", ("ask", "pause"), ("reason", "Far too much noise."));
        Assert.Equal("/searches/fees?done=search-pause", paused.Headers.Location?.OriginalString);

        var page = await visitor.OpenAsync("/searches/fees");
        Assert.Equal("fees Paused", page.Words("h1"));
        Assert.DoesNotContain(page.QuerySelectorAll("main button"), button => button.TextContent == "Run now");
        using var resumed = await visitor.PressAsync(page, "Go on", ("ask", "resume"), ("reason", "It is quieter now."));
        Assert.Equal("/searches/fees?done=search-resume", resumed.Headers.Location?.OriginalString);
        Assert.Equal("Far too much noise.", Assert.Single(await site.EntriesAsync(AuditEvents.SearchPaused)).Reason);
        Assert.Equal("It is quieter now.", Assert.Single(await site.EntriesAsync(AuditEvents.SearchResumed)).Reason);
        Assert.Equal("7", Assert.Single(await site.EntriesAsync(AuditEvents.SearchRunAsked)).Actor);
        await visitor.OpenAsync("/searches/unheard-of", HttpStatusCode.NotFound);
        await visitor.OpenAsync("/searches/unheard-of/edit", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_query_is_checked_while_it_is_typed_by_those_who_are_signed_in()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();
        using var stranger = site.Visit();

        var good = await CheckAsync(visitor, "fee -kettle");
        var wrong = await CheckAsync(visitor, "fee OR");

        Assert.Equal("the word “fee” and not the word “kettle”", good.GetProperty("requires").GetString());
        Assert.Equal((7, "the end of the query"), (wrong.GetProperty("column").GetInt32(), wrong.GetProperty("found").GetString()));
        using var refused = await stranger.SendAsync(Ask("fee"));
        Assert.Equal("/sign-in", refused.Headers.Location?.OriginalString);
    }

    private static HttpRequestMessage Ask(string query) =>
        new(HttpMethod.Post, new Uri("/searches/check", UriKind.Relative)) { Content = JsonContent.Create(new { query }) };

    private static async Task<JsonElement> CheckAsync(Visitor visitor, string query)
    {
        using var response = await visitor.SendAsync(Ask(query));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<IHtmlDocument> PressAsync(Visitor visitor, IHtmlDocument page, string button, params (string Name, string Value)[] typed)
    {
        using var response = await SendAsync(visitor, page, button, typed);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Visitor.ReadAsync(response);
    }

    // The visitor sends a select's value and a button's only when they are typed; a browser sends what is chosen and pressed.
    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, IHtmlDocument page, string button, params (string Name, string Value)[] typed)
    {
        var chosen = page.QuerySelectorAll("main select option[selected]").Select(option => (option.Closest("select")!.GetAttribute("name")!, option.GetAttribute("value")!));
        var step = page.QuerySelectorAll("main button").Single(found => found.TextContent.Trim() == button).GetAttribute("value")!;
        return visitor.PressAsync(page, button, [.. chosen, ("step", step), .. typed]);
    }

    private static TriageCountRow Count(int search, TriageCountKind kind, int count) =>
        new() { Day = DateOnly.FromDateTime(TestSite.Now), Queue = TriageQueue.Enquiry, SearchId = search, Kind = kind, Count = count };

    private static List<string> Names(IDocument page) => [.. page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent)];
}
