using System.Net;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Api;

public class SearchApiTests
{
    [Fact]
    public async Task A_search_is_added_changed_paused_run_and_read_and_the_log_knows_the_token()
    {
        await using var site = await SearchSite.StartAsync();
        using var client = await ApiClient.WithAsync(site, ApiScopes.SearchesRead, ApiScopes.SearchesWrite);
        var draft = new { name = "fees", query = "fee", purpose = "fee", sources = new[] { SearchSite.Source }, everySeconds = 300, reason = "For the fee team." };

        var added = await client.ReadAsync(HttpMethod.Post, "/api/v1/searches", draft, HttpStatusCode.Created);
        Assert.Equal(("fees", 1, "running"), (added.GetProperty("name").GetString(), added.GetProperty("version").GetInt32(), added.GetProperty("state").GetString()));
        var change = new { query = "fee OR charge", purpose = "fee", sources = draft.sources, everySeconds = 600, version = 1, reason = "Charges as well." };
        Assert.Equal(2, (await client.ReadAsync(HttpMethod.Put, "/api/v1/searches/fees", change)).GetProperty("version").GetInt32());
        var late = await client.ReadAsync(HttpMethod.Put, "/api/v1/searches/fees", change, HttpStatusCode.Conflict);
        Assert.Contains("meanwhile", late.GetProperty("detail").GetString(), StringComparison.Ordinal);

        using var run = await client.SendAsync(HttpMethod.Post, "/api/v1/searches/fees/run", new { reason = "To see it." });
        Assert.Equal(HttpStatusCode.Accepted, run.StatusCode);
        Assert.Equal("paused", (await client.ReadAsync(HttpMethod.Post, "/api/v1/searches/fees/pause", new { reason = "Too much noise." })).GetProperty("state").GetString());
        await client.ReadAsync(HttpMethod.Post, "/api/v1/searches/fees/run", new { reason = "To see it." }, HttpStatusCode.Conflict);
        Assert.Equal("running", (await client.ReadAsync(HttpMethod.Post, "/api/v1/searches/fees/resume", new { reason = "It is quiet now." })).GetProperty("state").GetString());

        Assert.Equal("fee OR charge", Assert.Single((await client.GetAsync("/api/v1/searches")).EnumerateArray()).GetProperty("query").GetString());
        var versions = (await client.GetAsync("/api/v1/searches/fees")).GetProperty("versions").EnumerateArray().ToList();
        Assert.Equal([4, 3, 2, 1], versions.Select(version => version.GetProperty("version").GetInt32()));
        Assert.All(versions, version => Assert.Equal("token", version.GetProperty("by").GetString()));
        Assert.Equal(("token:1", "Charges as well."), Assert.Single(await site.EntriesAsync(AuditEvents.SearchChanged)) is var entry ? (entry.Actor, entry.Reason) : default);
    }

    [Theory]
    [InlineData("query", "(fee", "query")]
    [InlineData("name", "Fees", "name")]
    [InlineData("purpose", "fun", "purpose")]
    [InlineData("kind", "rumours", "kind")]
    [InlineData("reason", "no", "reason")]
    public async Task What_cannot_be_a_search_is_refused_with_the_member_that_is_wrong(string member, string value, string field)
    {
        await using var site = await SearchSite.StartAsync();
        using var client = await ApiClient.WithAsync(site, ApiScopes.SearchesWrite);
        var draft = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["name"] = "fees",
            ["query"] = "fee",
            ["purpose"] = "fee",
            ["sources"] = new[] { SearchSite.Source },
            ["everySeconds"] = 300,
            ["reason"] = "For the fee team.",
            [member] = value,
        };

        var problem = await client.ReadAsync(HttpMethod.Post, "/api/v1/searches", draft, HttpStatusCode.BadRequest);

        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.Empty(await site.EntriesAsync(AuditEvents.SearchAdded));
    }

    [Fact]
    public async Task Versions_of_colleagues_name_nobody()
    {
        await using var site = await SearchSite.StartAsync();
        await SearchSite.AddSearchAsync(site, "fees", "fee");
        using var client = await ApiClient.WithAsync(site, ApiScopes.SearchesRead);

        Assert.Equal("staff", Assert.Single((await client.GetAsync("/api/v1/searches/fees")).GetProperty("versions").EnumerateArray()).GetProperty("by").GetString());
        await client.GetAsync("/api/v1/searches/nothing", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Statistics_are_counts_by_day_and_queue_of_all_searches_or_of_one()
    {
        await using var site = await SearchSite.StartAsync();
        var fees = await SearchSite.AddSearchAsync(site, "fees", "fee");
        await site.AddAsync(Count(0, 0, 7), Count(fees, 0, 3), Count(0, 40, 100));
        using var client = await ApiClient.WithAsync(site, ApiScopes.StatisticsRead);

        var all = Assert.Single((await client.GetAsync("/api/v1/statistics")).EnumerateArray());
        Assert.Equal(("2026-03-04", "enquiry", 7, 0), (all.GetProperty("day").GetString(), all.GetProperty("queue").GetString(), all.GetProperty("arrived").GetInt32(), all.GetProperty("noise").GetInt32()));
        Assert.Equal(3, Assert.Single((await client.GetAsync("/api/v1/statistics?search=fees")).EnumerateArray()).GetProperty("arrived").GetInt32());
        Assert.Equal(2, (await client.GetAsync("/api/v1/statistics?from=2026-01-01")).GetArrayLength());
        await client.GetAsync("/api/v1/statistics?from=2020-01-01", HttpStatusCode.BadRequest);
        await client.GetAsync("/api/v1/statistics?search=nothing", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sources_say_how_they_are_doing()
    {
        await using var site = await TestSite.StartAsync();
        site.Sources.Sources.Add(Samples.Source("town-crier", "The server answers with status 503.", Samples.Search()));
        using var client = await ApiClient.WithAsync(site, ApiScopes.SourcesRead);

        var source = Assert.Single((await client.GetAsync("/api/v1/sources")).EnumerateArray());

        Assert.Equal(("town-crier", false, "foi-watch"), (source.GetProperty("name").GetString(), source.GetProperty("healthy").GetBoolean(), source.GetProperty("searches")[0].GetString()));
    }

    private static TriageCountRow Count(int search, int daysAgo, int count) =>
        new() { Day = DateOnly.FromDateTime(TestSite.Now).AddDays(-daysAgo), Queue = TriageQueue.Enquiry, SearchId = search, Kind = TriageCountKind.Arrived, Count = count };
}
