using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Listening.Application.Triage;
using Listening.Core.Posts;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

public class HostileTextTests
{
    private static readonly string[] Attributes =
    [
        "action", "aria-controls", "aria-current", "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "autocapitalize", "autocomplete",
        "charset", "class", "content", "d", "data-label", "data-module", "data-prevent-double-click", "datetime", "dir", "for", "height", "hidden", "href",
        "id", "lang", "method", "name", "novalidate", "rel", "reversed", "role", "scope", "sizes", "spellcheck", "src", "target", "title", "type", "value",
        "aria-hidden", "checked", "data-act", "data-actions", "data-bulk", "data-bulk-all", "data-bulk-count", "data-digit", "data-done", "data-filters", "data-item",
        "data-key", "data-keys", "data-keys-hint", "data-keys-open", "data-keys-state", "data-live", "data-live-words", "data-new", "data-new-count", "data-open-item",
        "aria-live", "data-pane", "data-watched-by", "inputmode", "x", "y", "x1", "x2", "y1", "y2", "fill-rule", "clip-rule", "fill", "data-workplace", "form", "maxlength", "open", "rows", "selected", "tabindex", "viewbox", "viewBox", "width", "xmlns", "focusable",
    ];

    private static readonly HashSet<string?> OwnScripts = ["start.js", "workplace.js"];

    [Fact]
    public async Task Comes_out_as_the_same_words_and_never_as_markup_link_or_script()
    {
        var payloads = CaseFile.Lines("Foreign/hostile.cases", 1).ConvertAll(cells => CaseFile.Unescape(cells[0]));
        Assert.True(payloads.Count >= 60);
        await using var site = await TestSite.StartAsync();
        for (var at = 0; at < payloads.Count; at++)
        {
            site.Triage.Items.Add(Hostile(at + 1, payloads[at]));
            site.Sources.Sources.Add(Samples.Source(payloads[at], payloads[at], Samples.Search(payloads[at]) with { Query = payloads[at], Problem = payloads[at] }));
        }

        using var visitor = await site.SignInAsync();
        var sources = await visitor.OpenAsync("/sources");
        AssertHarmless(sources);
        AssertHarmless(await visitor.OpenAsync("/"));
        for (var at = 0; at < payloads.Count; at++)
        {
            var payload = payloads[at];
            var item = await visitor.OpenAsync($"/items/{at + 1}");
            AssertHarmless(item);
            Assert.Equal(payload, item.QuerySelector(".app-item__text")!.TextContent);
            Assert.Equal($"{payload} @{payload}".Split().Where(word => word.Length > 0), item.QuerySelector("h1")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Skip(2));
            Assert.Equal(payload, item.QuerySelector("dd li bdi")!.TextContent);
            Assert.Contains(sources.QuerySelectorAll("tbody th bdi"), cell => cell.TextContent == payload);
            var search = await visitor.OpenAsync("/queues/complaint?q=" + Uri.EscapeDataString(payload));
            AssertHarmless(search);
            Assert.Equal(payload.Trim(), search.QuerySelector<IHtmlInputElement>("#q")!.GetAttribute("value"));
        }

        var list = await visitor.OpenAsync("/queues/enquiry");
        AssertHarmless(list);
        Assert.Equal(payloads.AsEnumerable().Reverse().Take(25), list.QuerySelectorAll(".app-item__text").Select(text => text.TextContent));
    }

    private static ItemView Hostile(long id, string payload) => Samples.Item(id) with
    {
        Post = new Post
        {
            Id = payload,
            Source = payload,
            Author = new Author(payload, payload, payload),
            Text = payload,
            Url = payload,
            Lang = payload,
            Links = [payload],
            Hashtags = [payload],
            Mentions = [payload],
            ReplyTo = payload,
            Conversation = payload + "2",
            CreatedAt = TestSite.Now,
        },
        SourceName = payload,
        Reasons = [payload],
        FoundBy = [new FoundBy(payload, 1)],
        RuleId = payload,
        RuleSetVersion = payload,
    };

    // A closed world: whatever is not known to be ours is an escape.
    private static void AssertHarmless(IHtmlDocument page)
    {
        Assert.Empty(page.QuerySelectorAll("img,iframe,object,embed,style,base,video,audio,math,template,marquee,noscript,meta[http-equiv]"));
        Assert.Subset(OwnScripts, page.Scripts.Select(script => script.GetAttribute("src")?.Split('/')[^1]).ToHashSet());
        Assert.All(page.QuerySelectorAll("select,textarea,dialog,button"), own => Assert.Matches("^(govuk|app)-", own.ClassName));
        Assert.Equal("Queues Authorities Meetings Replies Searches Sources Retention Holds Watches Requests from people Audit Users Tokens Your sign-in", string.Join(' ', page.QuerySelectorAll(".govuk-service-navigation__link").Select(link => link.TextContent.Trim())));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main"));
        foreach (var element in page.All)
        {
            foreach (var attribute in element.Attributes) Assert.Contains(attribute.Name, Attributes);
            foreach (var name in new[] { "href", "src", "action" })
                if (element.GetAttribute(name) is { } address)
                    Assert.True(address[0] is '/' or '#' || (element.GetAttribute("rel") == "noreferrer noopener nofollow" && address.StartsWith("http", StringComparison.Ordinal)), address);
        }
    }
}
