using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Sources;
using Listening.Application.Storage;
using Listening.Core.Sources;
using Listening.TestSupport.Pipeline;
using Listening.Web.Tests.Site;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Pages;

public class SourcePageTests
{
    private static readonly (string, string)[] Good =
        [("terms", "Terms of the square, version 3"), ("readOn", "1/3/2026"), ("approval", "Plan 12-B"), ("use", "Reading what is said to the organisation."), ("reason", "Legal has read them.")];

    [Fact]
    public async Task An_administrator_records_by_what_right_a_platform_is_read_and_withdraws_it()
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync();
        var page = await visitor.OpenAsync("/sources/square");
        Assert.Contains(SourcePermissions.Missing, page.Words(".govuk-warning-text"), StringComparison.Ordinal);

        using var recorded = await visitor.PressAsync(page, "Record it", Good);

        Assert.Equal("/sources/square?done=source-permit", recorded.Headers.Location?.OriginalString);
        page = await visitor.OpenAsync("/sources/square");
        Assert.Contains("Terms of the square, version 3, read on 1 March 2026", page.Words("main"), StringComparison.Ordinal);
        Assert.Contains("Healthy", page.Words("h1"), StringComparison.Ordinal);
        var entry = Assert.Single(await site.EntriesAsync(AuditEvents.SourcePermitted));
        Assert.Equal(("7", "Legal has read them."), (entry.Actor, entry.Reason));

        using var withdrawn = await visitor.PressAsync(page, "Withdraw it", ("reason", "The plan has ended."));
        Assert.Equal("/sources/square?done=source-withdraw", withdrawn.Headers.Location?.OriginalString);
        Assert.Contains("Off", (await visitor.OpenAsync("/sources/square")).Words("h1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("terms", "", "terms")]
    [InlineData("readOn", "last week", "readOn")]
    [InlineData("readOn", "1/1/2090", "readOn")]
    [InlineData("approval", "", "approval")]
    [InlineData("use", "Reading", "use")]
    [InlineData("reason", "", "reason")]
    public async Task What_is_missing_is_said_at_its_field_and_what_was_typed_stays(string field, string value, string at)
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync();

        var page = await Visitor.ReadAsync(await visitor.PressAsync(await visitor.OpenAsync("/sources/square"), "Record it", [.. Good, (field, value)]));

        Assert.Equal("#" + at, page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        var kept = field == "terms" ? "approval" : "terms";
        Assert.Equal(Good.Single(pair => pair.Item1 == kept).Item2, page.GetElementById(kept)!.GetAttribute("value"));
        Assert.Empty(await site.EntriesAsync(AuditEvents.SourcePermitted));
    }

    [Fact]
    public async Task Somebody_else_sees_what_is_recorded_and_no_form()
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync(8, StaffRole.SearchEditor);

        var page = await visitor.OpenAsync("/sources/square");

        Assert.Contains("Nothing is recorded", page.Words("main"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task A_page_shows_budget_gaps_and_failures_of_the_last_day()
    {
        await using var site = await StartAsync();
        await site.AddAsync(
            Run(1, failed: false, gap: true), Run(2, failed: true, gap: false), Run(30, failed: true, gap: true),
            new SourceUsageRow { SourceId = site.Get<SourceCatalog>().Find("square")!.Id, Day = TestSite.Now.Date, Bucket = "search", Calls = 12 });
        using var visitor = await site.SignInAsync();

        var words = (await visitor.OpenAsync("/sources/square")).Words("main");

        Assert.Contains("2 runs, 1 failed; before 1 of them posts may have been missed", words, StringComparison.Ordinal);
        Assert.Contains("search: 12 of 100 calls", words, StringComparison.Ordinal);

        CollectionRunRow Run(int hoursAgo, bool failed, bool gap) => new()
        {
            SourceId = site.Get<SourceCatalog>().Find("square")!.Id,
            StartedAt = TestSite.Now.AddHours(-hoursAgo),
            PossibleGap = gap,
            Problem = failed ? "It answered 503." : null,
        };
    }

    private static Task<TestSite> StartAsync() => TestSite.StartAsync(services => services
        .AddSingleton(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            var terms = new SourceTerms { NeedsPermission = true, Meter = new SourceMeter([new SourceAllowance("search", Calls: 100)], TimeZoneInfo.Utc, time) };
            return new SourceDefinition("square", new ListSource("square", time), terms);
        })
        .AddSingleton<ISourceReader, SourceReader>());
}
