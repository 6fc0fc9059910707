using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Content;
using Listening.Application.Foi;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Foi;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Pages;

/// <summary>A register of three made-up bodies; item 1 is a complaint about the first, held and readable.</summary>
public class AuthorityPageTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TestSite.Now);

    [Fact]
    public async Task Ranks_by_concern_and_filters_by_name_kind_nation_and_status()
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync(5, StaffRole.Foi);

        Assert.Equal(["Ambleford Borough Council", "Brackwell Police", "Quiet <b>Parish</b> Council"], Names(await visitor.OpenAsync("/authorities")));
        Assert.Equal(["Brackwell Police"], Names(await visitor.OpenAsync("/authorities?kind=police")));
        Assert.Equal(["Ambleford Borough Council"], Names(await visitor.OpenAsync("/authorities?q=AMBLE&nation=England")));
        Assert.Equal([], Names(await visitor.OpenAsync("/authorities?status=OfConcern&nation=Wales")));
        var first = (await visitor.OpenAsync("/authorities")).Words("tbody tr");
        Assert.Contains("overdue 3", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_how_the_score_is_made_and_the_posts_behind_it_after_noting_that_they_are_shown()
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync(5, StaffRole.Foi);

        var page = await visitor.OpenAsync("/authorities/1");

        // 3 overdue × 3, all of today, by 2 authors, one borne out.
        Assert.Equal(["9", "1", "0.8", "1.1"], page.QuerySelectorAll("table")[0].QuerySelectorAll("td.govuk-table__cell--numeric").Select(cell => cell.TextContent));
        Assert.Equal("7.9", page.Words(".app-score"));
        Assert.Contains("Overdue by 40 days", page.Words(".app-items"), StringComparison.Ordinal);
        Assert.StartsWith("<b>Late</b>: my FOI request", page.Words(".app-items .app-foreign"), StringComparison.Ordinal);
        Assert.Equal("1 shown.", Assert.Single(await site.EntriesAsync(AuditEvents.ItemsViewed)).Reason);
    }

    [Fact]
    public async Task An_authority_that_never_was_is_not_found()
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync(5, StaffRole.Foi);

        await visitor.OpenAsync("/authorities/99", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Status_and_notes_are_changed_with_who_and_why()
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync(5, StaffRole.Foi);

        using var changed = await visitor.FillAsync("/authorities/1", "form[action$=Status]", ("status", "OfConcern"), ("reason", "Three late answers."));
        Assert.Equal("/authorities/1?done=authority-status", changed.Headers.Location?.OriginalString);
        using var noted = await visitor.FillAsync("/authorities/1", "form[action$=Note]", ("note", "Ask about <staffing>."));

        var page = await visitor.OpenAsync("/authorities/1");
        Assert.Contains("Of concern", page.Words("h1"), StringComparison.Ordinal);
        Assert.Contains("Ask about <staffing>.", page.Words("main"), StringComparison.Ordinal);
        Assert.Equal(("5", "Three late answers."), (await site.EntriesAsync(AuditEvents.AuthorityStatusChanged)).Select(entry => (entry.Actor, entry.Reason)).Single());
        var refused = await Visitor.ReadAsync(await visitor.FillAsync("/authorities/1", "form[action$=Status]", ("status", "Watch"), ("reason", "")));
        Assert.NotEqual("", refused.Words(".govuk-error-summary"));
    }

    [Fact]
    public async Task A_red_herring_is_corrected_at_the_post_and_can_be_taken_back()
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync(5, StaffRole.Foi);
        var item = await visitor.OpenAsync("/items/1");
        Assert.Equal(["n", "h"], item.QuerySelectorAll(".app-authorities button[data-key]").Select(button => button.GetAttribute("data-key")));

        using var corrected = await visitor.PressAsync(item, "Red herring");
        Assert.Equal("/items/1", corrected.Headers.Location?.OriginalString);
        Assert.Equal(SightingState.Refused, (await SightingAsync(site)).State);

        var after = await visitor.OpenAsync("/items/1");
        Assert.Contains("not counted: corrected", after.Words(".app-authorities"), StringComparison.Ordinal);
        using var back = await visitor.PressAsync(after, "It is about this one");
        Assert.Equal(SightingState.Counted, (await SightingAsync(site)).State);
    }

    [Fact]
    public async Task An_unclear_name_is_refused_and_nobody_is_led_out_of_the_service()
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync(5, StaffRole.Foi);
        var item = await visitor.OpenAsync("/items/1");

        var refused = await Visitor.ReadAsync(await visitor.FillAsync(item, "/items/1", "form:has([name=name])", ("name", "Nobody")));
        Assert.Contains("No public authority of the register", refused.Words(".govuk-error-summary"), StringComparison.Ordinal);
        using var led = await visitor.FillAsync(item, "/items/1", "form:has([name=name])", ("name", "brackwell"), ("back", "https://elsewhere.example/"));
        Assert.Equal("/items/1", led.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task An_authority_is_put_on_a_meeting_s_agenda_with_the_posts_about_it()
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync(5, StaffRole.Foi);
        Assert.Contains("No meeting is planned.", (await visitor.OpenAsync("/authorities/1")).Words("main"), StringComparison.Ordinal);
        await site.AddAsync(new MeetingRow { HeldAt = TestSite.Now.AddDays(7), AddedBy = "5", AddedAt = TestSite.Now });

        using var put = await visitor.FillAsync("/authorities/1", "form[action$=Meeting]", ("meeting", "1"));

        Assert.Equal("/authorities/1?done=authority-agenda", put.Headers.Location?.OriginalString);
        await using var db = await site.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        Assert.Equal((1, 1), await db.MeetingAuthorities.Select(row => ValueTuple.Create(row.MeetingId, row.AuthorityId)).SingleAsync());
        Assert.Equal(1, (await db.Posts.SingleAsync()).MeetingId);
        var refused = await Visitor.ReadAsync(await visitor.FillAsync("/authorities/1", "form[action$=Meeting]", ("meeting", "9")));
        Assert.Contains("There is no meeting 9.", refused.Words(".govuk-error-summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_says_which_authority_it_does_not_know()
    {
        await using var site = await StartAsync();
        using var visitor = await site.SignInAsync(5, StaffRole.Foi);

        Assert.Contains("No public authority of the register", (await visitor.OpenAsync("/queues/foi-intelligence?authority=Nobody")).Words(".app-filters"), StringComparison.Ordinal);
        Assert.DoesNotContain("No public authority", (await visitor.OpenAsync("/queues/foi-intelligence?authority=ambleford")).Words(".app-filters"), StringComparison.Ordinal);
        Assert.Equal(1, site.Triage.Asked.Last().Authority);
    }

    private static async Task<TestSite> StartAsync()
    {
        var site = await TestSite.StartAsync();
        var item = Samples.Item(1, "<b>Late</b>: my FOI request to Ambleford Borough Council is 40 days overdue", TriageQueue.FoiIntelligence);
        site.Triage.Items.Add(item);
        var key = ContentKeyId.For(item.CollectedAt, new RetentionLimit(RetentionRule.Standard, 120));
        var rows = Rows.Post(1, queue: TriageQueue.FoiIntelligence);
        var (post, triaged) = ((PostRow)rows[0], (TriageItemRow)rows[1]);
        var content = site.Get<PostContent>();
        (post.Content, post.ContentHash) = content.Seal(item.Post!, key, post.IdHash);
        (post.KeyId, triaged.Reasons) = (key.Value, content.SealReasons(item.Reasons, key, post.IdHash));
        await site.AddAsync([Rows.Source(), .. rows]);
        await site.AddAsync(
            Row("Ambleford Borough Council", AuthorityKind.DistrictCouncil, "England"), Entry(1, "Ambleford Borough Council", AuthorityKind.DistrictCouncil),
            Row("Brackwell Police", AuthorityKind.Police, "Wales"), Entry(2, "Brackwell Police", AuthorityKind.Police),
            Row("Quiet <b>Parish</b> Council", AuthorityKind.ParishCouncil, "England"), Entry(3, "Quiet <b>Parish</b> Council", AuthorityKind.ParishCouncil));
        await site.AddAsync(
            new SightingRow { PostId = 1, AuthorityId = 1, State = SightingState.Counted }, new PostSignalRow { PostId = 1, Kind = FoiSignalKind.Overdue },
            Count(1, (int)FoiSignalKind.Overdue, 3), Count(1, AuthorityCountKinds.Posts, 3), Count(1, AuthorityCountKinds.Authors, 2), Count(1, AuthorityCountKinds.Corroborated, 1),
            Count(2, (int)FoiSignalKind.Refused, 1), Count(2, AuthorityCountKinds.Posts, 1), Count(2, AuthorityCountKinds.Authors, 1));
        return site;
    }

    private static AuthorityRow Row(string name, AuthorityKind kind, string nation) => new() { Name = name, Kind = kind, Nation = nation, ChangedAt = TestSite.Now };

    private static AuthorityEntryRow Entry(int id, string name, AuthorityKind kind) =>
        new() { Register = "test", Code = name, AuthorityId = id, Entry = JsonSerializer.Serialize(new Authority { Name = name, Kind = kind }) };

    private static AuthorityCountRow Count(int authority, int kind, int count) => new() { AuthorityId = authority, Day = Today, Kind = kind, Count = count };

    private static async Task<SightingRow> SightingAsync(TestSite site)
    {
        await using var db = await site.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        return await db.Sightings.AsNoTracking().SingleAsync();
    }

    private static IEnumerable<string> Names(IParentNode page) => page.QuerySelectorAll("tbody th a").Select(link => link.TextContent);
}
