using System.Globalization;
using System.Net;
using Listening.Core.Triage;
using Listening.Web.Security;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Listening.Web.Tests.Security;

public sealed class AccessTableTests(RoleSite roles) : IClassFixture<RoleSite>
{
    private const int Columns = 8;

    public static TheoryData<string[]> Cases => CaseFile.Read("Security/access.cases", Columns);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Lets_in_whom_the_table_names_and_nobody_else(string[] cells)
    {
        var (method, path) = (cells[0].Split(' ')[0], cells[0].Split(' ')[1]);

        var found = new List<string>();
        foreach (var visitor in RoleSite.Visitors)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            using var response = await roles.Of(visitor).SendAsync(request);
            found.Add(WordsFor(response));
        }

        Assert.Equal(string.Join(" | ", cells[1..]), string.Join(" | ", found));
    }

    [Fact]
    public void Every_row_of_the_table_is_tried()
    {
        var tried = CaseFile.Lines("Security/access.cases", Columns).Select(cells => cells[0].Split(' ')).ToList();
        // Health is answered by the host; its own tests ask for it.
        var untried = AccessTable.Rows.Where(row => !row.Pattern.StartsWith("/health/", StringComparison.Ordinal)
            && !tried.Exists(one => (row.Method is "*" || row.Method == one[0]) && Matches(row.Pattern, one[1])));

        Assert.Empty(untried.Select(row => $"{row.Method} {row.Pattern}"));
    }

    [Fact]
    public void No_row_stands_twice() =>
        Assert.Equal(AccessTable.Rows.Count, AccessTable.Rows.Select(row => (row.Pattern, row.Method)).Distinct().Count());

    [Fact]
    public async Task Places_queues_and_counts_of_others_are_not_even_named()
    {
        var triage = await roles.Of("triage").OpenAsync("/");
        var foi = await roles.Of("foi").OpenAsync("/queues/foi-intelligence");
        var auditor = await roles.Of("auditor").OpenAsync("/audit");

        Assert.Equal(["/", "/replies", "/searches", "/sources", "/holds", "/account/security"], Links(triage, "header nav a"));
        Assert.Equal([.. TriageQueues.All.Where(queue => queue != TriageQueue.FoiIntelligence).Select(queue => $"/queues/{queue.Name()}")], Links(triage, "main table th a"));
        Assert.Equal(["/queues/foi-intelligence"], Links(foi, "main nav.moj-sub-navigation a"));
        Assert.Equal(["/retention", "/audit", "/account/security"], Links(auditor, "header nav a"));
    }

    private static List<string?> Links(AngleSharp.Html.Dom.IHtmlDocument page, string selector) =>
        [.. page.QuerySelectorAll(selector).Select(link => link.GetAttribute("href"))];

    private static string WordsFor(HttpResponseMessage response) =>
        response.StatusCode != HttpStatusCode.Redirect ? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)
        : response.Headers.Location!.OriginalString is "/sign-in" ? "sign-in"
        : response.Headers.Location.OriginalString;

    private static bool Matches(string pattern, string path) =>
        new TemplateMatcher(new RouteTemplate(RoutePatternFactory.Parse(pattern)), []).TryMatch(new Uri(new Uri("http://x"), path).AbsolutePath, []);
}
