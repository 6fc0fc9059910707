using System.Net;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Meetings;
using Listening.Core.Foi;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

public class MeetingPageTests
{
    [Fact]
    public async Task A_meeting_is_added_an_authority_put_on_its_agenda_and_decided()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(Rows.Source(), MeetingRows.Authority("Ambleford Borough Council"), MeetingRows.Authority("Wexmoor Police"));
        using var visitor = await site.SignInAsync(1, StaffRole.Foi);

        using var added = await visitor.FillAsync("/meetings", "main form", ("day", "7/3/2026"), ("time", "10:30"));
        Assert.Equal("/meetings/1?done=meeting-added", added.Headers.Location?.OriginalString);
        await site.KeepAsync(1, "They never answered.", authority: 1, signals: FoiSignalKind.Ignored);
        await site.KeepAsync(2, "Late again.", authority: 2, signals: FoiSignalKind.Overdue);
        var page = await visitor.OpenAsync("/meetings/1");
        Assert.Contains("2 posts by 1 author are kept for it. The last is deleted on 12 March 2026, 3:30am.", page.Words("main"), StringComparison.Ordinal);

        using var one = await visitor.FillAsync(page, "/meetings/1", "form.app-agenda-add", ("act", "add"));
        using var other = await visitor.FillAsync("/meetings/1", "form[data-form=add]", ("act", "add"), ("name", "wexmoor police"));
        Assert.Equal("/meetings/1?done=meeting-add", other.Headers.Location?.OriginalString);
        using var decided = await visitor.FillAsync("/meetings/1", "form[data-form=decide-1]", ("act", "decide"), ("decision", "write"), ("reference", "IC-123456"));
        Assert.Equal("/meetings/1?done=meeting-decide", decided.Headers.Location?.OriginalString);

