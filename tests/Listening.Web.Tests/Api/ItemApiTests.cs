using System.Net;
using System.Text.Json;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Core.Posts;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Api;

public class ItemApiTests
{
    private static readonly Post[] Questions = [.. Enumerable.Range(1, 5).Select(at => SearchSite.Post($"q{at}", $"Dear ICO, how do I pay the data protection fee? number{at}"))];

    [Fact]
    public async Task A_queue_is_read_page_by_page_without_a_gap_and_each_page_is_noted()
    {
        await using var site = await SearchSite.StartWholeAsync(Questions);
        using var client = await ApiClient.WithAsync(site, ApiScopes.ItemsRead);

        var seen = new List<string>();
        var path = "/api/v1/items?queue=enquiry&size=2&order=oldest";
        for (var pages = 1; path is not null; pages++)
        {
            using var response = await client.SendAsync(HttpMethod.Get, path);
            var page = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
            Assert.Equal((HttpStatusCode.OK, 5), (response.StatusCode, page.GetProperty("total").GetInt32()));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("post").GetProperty("text").GetString()![^7..]));
            var link = response.Headers.TryGetValues("Link", out var links) ? Assert.Single(links) : null;
            Assert.Equal(page.GetProperty("next").ValueKind == JsonValueKind.Null, link is null);
            path = link?[1..link.IndexOf('>', StringComparison.Ordinal)];
            Assert.True(pages <= 3);
        }

        Assert.Equal(["number1", "number2", "number3", "number4", "number5"], seen);
        Assert.Equal([("token:1", "queue:enquiry", "2 shown."), ("token:1", "queue:enquiry", "2 shown."), ("token:1", "queue:enquiry", "1 shown.")],
            (await site.EntriesAsync(AuditEvents.ItemsViewed)).Select(entry => (entry.Actor, entry.Subject, entry.Reason)));
    }

    [Fact]
    public async Task Items_are_filtered_by_what_stands_in_the_address_and_what_cannot_be_understood_is_refused()
    {
        await using var site = await SearchSite.StartWholeAsync(Questions);
        using var client = await ApiClient.WithAsync(site, ApiScopes.ItemsRead);

        async Task<int> CountAsync(string filter) => (await client.GetAsync($"/api/v1/items?queue=enquiry&{filter}")).GetProperty("items").GetArrayLength();

        Assert.Equal(1, await CountAsync("text=number3"));
        Assert.Equal(5, await CountAsync("search=ico&source=village-square&assigned=nobody&state=open"));
        Assert.Equal(0, await CountAsync("search=unheard-of"));
        Assert.Equal(0, await CountAsync("assigned=7"));
        Assert.Equal(0, await CountAsync("state=closed"));
        foreach (var wrong in new[] { "text=(", "order=random", "state=ajar", "assigned=me", "after=x", "size=0", "size=101" })
        {
            var problem = await client.GetAsync($"/api/v1/items?queue=enquiry&{wrong}", HttpStatusCode.BadRequest);
            Assert.Equal(wrong.Split('=')[0], problem.GetProperty("field").GetString());
        }

        await client.GetAsync("/api/v1/items?queue=gossip", HttpStatusCode.BadRequest);
        await client.GetAsync("/api/v1/items", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_item_is_read_with_its_version_acted_on_once_and_the_second_is_told_what_happened()
    {
        await using var site = await SearchSite.StartWholeAsync(Questions);
        using var client = await ApiClient.WithAsync(site, ApiScopes.ItemsRead, ApiScopes.ItemsAct);
        const string path = "/api/v1/items/1";

        using var first = await client.SendAsync(HttpMethod.Get, path);
        Assert.Equal("\"0\"", first.Headers.ETag?.Tag);
        var item = JsonSerializer.Deserialize<JsonElement>(await first.Content.ReadAsStringAsync());
        Assert.Equal(("enquiry", "open", "ico"), (item.GetProperty("queue").GetString(), item.GetProperty("state").GetString(), item.GetProperty("foundBy")[0].GetProperty("search").GetString()));

        var closed = await client.ReadAsync(HttpMethod.Post, path + "/actions", new { action = "close", outcome = "no-action", version = 0 });
        Assert.Equal(("closed", "no-action", 1), (closed.GetProperty("state").GetString(), closed.GetProperty("outcome").GetString(), closed.GetProperty("version").GetInt32()));
        var late = await client.ReadAsync(HttpMethod.Post, path + "/actions", new { action = "close", outcome = "noise", version = 0 }, HttpStatusCode.Conflict);
        Assert.Equal("closed", late.GetProperty("meanwhile").GetProperty("did").GetString());
        await client.ReadAsync(HttpMethod.Post, path + "/actions", new { action = "close", outcome = "noise", version = 1 }, HttpStatusCode.Conflict);
        await client.ReadAsync(HttpMethod.Post, path + "/actions", new { action = "reopen", version = 1 });
        await client.ReadAsync(HttpMethod.Post, path + "/actions", new { action = "move", version = 2 }, HttpStatusCode.BadRequest);
        Assert.Equal("complaint", (await client.ReadAsync(HttpMethod.Post, path + "/actions", new { action = "move", queue = "complaint", moveReason = "context", version = 2 })).GetProperty("queue").GetString());
        Assert.Equal(("token:1", "item:1"), Assert.Single(await site.EntriesAsync(AuditEvents.ItemMoved)) is var entry ? (entry.Actor, entry.Subject) : default);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again_and_not_noted_as_seen()
    {
        await using var site = await SearchSite.StartWholeAsync(Questions);
        using var http = new HttpClient { BaseAddress = site.Address };
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/items/1", UriKind.Relative));
        request.Headers.Add("Authorization", $"Bearer {await ApiClient.TokenAsync(site, ApiScopes.ItemsRead)}");
        request.Headers.Add("If-None-Match", "\"0\"");

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Empty(await site.EntriesAsync(AuditEvents.ItemViewed));
    }

    [Fact]
    public async Task A_token_for_one_queue_sees_nothing_of_another()
    {
        await using var site = await SearchSite.StartWholeAsync(Questions);
        using var complaints = await ApiClient.WithAsync(site, ApiScopes.ItemsRead + ":complaint", ApiScopes.ItemsAct);
        using var enquiries = await ApiClient.WithAsync(site, ApiScopes.ItemsRead + ":enquiry", ApiScopes.ItemsAct);

        await complaints.GetAsync("/api/v1/items?queue=enquiry", HttpStatusCode.NotFound);
        await complaints.GetAsync("/api/v1/items/1", HttpStatusCode.NotFound);
        await complaints.ReadAsync(HttpMethod.Post, "/api/v1/items/1/actions", new { action = "close", outcome = "noise", version = 0 }, HttpStatusCode.NotFound);
        Assert.Empty(await site.EntriesAsync(AuditEvents.ItemViewed));

        await enquiries.GetAsync("/api/v1/items/1");
        using var moved = await enquiries.SendAsync(HttpMethod.Post, "/api/v1/items/1/actions", new { action = "move", queue = "complaint", version = 0 });
        Assert.Equal(HttpStatusCode.NoContent, moved.StatusCode);
        await enquiries.GetAsync("/api/v1/items/1", HttpStatusCode.NotFound);
        await complaints.GetAsync("/api/v1/items/1");
    }
}
