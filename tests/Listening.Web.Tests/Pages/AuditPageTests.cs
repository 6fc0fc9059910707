using System.Net;
using AngleSharp.Dom;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Pages;

public class AuditPageTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task The_chart_and_its_table_hold_what_was_due_against_what_was_done()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(
        [
            Rows.Source(),
            Rows.Deletion(TestSite.Now.AddDays(-1), 30, TimeSpan.FromMinutes(10)),
            Rows.Deletion(TestSite.Now.AddDays(-1), 10, TimeSpan.FromMinutes(2), RetentionRule.Noise, TriageQueue.Noise),
            // Due on the second, deleted on the third after a standstill.
            Rows.Deletion(TestSite.Now.AddDays(-1), 5, TimeSpan.FromHours(20)),
            Rows.Deletion(TestSite.Now.AddDays(-1), 99, -TimeSpan.FromDays(2), reason: DeletionReason.DeletedUpstream),
            .. Rows.Post(1, hours: 24, collectedAt: TestSite.Now.AddHours(-25)),
            .. Rows.Post(2, hours: 24, collectedAt: TestSite.Now.AddHours(-25)),
        ]);
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/audit");

        var rows = page.QuerySelectorAll("#due-table tbody tr").Take(4).Select(Cells).ToList();
        Assert.Equal(["Day", "Due", "Deleted: usual limit", "Deleted: noise", "On hold", "Not deleted", "Largest delay", "Median delay"], page.QuerySelectorAll("#due-table thead th").Select(cell => cell.TextContent));
        Assert.Equal("4 Mar 2026|2|0|0|0|2|–|–", rows[0]);
        Assert.Equal("3 Mar 2026|40|30|10|0|0|10 minutes|10 minutes", rows[1]);
        Assert.Equal("2 Mar 2026|5|5|0|0|0|20 hours|20 hours", rows[2]);
        Assert.Equal("1 Mar 2026|0|0|0|0|0|–|–", rows[3]);
        Assert.Equal(35, page.QuerySelectorAll("#due-table tbody tr").Length);

        var chart = page.QuerySelector(".app-chart svg")!;
        Assert.Equal("Posts by the day on which they were due for deletion", page.GetElementById(chart.GetAttribute("aria-labelledby")!)!.TextContent);
        Assert.Equal("47 posts were due. 45 were deleted, 0 are on hold, and 2 should be gone and are not.", page.GetElementById(chart.GetAttribute("aria-describedby")!)!.TextContent);
        Assert.Equal(["standard", "standard", "noise", "overdue"], chart.QuerySelectorAll("rect").Select(bar => bar.ClassName!.Split("__")[^1]));
        Assert.Contains("3 March 2026: 40 due, 40 deleted, 0 on hold, 0 not deleted", chart.QuerySelectorAll("g > title").Select(title => title.TextContent));
    }

    [Fact]
    public async Task Days_are_those_of_the_wall_clock()
    {
        await using var site = await TestSite.StartAsync(services => services.Configure<WebOptions>(options => options.TimeZone = "Asia/Tokyo"));
        // Four in the afternoon in Greenwich is one in the morning of the next day in Tokyo.
        await site.AddAsync([Rows.Source(), Rows.Deletion(new DateTime(2026, 3, 2, 16, 0, 0, DateTimeKind.Utc), 7, Quarter)]);
        using var visitor = await site.SignInAsync();

        Assert.Equal("3 Mar 2026|7|7|0|0|15 minutes|15 minutes", Cells((await visitor.OpenAsync("/audit")).QuerySelectorAll("#due-table tbody tr")[1]));
        Assert.StartsWith("3 March 2026|Limit passed", Cells((await visitor.OpenAsync("/audit/deletions")).QuerySelector("tbody tr")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_counts_every_event_of_the_period_and_leads_to_its_entries()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(
            Rows.Entry(AuditEvents.KeyDestroyed, TestSite.Now.AddDays(-2), "system", "key:a"), Rows.Entry(AuditEvents.KeyDestroyed, TestSite.Now.AddDays(-1), "system", "key:b"),
            Rows.Entry(AuditEvents.KeyDestroyed, TestSite.Now.AddDays(-36), "system", "key:too-old"), Rows.Hold(state: HoldState.InForce));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/audit");

        var row = page.QuerySelectorAll(".app-events tbody tr").Single(row => row.TextContent.Contains("Key destroyed", StringComparison.Ordinal));
        Assert.Equal("Key destroyed|2|3 March 2026, 9:30am", Cells(row));
        Assert.Equal(["key:b", "key:a"], (await visitor.OpenAsync(row.QuerySelector("a")!.GetAttribute("href")!)).QuerySelectorAll("tbody td[data-label='Of what']").Select(cell => cell.TextContent));
        Assert.Equal(AuditEvents.All.Count, page.QuerySelectorAll(".app-events td[data-label=Times]").Length);
        var state = page.Words(".govuk-summary-list");
        Assert.Contains("Last checkpoint none Last verified never Failures none open Holds in force 1 hold, which keep 0 posts", state, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_are_filtered_by_their_address_and_paged()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync([.. Enumerable.Range(1, 120).Select(at => Rows.Entry(AuditEvents.SearchAdded, TestSite.Now.AddDays(-3).AddMinutes(at), "3", $"search:{at}"))]);
        await site.AddAsync(Rows.Entry(AuditEvents.SearchAdded, TestSite.Now.AddDays(-1), "3", "search:other-day"), Rows.Entry(AuditEvents.SearchAdded, TestSite.Now.AddDays(-3), "5", "search:other-actor"));
        using var visitor = await site.SignInAsync();

        var subjects = new List<string>();
        var address = "/audit/entries?event=search.added&from=1/3/2026&to=2026-03-01&actor=3";
        while (address is not null)
        {
            var page = await visitor.OpenAsync(address);
            subjects.AddRange(page.QuerySelectorAll("tbody td[data-label='Of what']").Select(cell => cell.TextContent));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(at => $"search:{at}"), subjects);
    }

    [Theory]
    [InlineData("/audit/entries?event=nonsense", "event", "There is no such event.")]
    [InlineData("/audit/entries?from=soon", "from", "This is not a date.")]
    [InlineData("/audit/entries?from=2/3/2026&to=1/3/2026", "from", "The first day comes after the last.")]
    [InlineData("/audit/deletions?from=1/1/2025&to=1/3/2026", "from", "Choose 92 days at most.")]
    [InlineData("/audit/deletions?rule=nonsense", "rule", "There is no such rule.")]
    [InlineData("/audit/deletions?source=nonsense", "source", "There is no such source.")]
    [InlineData("/audit/deletions?queue=nonsense", "queue", "There is no such queue.")]
    [InlineData("/audit/views?to=31/2/2026", "to", "This is not a date.")]
    public async Task A_filter_that_cannot_be_is_said_at_its_field(string address, string field, string expected)
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync(address);

        Assert.Equal("#" + field, page.QuerySelector(".govuk-error-summary a")?.GetAttribute("href"));
        Assert.StartsWith("Error: " + expected, page.Words($"#{field}-error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletions_are_counted_by_day_rule_source_and_queue()
    {
        await using var site = await TestSite.StartAsync();
        var at = TestSite.Now.AddDays(-1);
        await site.AddAsync(
            Rows.Source(), Rows.Source("town-crier", 2),
            Rows.Deletion(at, 4, Quarter), Rows.Deletion(at.AddHours(1), 6, 2 * Quarter), Rows.Deletion(at, 3, Quarter, source: 2),
            Rows.Deletion(at, 2, Quarter, RetentionRule.Noise, TriageQueue.Noise), Rows.Deletion(at, 1, -TimeSpan.FromDays(1), queue: null, reason: DeletionReason.DeletedUpstream),
            Rows.Deletion(TestSite.Now.AddDays(-8), 50, Quarter));
        using var visitor = await site.SignInAsync();

        var all = (await visitor.OpenAsync("/audit/deletions")).QuerySelectorAll("tbody tr").Select(Cells);
        var one = (await visitor.OpenAsync("/audit/deletions?source=village-square&rule=standard&queue=enquiry")).QuerySelectorAll("tbody tr").Select(Cells);

        Assert.Equal(
        [
            "3 March 2026|Limit passed|Usual limit|town-crier|Enquiries|3|15 minutes",
            "3 March 2026|Limit passed|Usual limit|village-square|Enquiries|10|30 minutes",
            "3 March 2026|Limit passed|Noise|village-square|Noise|2|15 minutes",
            "3 March 2026|Gone on the platform|Usual limit|village-square|Not sorted yet|1|none",
        ], all);
        Assert.Equal(["3 March 2026|Limit passed|Usual limit|village-square|Enquiries|10|30 minutes"], one);
    }

    [Fact]
    public async Task A_name_is_told_only_for_a_reason_and_stands_on_no_other_page()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(new StaffAccount { Id = 12, UserName = "Marigold Featherstone", NormalizedUserName = "MARIGOLD FEATHERSTONE" }, Rows.Entry(AuditEvents.ItemViewed, TestSite.Now.AddHours(-1), "12", "item:1", "Opened."));
        using var visitor = await site.SignInAsync(3);
        const string path = "/audit/who?account=12";
        Assert.Equal("12", (await visitor.OpenAsync("/audit/views")).QuerySelector("tbody a")!.GetAttribute("href")!.Split('=')[1]);
        foreach (var page in new[] { path, "/audit", "/audit/entries", "/audit/views", "/holds" })
            Assert.DoesNotContain("Marigold", (await visitor.OpenAsync(page)).DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);

        var without = await Visitor.ReadAsync(await visitor.FillAsync(path, "main form", ("reason", "")));
        Assert.DoesNotContain("Marigold", without.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await site.EntriesAsync(AuditEvents.AccountResolved));

        var with = await Visitor.ReadAsync(await visitor.FillAsync(path, "main form", ("reason", "Misuse reported in IC-9.")));
        Assert.Equal("This account belongs to Marigold Featherstone.", with.Words(".govuk-inset-text"));
        var entry = Assert.Single(await site.EntriesAsync(AuditEvents.AccountResolved));
        Assert.Equal(("3", "account:12", "Misuse reported in IC-9."), (entry.Actor, entry.Subject, entry.Reason));
        var unknown = await Visitor.ReadAsync(await visitor.FillAsync("/audit/who?account=13", "main form", ("reason", "Misuse reported in IC-9.")));
        Assert.Equal("There is no account of this number.", unknown.Words(".govuk-error-summary li"));
        using var nothing = await visitor.GetAsync("/audit/who?account=x");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    private static string Cells(IElement row) =>
        string.Join('|', row.QuerySelectorAll("th,td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
}