        page = await visitor.OpenAsync("/meetings/1?done=meeting-decide");
        Assert.Equal(["Ambleford Borough Council", "Wexmoor Police"], page.QuerySelectorAll(".govuk-summary-card__title").Select(title => title.TextContent));
        Assert.Equal("/authorities/1", page.QuerySelector(".govuk-summary-card__title a")!.GetAttribute("href"));
        Assert.Equal(
            ["Kept now 1 post by 1 author", "Signals ignored 1", "Decided Write to it, IC-123456, on 4 March 2026, 9:30am, with 1 post by 1 author; signals: ignored 1"],
            page.QuerySelectorAll(".govuk-summary-card")[0].QuerySelectorAll(".govuk-summary-list__row").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Single(page.QuerySelectorAll("button[value=remove]"));
        Assert.Equal("Recorded on the meeting's page: write, IC-123456.", Assert.Single(await site.EntriesAsync(AuditEvents.MeetingDecided)).Reason);
        Assert.DoesNotContain("They never answered", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Empty(await site.EntriesAsync(AuditEvents.ItemsViewed));
    }

    [Fact]
    public async Task A_meeting_is_moved_and_closed_for_a_reason_and_stands_among_the_past_ones_with_what_it_decided()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(Rows.Source(), MeetingRows.Authority("Ambleford Borough Council"), MeetingRows.Meeting(), MeetingRows.Meeting(days: 9));
        await site.KeepAsync(1, "They never answered.", authority: 1);
        await site.Get<MeetingAgenda>().AddAsync(1, 1, new OperationContext("1", TestSite.Now, "Test."), CancellationToken.None);
        using var visitor = await site.SignInAsync(1, StaffRole.Foi);
        (string, string)[] move = [("act", "move"), ("day", "10/3/2026"), ("time", "2pm"), ("reason", "The room is taken.")];

        var seen = await visitor.OpenAsync("/meetings/1");
        using var moved = await visitor.FillAsync(seen, "/meetings/1", "form[data-form=move]", move);
        Assert.Equal("/meetings/1?done=meeting-move", moved.Headers.Location?.OriginalString);
        var again = await Visitor.ReadAsync(await visitor.FillAsync(seen, "/meetings/1", "form[data-form=move]", move));
        Assert.Equal("Somebody has moved the meeting meanwhile. Look at it again.", again.Words(".govuk-error-summary li"));
        var page = await visitor.OpenAsync("/meetings/1");
        Assert.Equal("Meeting of 10 March 2026, 2:00pm", page.Words("h1"));
        Assert.Contains("The last is deleted on 15 March 2026, 1:30pm.", page.Words("main"), StringComparison.Ordinal);

        using var closed = await visitor.FillAsync("/meetings/1", "form[data-form=close]", ("act", "close"), ("reason", "It was held early."));
        Assert.Equal("/meetings/1?done=meeting-close", closed.Headers.Location?.OriginalString);
        page = await visitor.OpenAsync("/meetings/1");
        Assert.Contains("The last is deleted on 9 March 2026, 9:30am.", page.Words("main"), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
        var list = await visitor.OpenAsync("/meetings");
        Assert.Equal(["/meetings/2"], list.QuerySelectorAll("main table th a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Ambleford Borough Council: not decided", list.Words("main ul li"));
        Assert.StartsWith("It was held early. 1 posts go sooner", Assert.Single(await site.EntriesAsync(AuditEvents.MeetingClosed)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add", "name", "name", "", "Enter the name of a public authority.")]
    [InlineData("add", "name", "name", "Nowhere at all", "No public authority of the register is known by that name.")]
    [InlineData("move", "day", "day", "soon", "Enter the day of the meeting, such as 27/3/2026.")]
    [InlineData("move", "day", "day", "1/3/2026", "The meeting lies in the past.")]
    [InlineData("move", "day", "day", "1/6/2026", "The meeting is further ahead than anything may be kept (31 days).")]
    [InlineData("move", "move-reason", "reason", "no", "Say why in 5 to 300 characters")]
    [InlineData("close", "close-reason", "reason", "", "Say why in 5 to 300 characters")]
    [InlineData("decide", "decision-1", "decision", "", "Choose what was decided.")]
    [InlineData("decide", "reference-1", "reference", "Ann Other", "A reference is 3 to 64")]
    public async Task What_cannot_be_done_is_refused_at_its_field(string act, string at, string field, string value, string expected)
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(MeetingRows.Authority("Ambleford Borough Council"), MeetingRows.Meeting());
        await site.Get<MeetingAgenda>().AddAsync(1, 1, new OperationContext("1", TestSite.Now, "Test."), CancellationToken.None);
        using var visitor = await site.SignInAsync();
        var good = new Dictionary<string, (string, string)[]>(StringComparer.Ordinal)
        {
            ["add"] = [],
            ["move"] = [("day", "10/3/2026"), ("time", "10:30"), ("reason", "The room is taken.")],
            ["close"] = [("reason", "It was held.")],
            ["decide"] = [("decision", "write"), ("reference", "IC-1")],
        };

        var page = await Visitor.ReadAsync(await visitor.FillAsync(
            "/meetings/1", $"form[data-form^={act}]", [("act", act), .. good[act].Where(each => each.Item1 != field), (field, value)]));

        Assert.Equal("#" + at, page.QuerySelector(".govuk-error-summary a")?.GetAttribute("href"));
        Assert.NotNull(page.GetElementById(at));
        Assert.StartsWith(expected, page.Words(".govuk-error-summary li"), StringComparison.Ordinal);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Empty(await site.EntriesAsync(AuditEvents.MeetingMoved));
        Assert.Empty(await site.EntriesAsync(AuditEvents.MeetingClosed));
        Assert.Empty(await site.EntriesAsync(AuditEvents.MeetingDecided));
    }

    [Fact]
    public async Task The_pack_quotes_posts_counts_authors_and_is_noted_before_it_is_shown()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(Rows.Source(), MeetingRows.Authority("Ambleford Borough Council"), MeetingRows.Meeting(), MeetingRows.Meeting());
        await site.KeepAsync(1, "They never answered.", authority: 1, signals: FoiSignalKind.Ignored);
        await site.KeepAsync(2, "Whoever it was.");
        await site.KeepAsync(3, "For the other meeting.", meeting: 2, authority: 1);
        using var visitor = await site.SignInAsync(7, StaffRole.Foi);

        var page = await visitor.OpenAsync("/meetings/1/pack");

        Assert.Equal("Pack for the meeting of 7 March 2026, 9:30am", page.Words("h1"));
        Assert.Equal("Everything quoted here is deleted by 12 March 2026, 3:30am. Destroy every copy of this pack by then.", page.Words(".govuk-inset-text"));
        Assert.Equal(["They never answered.", "Whoever it was."], page.QuerySelectorAll("blockquote").Select(quote => quote.TextContent));
        Assert.Equal("Ambleford Borough Council (not on the agenda) 1 1 ignored 1", page.Words("tbody tr"));
        Assert.Equal("4 March 2026, 4:30am, village-square", page.Words(".app-quoted p"));
        Assert.Equal("https://social.example/posts/1", page.QuerySelector(".app-quoted a")?.GetAttribute("href"));
        Assert.DoesNotContain("secret", page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Quillfeather", page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("pack.pdf", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var noted = Assert.Single(await site.EntriesAsync(AuditEvents.ItemsViewed));
        Assert.Equal(("7", "meeting:1", "2 shown."), (noted.Actor, noted.Subject, noted.Reason));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/meetings/1/pack.pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/meetings/9/pack")).StatusCode);
    }

    [Fact]
    public async Task Hostile_posts_and_names_come_out_as_the_same_words()
    {
        const string hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(1)></blockquote><h1>Pay here</h1>\u202E";
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(Rows.Source(hostile), MeetingRows.Authority(hostile), MeetingRows.Meeting());
        await site.KeepAsync(1, hostile, authority: 1, url: "javascript:alert(1)");
        using var visitor = await site.SignInAsync();
        foreach (var path in new[] { "/meetings/1", "/meetings/1/pack" })
        {
            var page = await visitor.OpenAsync(path);
            Assert.Empty(page.QuerySelectorAll("main img, main script, main blockquote h1"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.Single(page.Scripts);
            Assert.Contains("<script>alert(1)</script>\"><img src=x onerror=alert(1)></blockquote><h1>Pay here</h1>", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("javascript:", string.Concat(page.Links.Select(link => link.GetAttribute("href"))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Auditors_see_what_is_kept_by_which_account_and_why_and_no_post()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(
            Rows.Source(), MeetingRows.Meeting(),
            Rows.Entry(AuditEvents.KeptForMeeting, TestSite.Now.AddHours(-2), "12", "meeting:1", "It shows a pattern. 1 of 1 items are kept for it."),
            Rows.Entry(AuditEvents.KeptForMeeting, TestSite.Now.AddHours(-2), "13", "meeting:11", "Of another meeting."));
        await site.KeepAsync(1, "They never answered.");
        using var auditor = await site.SignInAsync(3, StaffRole.Auditor);

        var page = await auditor.OpenAsync("/audit/kept");

        Assert.Equal("Meeting 1, 7 March 2026, 9:30am", page.Words("h2"));
        Assert.Equal("Kept now 1 post Since 4 March 2026, 7:30am Until, at the latest 12 March 2026, 3:30am", page.Words("dl"));
        Assert.Equal("4 Mar 2026, 7:30am Kept for a meeting Account 12 It shows a pattern. 1 of 1 items are kept for it.", page.Words("tbody tr"));
        Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain("They never answered", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }
}
