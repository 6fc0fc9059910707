using System.Net;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Listening.Web.Tests.Pages;

public class ViewingTests
{
    [Fact]
    public async Task Opening_an_item_and_showing_a_queue_leave_an_entry_with_the_account_and_the_count()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.AddRange(Enumerable.Range(1, 30).Select(id => Samples.Item(id)));
        using var visitor = await site.SignInAsync(9);

        await visitor.OpenAsync("/items/3");
        await visitor.OpenAsync("/queues/enquiry");
        await visitor.OpenAsync("/queues/enquiry?after=6-0");
        await visitor.OpenAsync("/queues/complaint");
        await visitor.OpenAsync("/");

        Assert.Equal([("9", "item:3")], (await site.EntriesAsync(AuditEvents.ItemViewed)).Select(entry => (entry.Actor, entry.Subject)));
        Assert.Equal(
            [("9", "queue:enquiry", "25 shown."), ("9", "queue:enquiry", "5 shown.")],
            (await site.EntriesAsync(AuditEvents.ItemsViewed)).OrderByDescending(entry => entry.Reason.Length).Select(entry => (entry.Actor, entry.Subject, entry.Reason)));
        var row = (await visitor.OpenAsync("/audit/views")).Words("tbody tr");
        Assert.Equal("4 March 2026 Account 9 1 2 30", row);
    }

    [Fact]
    public async Task Every_page_that_shows_what_somebody_wrote_left_an_entry_first()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.AddRange(TriageQueues.All.Select((queue, at) => Samples.Item(at + 1, "secret words of somebody", queue)));
        using var visitor = await site.SignInAsync();
        var shown = 0;
        foreach (var path in await AllPagesAsync(visitor))
        {
            var before = await CountAsync(site);
            var page = await visitor.OpenAsync(path);
            if (!page.Body!.TextContent.Contains("secret words of somebody", StringComparison.Ordinal)) continue;
            shown++;
            Assert.True(await CountAsync(site) > before, $"{path} shows a post and left no entry of it.");
        }

        // Of each queue the list, the list with the post beside it, the post alone, and the three ways out.
        Assert.Equal(6 * TriageQueues.All.Count, shown);
    }

    [Theory]
    [InlineData("/items/1")]
    [InlineData("/queues/enquiry")]
    public async Task What_cannot_be_noted_is_not_shown(string path)
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(1, "secret words of somebody"));
        using var visitor = await site.SignInAsync();
        Assert.Contains("secret words", (await visitor.OpenAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        await using (var db = await site.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER closed BEFORE INSERT ON LogEntries BEGIN SELECT RAISE(ABORT, 'closed'); END");
        }

        var page = await visitor.OpenAsync(path, HttpStatusCode.InternalServerError);

        Assert.Equal("Something went wrong", page.Words("h1"));
        Assert.DoesNotContain("secret words", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_who_read_at_once_are_all_noted()
    {
        await using var site = await TestSite.StartAsync();
        var views = site.Get<ViewLog>();

        await Task.WhenAll(Enumerable.Range(1, 300).Select(item => views.ItemAsync("1", item, CancellationToken.None)));

        Assert.Equal(Enumerable.Range(1, 300).Select(item => $"item:{item}").Order(StringComparer.Ordinal), (await site.EntriesAsync(AuditEvents.ItemViewed)).Select(entry => entry.Subject).Order(StringComparer.Ordinal));
    }

    private static async Task<int> CountAsync(TestSite site) =>
        (await site.EntriesAsync(AuditEvents.ItemViewed)).Count + (await site.EntriesAsync(AuditEvents.ItemsViewed)).Count;

    private static async Task<IReadOnlyCollection<string>> AllPagesAsync(Visitor visitor)
    {
        var seen = new HashSet<string>(["/"], StringComparer.Ordinal);
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var path))
        {
            foreach (var link in (await visitor.OpenAsync(path)).Links.Select(link => link.GetAttribute("href")!))
                if (link.StartsWith('/') && !link.StartsWith("/assets/", StringComparison.Ordinal) && !link.Contains('#') && seen.Add(link)) open.Enqueue(link);
        }

        return seen;
    }
}
