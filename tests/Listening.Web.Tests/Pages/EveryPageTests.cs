using System.Net;
using AngleSharp.Dom;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

/// <summary>What must be true of every page: found by following every link from the overview, and the pages of strangers and errors.</summary>
public class EveryPageTests
{
    [Fact]
    public async Task Carries_the_security_headers_and_is_kept_nowhere()
    {
        await foreach (var (path, response, _) in EveryPageAsync())
        {
            string Header(string name) => string.Join(',', response.Headers.Concat(response.Content.Headers).Where(header => header.Key == name).SelectMany(header => header.Value));
            Assert.Equal("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'", Header("Content-Security-Policy"));
            Assert.Equal("nosniff", Header("X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header("Referrer-Policy"));
            Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
            Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
            Assert.True(Header("Cache-Control") == "no-store", $"{path} may be kept: {Header("Cache-Control")}");
            Assert.Equal("", Header("Server"));
        }
    }

    [Fact]
    public async Task Refers_to_nothing_outside_the_service_but_the_posts_themselves()
    {
        await foreach (var (path, _, page) in EveryPageAsync())
        {
            foreach (var element in page.All)
            {
                Assert.False(element.HasAttribute("style"), $"{path} has a style attribute, which the content policy forbids.");
                foreach (var address in new[] { "href", "src", "action", "srcset", "data", "poster" }.Select(element.GetAttribute).OfType<string>())
                    Assert.True(address.StartsWith('/') || address.StartsWith('#') || IsPostLink(element), $"{path} refers to {address}");
            }
        }
    }

    [Fact]
    public async Task Can_be_read_without_seeing_it()
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var (path, _, page) in EveryPageAsync())
        {
            Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.Single(page.QuerySelectorAll("main"));
            Assert.Single(page.QuerySelectorAll("body > header"));
            Assert.Single(page.QuerySelectorAll("body > footer"));
            Assert.Equal("#main-content", page.Body!.FirstElementChild!.GetAttribute("href"));
            Assert.NotNull(page.QuerySelector("#main-content"));
            titles[path] = page.Title ?? "";
            Assert.All(page.QuerySelectorAll("table"), table => Assert.NotEqual("", table.Words("caption")));
            Assert.All(page.QuerySelectorAll("th"), cell => Assert.True(cell.HasAttribute("scope")));
            Assert.All(page.QuerySelectorAll("input:not([type=hidden]),select"), input => Assert.NotNull(page.QuerySelector($"label[for={input.Id}]")));
            Assert.All(page.QuerySelectorAll("a,button"), control => Assert.NotEqual("", control.TextContent.Trim()));
            Assert.All(page.QuerySelectorAll("[aria-labelledby]"), named => Assert.NotNull(page.GetElementById(named.GetAttribute("aria-labelledby")!)));
            Assert.All(page.QuerySelectorAll("nav,section"), region => Assert.True(region.HasAttribute("aria-label") || region.HasAttribute("aria-labelledby")));
            var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            var levels = page.QuerySelectorAll("h1,h2,h3,h4").Select(heading => heading.LocalName[1] - '0').ToList();
            for (var at = 1; at < levels.Count; at++) Assert.True(levels[at] <= levels[at - 1] + 1, $"{path} skips a heading level");
        }

        Assert.All(titles.Values, title => Assert.EndsWith(" - Listening", title, StringComparison.Ordinal));
        Assert.True(titles.Count >= 32, $"Only {titles.Count} pages were found.");
    }

    private static bool IsPostLink(IElement element) =>
        element.GetAttribute("rel") == "noreferrer noopener nofollow"
        && (element.GetAttribute("href")!.StartsWith("https://social.example/", StringComparison.Ordinal)
            || element.GetAttribute("href") == "https://council.example/minutes");

    private static async IAsyncEnumerable<(string Path, HttpResponseMessage Response, IDocument Page)> EveryPageAsync()
    {
        await using var site = await SearchSite.StartAsync();
        await SearchSite.AddSearchAsync(site, "fees", "fee");
        site.Triage.Items.AddRange(TriageQueues.All.Select((queue, at) => Samples.Item(at + 1, queue: queue, marked: "never answered")));
        site.Triage.Items.AddRange(Enumerable.Range(100, 30).Select(id => Samples.Item(id)));
        site.Sources.Sources.Add(Samples.Source("village-square", null, Samples.Search()));
        site.Sources.Sources.Add(Samples.Source("town-crier", "The server answers with status 503."));

        using var stranger = site.Visit();
        foreach (var path in new[] { "/sign-in", "/sign-in/good-x" })
            yield return await ReadAsync(stranger, path, HttpStatusCode.OK);

        using var visitor = await site.SignInAsync();
        yield return await ReadAsync(visitor, "/nothing/here", HttpStatusCode.NotFound);
        yield return await ReadAsync(visitor, "/queues/enquiry?after=x", HttpStatusCode.BadRequest);
        yield return await ReadAsync(visitor, "/queues/enquiry?q=(", HttpStatusCode.OK);
        yield return await ReadAsync(visitor, "/sign-out", HttpStatusCode.OK);

        var open = new Queue<string>(["/searches", "/tokens", "/"]);
        var seen = new HashSet<string>(open, StringComparer.Ordinal);
        while (open.TryDequeue(out var path))
        {
            var read = await ReadAsync(visitor, path, HttpStatusCode.OK);
            foreach (var link in read.Page.Links.Select(link => link.GetAttribute("href")!).Where(IsPage))
                if (seen.Add(link)) open.Enqueue(link);
            yield return read;
        }

        site.Triage.Broken = new InvalidOperationException("broken for the test");
        yield return await ReadAsync(visitor, "/", HttpStatusCode.InternalServerError);
    }

    private static bool IsPage(string address) => address.StartsWith('/') && !address.StartsWith("/assets/", StringComparison.Ordinal);

    private static async Task<(string Path, HttpResponseMessage Response, IDocument Page)> ReadAsync(Visitor visitor, string path, HttpStatusCode expected)
    {
        var response = await visitor.GetAsync(path);
        Assert.True(response.StatusCode == expected, $"{path} answered {response.StatusCode}");
        return (path, response, await Visitor.ReadAsync(response));
    }
}
