using Listening.Application.Auditing;
using Listening.Application.Retention;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

public class ItemLimitTests
{
    [Fact]
    public async Task An_item_says_when_it_is_deleted_and_why()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync([Rows.Source(), .. Rows.Post(1), .. Rows.Post(2, RetentionRule.Platform, 48)]);
        site.Triage.Items.AddRange([Samples.Item(1), Samples.Item(2)]);
        using var visitor = await site.SignInAsync();

        var usual = (await visitor.OpenAsync("/items/1")).Words("main");
        var platform = (await visitor.OpenAsync("/items/2")).Words("main");

        Assert.Contains("Deleted on 9 March 2026, 5:30am because everything is kept for 5 days from collection. Rules version 1.", usual, StringComparison.Ordinal);
        Assert.Contains("Deleted on 6 March 2026, 5:30am because village-square allows 48 hours. The usual limit of 5 days would be 9 March 2026, 5:30am.", platform, StringComparison.Ordinal);
        Assert.Contains("It cannot be kept for a meeting: its platform sets the limit.", platform, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_is_kept_for_a_meeting_that_is_added_and_another_for_the_same()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync([Rows.Source(), .. Rows.Post(1), .. Rows.Post(2), .. Rows.Post(3)]);
        site.Triage.Items.AddRange([Samples.Item(1), Samples.Item(2), Samples.Item(3)]);
        using var visitor = await site.SignInAsync(4);

        // A day in summer time: half past ten on the wall is half past nine in the database.
        using var first = await visitor.FillAsync("/items/1", "form.app-meeting", ("meeting", "new"), ("day", "1/4/2026"), ("time", "10:30am"));
        Assert.Equal("/items/1?done=kept", first.Headers.Location?.OriginalString);
        Assert.Equal(["1 April 2026, 10:30am", "Another meeting, on"], (await visitor.OpenAsync("/items/2")).QuerySelectorAll(".govuk-radios__label").Select(label => label.TextContent));
        using var second = await visitor.FillAsync("/items/2", "form.app-meeting", ("meeting", "1"));

        foreach (var id in new long[] { 1, 2 })
        {
            var why = await site.Get<RetentionExplainer>().WhyAsync(id, CancellationToken.None);
            Assert.Equal((RetentionRule.Meeting, new DateTime(2026, 4, 1, 9, 30, 0, DateTimeKind.Utc)), (why!.Post.Rule, why.Post.MeetingAt));
        }

        Assert.Equal(RetentionRule.Standard, (await site.Get<RetentionExplainer>().WhyAsync(3, CancellationToken.None))!.Post.Rule);
        Assert.Contains("not even for a meeting (1 April 2026, 10:30am)", (await visitor.OpenAsync("/items/1")).Words("main"), StringComparison.Ordinal);
        Assert.Equal(["4", "4"], (await site.EntriesAsync(AuditEvents.KeptForMeeting)).Select(entry => entry.Actor));
    }

    [Theory]
    [InlineData("", "", "", "meeting", "Choose a meeting, or another date.")]
    [InlineData("9", "", "", "meeting", "There is no meeting 9 ahead.")]
    [InlineData("new", "soon", "10:30", "day", "Enter the day of the meeting")]
    [InlineData("new", "1/4/2026", "", "time", "Enter the time of the meeting")]
    [InlineData("new", "1/3/2026", "10:30", "day", "The meeting lies in the past.")]
    [InlineData("new", "1/6/2026", "10:30", "day", "The meeting is further ahead")]
    public async Task A_meeting_that_cannot_be_is_refused_at_its_field(string meeting, string day, string time, string field, string expected)
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync([Rows.Source(), .. Rows.Post(1)]);
        site.Triage.Items.Add(Samples.Item(1));
        using var visitor = await site.SignInAsync();

        var page = await Visitor.ReadAsync(await visitor.FillAsync("/items/1", "form.app-meeting", ("meeting", meeting), ("day", day), ("time", time)));

        Assert.Equal("#" + field, page.QuerySelector(".govuk-error-summary a")?.GetAttribute("href"));
        Assert.StartsWith("Error: " + expected, page.Words($"#{field}-error"), StringComparison.Ordinal);
        Assert.True(page.QuerySelector("form.app-meeting")!.Closest("details")!.HasAttribute("open"));
        Assert.Equal(RetentionRule.Standard, (await site.Get<RetentionExplainer>().WhyAsync(1, CancellationToken.None))!.Post.Rule);
    }

    [Fact]
    public async Task Noise_is_not_kept_for_a_meeting()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync([Rows.Source(), .. Rows.Post(1, RetentionRule.Noise, 24, queue: TriageQueue.Noise)]);
        site.Triage.Items.Add(Samples.Item(1, queue: TriageQueue.Noise));
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/items/1");

        Assert.Contains("Noise is not kept for a meeting.", page.Words("main"), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form.app-meeting"));
    }
}
