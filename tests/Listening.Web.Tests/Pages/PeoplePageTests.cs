using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Listening.Application.People;
using Listening.Core.Posts;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

public sealed class PeoplePageTests : IAsyncLifetime
{
    private TestSite _site = null!;
    private Visitor _visitor = null!;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _site.People.Posts.Add(FakePeople.Post(11));
        _site.People.Posts.Add(FakePeople.Post(10) with { HeldBack = true, HeldBy = ["IC-hold-9"], Queue = null });
        _visitor = await _site.SignInAsync();
    }

    [Fact]
    public async Task Shows_what_is_held_with_who_asked_recorded_by_number_and_the_handle_in_no_address()
    {
        using var response = await AskAsync();
        var page = await Visitor.ReadAsync(response);

        Assert.Equal("/people", response.RequestMessage!.RequestUri!.PathAndQuery);
        var (_, question, operation) = Assert.Single(_site.People.Asked);
        Assert.Equal(("IC-17", "@Pim.example", null, "village-square"), (question.Reference, question.Handle, question.Link, question.Source));
        Assert.Equal(("7", TestSite.Now, "Asked for on the page Requests from people."), (operation.Actor, operation.At, operation.Reason));
        Assert.Equal("What is held", page.Words("h1"));
        Assert.Contains("2, of which 1 kept by a hold", page.Words("dl"), StringComparison.Ordinal);
        Assert.Equal(["Post 11", "Post 10"], page.QuerySelectorAll(".app-items h3").Select(heading => heading.TextContent.Trim()));
        Assert.Equal(["/items/11"], page.QuerySelectorAll(".app-items a").Select(link => link.GetAttribute("href")));
        Assert.Contains("Kept by a hold: IC-hold-9", page.Words(".app-items li:nth-child(2) .app-item__meta"), StringComparison.Ordinal);
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name is "href" or "action" or "formaction" && attribute.Value.Contains("pim", StringComparison.OrdinalIgnoreCase)));
        AssertReadable(page);
    }

    [Fact]
    public async Task A_link_finds_one_post_and_says_how_many_others_there_are()
    {
        var form = await _visitor.OpenAsync("/people");
        using var response = await _visitor.PressAsync(form, "Find", ("reference", " IC-17 "), ("link", "https://social.example/posts/11"));

        Assert.Equal(("IC-17", null, "https://social.example/posts/11", null), Parts(_site.People.Asked[0].Question));
        Assert.Contains("2 other posts held", (await Visitor.ReadAsync(response)).Words("dl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QuestionPart.Reference, "reference")]
    [InlineData(QuestionPart.Person, "handle")]
    [InlineData(QuestionPart.Source, "source")]
    public async Task What_is_refused_stands_beside_its_field_and_keeps_what_was_typed(QuestionPart part, string field)
    {
        _site.People.Refusal = ("Not like this.", part);

        using var response = await AskAsync();
        var page = await Visitor.ReadAsync(response);

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal($"#{field}", page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        Assert.Equal("Error: Not like this.", page.Words($"#{field}-error"));
        Assert.Contains($"{field}-error", page.GetElementById(field)!.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Equal("@Pim.example", page.GetElementById("handle")!.GetAttribute("value"));
        Assert.Equal("village-square", page.QuerySelector("option[selected]")!.GetAttribute("value"));
        AssertReadable(page);
    }

    [Fact]
    public async Task Nothing_is_deleted_without_a_reason_and_a_confirmation()
    {
        var confirm = await PressAsync("Delete these posts");
        Assert.Contains("1 post by @Pim.example will be deleted at once", confirm.Words("main"), StringComparison.Ordinal);
        Assert.Contains("1 post stay", confirm.Words("main"), StringComparison.Ordinal);
        AssertReadable(confirm);

        using var nothing = await _visitor.PressAsync(confirm, "Delete");
        var both = await Visitor.ReadAsync(nothing);
        Assert.Equal(["#reason-asked", "#sure"], both.QuerySelectorAll(".govuk-error-summary a").Select(link => link.GetAttribute("href")));
        Assert.All(both.QuerySelectorAll(".govuk-error-summary a"), link => Assert.NotNull(both.QuerySelector(link.GetAttribute("href")!)));
        AssertReadable(both);
        using var unsure = await _visitor.PressAsync(confirm, "Delete", ("reason", "Objection"));
        using var invented = await _visitor.PressAsync(confirm, "Delete", ("reason", "Boredom"), ("sure", "true"));

        Assert.DoesNotContain(_site.People.Asked, asked => asked.Done == "erase");
    }

    [Fact]
    public async Task Deletes_with_reason_and_objection_and_says_what_a_hold_keeps()
    {
        var confirm = await PressAsync("Delete these posts");
        using var response = await _visitor.PressAsync(confirm, "Delete", ("reason", "Objection"), ("objectToo", "true"), ("sure", "true"));
        var page = await Visitor.ReadAsync(response);

        Assert.Equal((ErasureReason.Objection, true), _site.People.Erased);
        var (_, question, operation) = _site.People.Asked[^1];
        Assert.Equal((("IC-17", "@Pim.example", null, "village-square"), "7"), (Parts(question), operation.Actor));
        Assert.Equal(
            "1 of 2 posts deleted. 1 post kept by a hold: IC-hold-9. The objection is remembered: their posts are not collected again.", page.Words("[role=status]"));
        AssertReadable(page);
    }

    [Fact]
    public async Task An_objection_is_remembered_and_withdrawn()
    {
        Assert.Equal("The objection is remembered: their posts are not collected again. 2 posts held until the limit passes, unless you delete them.", (await PressAsync("Do not collect again")).Words("[role=status]"));
        _site.People.Objections = new ObjectionScope(Everywhere: true, []);

        Assert.Equal("The objection is forgotten: their posts are collected again.", (await PressAsync("Withdraw the objection")).Words("[role=status]"));
        Assert.Equal(["find", "object", "find", "withdraw"], _site.People.Asked.Select(asked => asked.Done));
    }

    [Fact]
    public async Task Copies_are_downloads_named_after_the_case()
    {
        using var first = await AskAsync();
        var found = await Visitor.ReadAsync(first);

        using var json = await _visitor.PressAsync(found, "Download as JSON", ("reference", "IC/2026-17"));
        using var page = await _visitor.PressAsync(found, "Download as a page");

        Assert.Equal(("application/json", "copy-IC-2026-17.json"), (json.Content.Headers.ContentType!.MediaType, json.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal(("text/html", "copy-IC-17.html"), (page.Content.Headers.ContentType!.MediaType, page.Content.Headers.ContentDisposition!.FileName));
        Assert.All([json, page], response => Assert.Equal(("attachment", "no-store"), (response.Content.Headers.ContentDisposition!.DispositionType, response.Headers.CacheControl!.ToString())));
        using var copy = JsonDocument.Parse(await json.Content.ReadAsStringAsync());
        Assert.Equal(["native-11", "native-10"], copy.RootElement.GetProperty("posts").EnumerateArray().Select(post => post.GetProperty("post").GetProperty("id").GetString()));
        Assert.DoesNotContain("IC-hold-9", await json.Content.ReadAsStringAsync() + await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("or later: the law requires that it is kept for now", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_stays_text_on_the_page_and_in_the_copy()
    {
        var payloads = CaseFile.Lines("Foreign/hostile.cases", 1).ConvertAll(cells => CaseFile.Unescape(cells[0]));
        _site.People.Posts.Clear();
        foreach (var (at, payload) in payloads.Index())
        {
            _site.People.Posts.Add(FakePeople.Post(at + 1, payload) with
            {
                Post = new Post { Id = payload, Author = new Author(payload, payload, payload), Text = payload, Url = payload, Lang = payload, Links = [payload], Hashtags = [payload], Mentions = [payload], ReplyTo = payload },
                SourceName = payload,
                Reasons = [payload],
                FoundBy = [new Application.Triage.FoundBy(payload, 1)],
            });
        }

        using var response = await AskAsync();
        var page = await Visitor.ReadAsync(response);
        using var download = await _visitor.PressAsync(page, "Download as a page", ("handle", payloads[0]));
        var copy = new HtmlParser().ParseDocument(await download.Content.ReadAsStringAsync());

        Assert.Equal("start.js", Assert.Single(page.Scripts).GetAttribute("src")?.Split('/')[^1]);
        Assert.Equal(payloads, page.QuerySelectorAll(".app-item__text").Select(text => text.TextContent));
        Assert.Equal(payloads, copy.QuerySelectorAll(".text").Select(text => text.TextContent));
        Assert.Empty(copy.Scripts);
        HashSet<string> known = ["html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "section", "dl", "dt", "dd", "div", "bdi", "span"];
        Assert.All(copy.All, element => Assert.Contains(element.LocalName, known));
        HashSet<string> attributes = ["lang", "charset", "http-equiv", "content", "name", "class", "dir"];
        Assert.All(copy.All.SelectMany(element => element.Attributes), attribute => Assert.Contains(attribute.Name, attributes));
    }

    [Fact]
    public async Task A_copy_names_the_characters_that_cannot_be_seen()
    {
        _site.People.Posts.Add(FakePeople.Post(9, "turned \u202Earound\u202C"));

        using var response = await AskAsync();
        using var download = await _visitor.PressAsync(await Visitor.ReadAsync(response), "Download as a page");

        var copy = await download.Content.ReadAsStringAsync();
        Assert.Contains("turned <span class=\"app-invisible\">[U+202E]</span>around", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", copy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_an_address_does_nothing()
    {
        foreach (var path in new[] { "/people?handler=Delete&reference=IC-17&handle=pim", "/people?handler=Json&reference=IC-17&handle=pim" })
        {
            using var response = await _visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain("value=\"pim\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(_site.People.Asked);
    }

    public async Task DisposeAsync()
    {
        _visitor.Dispose();
        await _site.DisposeAsync();
    }

    private static (string, string?, string?, string?) Parts(PersonQuestion question) => (question.Reference, question.Handle, question.Link, question.Source);

    // What EveryPageTests asks of the pages that links lead to; these are reached by forms.
    private static void AssertReadable(IHtmlDocument page)
    {
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.All(page.QuerySelectorAll("input:not([type=hidden]),select"), input => Assert.NotNull(page.QuerySelector($"label[for={input.Id}]")));
        Assert.All(page.QuerySelectorAll("[aria-describedby]"), element => Assert.All(element.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(page.GetElementById(id))));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var levels = page.QuerySelectorAll("h1,h2,h3,h4").Select(heading => heading.LocalName[1] - '0').ToList();
        for (var at = 1; at < levels.Count; at++) Assert.True(levels[at] <= levels[at - 1] + 1);
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    private async Task<HttpResponseMessage> AskAsync()
    {
        var form = await _visitor.OpenAsync("/people");
        return await _visitor.PressAsync(form, "Find", ("reference", "IC-17"), ("handle", "@Pim.example"), ("source", "village-square"));
    }

    private async Task<IHtmlDocument> PressAsync(string button)
    {
        using var found = await AskAsync();
        using var pressed = await _visitor.PressAsync(await Visitor.ReadAsync(found), button);
        Assert.Equal(HttpStatusCode.OK, pressed.StatusCode);
        return await Visitor.ReadAsync(pressed);
    }
}
