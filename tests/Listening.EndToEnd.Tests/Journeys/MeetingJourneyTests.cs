using System.Globalization;
using Deque.AxeCore.Playwright;
using Listening.Application.Auditing;
using Listening.Application.Foi;
using Listening.Application.Meetings;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Foi;
using Listening.Core.Triage;
using Listening.EndToEnd.Tests.Browser;
using Listening.TestSupport.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>A meeting's pages in a real browser, wide and on a telephone, with hostile posts in the pack.</summary>
[Needs(Peer.Chromium)]
public sealed class MeetingJourneyTests(RunningService service, BrowserFixture browser) : IClassFixture<RunningService>, IClassFixture<BrowserFixture>
{
    [AvailableTheory]
    [InlineData(1280)]
    [InlineData(375)]
    public async Task Agenda_pack_and_what_is_kept_are_readable_and_keep_within_the_screen(int width)
    {
        var meeting = await PrepareAsync($"Ambleford and Wexmoor Metropolitan Borough Council {width.ToString(CultureInfo.InvariantCulture)}");
        await using var watched = await browser.NewPageAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = 800 } });
        await watched.Page.GotoAsync(await service.SignInLinkAsync());
        await watched.Page.ClickAsync("main button");

        foreach (var path in new[] { "/meetings", $"/meetings/{meeting}", $"/meetings/{meeting}/pack", "/audit/kept" })
        {
            await watched.Page.GotoAsync(service.Address + path);
            await watched.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
            var found = await watched.Page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{path}: " + string.Join("; ", found.Violations.Select(violation => $"{violation.Id}: {violation.Help}, at {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
            Assert.True(await watched.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{path} scrolls sideways at {width}.");
            await watched.ScreenshotAsync($"meeting{path.Replace('/', '-')}-{width.ToString(CultureInfo.InvariantCulture)}");
            Assert.DoesNotContain("scriptran", await watched.Page.TitleAsync(), StringComparison.Ordinal);
        }

        await watched.Page.GotoAsync($"{service.Address}/meetings/{meeting}");
        await watched.Page.ClickAsync("summary:has-text('Record what was decided')");
        await watched.Page.CheckAsync("text=Regulatory action");
        await watched.Page.FillAsync("input[name=reference]", "FS-50412345");
        await watched.Page.ClickAsync("button:has-text('Record it')");
        Assert.Contains("Regulatory action, FS-50412345, on ", await watched.Page.InnerTextAsync(".govuk-summary-card"), StringComparison.Ordinal);
        Assert.Empty(watched.Problems);
    }

    // Everything that is open is kept, hostile posts among it; half of it is about the authority.
    private async Task<int> PrepareAsync(string authority)
    {
        var triage = service.Get<ITriageReader>();
        var items = new List<long>();
        foreach (var queue in TriageQueues.All.Where(queue => queue != TriageQueue.Noise))
            items.AddRange((await triage.ListAsync(new ItemFilter(queue) { Size = 20 }, CancellationToken.None)).Items.Select(item => item.Id));
        var operation = OperationContext.System(TimeProvider.System, "Test.");
        var meetings = service.Get<MeetingService>();
        var (id, _) = await meetings.AddAsync(operation.At.AddDays(7), operation, CancellationToken.None);
        await using var db = await service.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        await db.Posts.Where(post => post.MeetingId != null).ExecuteUpdateAsync(row => row.SetProperty(post => post.MeetingId, id));
        await meetings.KeepAsync(id!.Value, items, operation, CancellationToken.None);
        var row = new AuthorityRow { Name = authority, ChangedAt = operation.At };
        db.Add(row);
        await db.SaveChangesAsync();
        foreach (var post in items.Where((_, at) => at % 2 == 0))
            db.Add(new SightingRow { PostId = post, AuthorityId = row.Id, State = SightingState.Counted });
        if (!await db.PostSignals.AnyAsync(signal => signal.PostId == items[0])) db.Add(new PostSignalRow { PostId = items[0], Kind = FoiSignalKind.Overdue, Days = 60 });
        await db.SaveChangesAsync();
        Assert.Null(await service.Get<MeetingAgenda>().AddAsync(id.Value, row.Id, operation, CancellationToken.None));
        return id.Value;
    }
}
