using System.Net;
using System.Text.Json;
using Listening.Application.Auditing;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Outgoing;

public class SendingPageTests
{
    [Fact]
    public async Task Passing_on_asks_once_however_often_the_form_is_sent()
    {
        await using var site = await SendingSite.StartAsync();
        using var visitor = await site.SignInAsync();
        var page = await visitor.OpenAsync("/items/1/pass-on");
        Assert.Contains("The mail holds a link, nothing of the post.", page.Words("main form"), StringComparison.Ordinal);

        for (var times = 0; times < 2; times++)
        {
            using var sent = await visitor.FillAsync(page, "/items/1/pass-on", "main form", ("team", "press-office"), ("words", "For your answer."));
            Assert.Equal("/items/1?done=passed-on", sent.Headers.Location?.OriginalString);
        }

        var row = Assert.Single(await site.SendingsAsync());
        Assert.Equal((SendingKind.PassOn, SendingState.Waiting, "press-office", "7"), (row.Kind, row.State, row.Target, row.AskedBy));
        Assert.Equal("7", Assert.Single(await site.EntriesAsync(AuditEvents.ItemViewed)).Actor);
        Assert.Equal("Sending 1: pass on to press-office.", Assert.Single(await site.EntriesAsync(AuditEvents.SendingAsked)).Reason);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_what_was_typed_stays()
    {
        await using var site = await SendingSite.StartAsync();
        using var visitor = await site.SignInAsync();

        using var noTeam = await visitor.FillAsync("/items/1/pass-on", "main form", ("words", "Kept words"));
        using var noWords = await visitor.FillAsync("/items/1/pass-on", "main form", ("team", "legal"));

        var page = await Visitor.ReadAsync(noTeam);
        Assert.Equal(("Choose a team.", "Kept words"), (page.Words(".govuk-error-summary__list"), page.QuerySelector("#words")!.TextContent));
        Assert.Equal("Say in a few sentences why you pass it on.", (await Visitor.ReadAsync(noWords)).Words(".govuk-error-summary__list"));
        Assert.Empty(await site.SendingsAsync());
    }

    [Theory]
    [InlineData("pass-on")]
    [InlineData("hand-over")]
    [InlineData("reply")]
    public async Task There_is_no_page_for_an_item_that_is_gone_and_hostile_text_is_text_on_every_page(string place)
    {
        await using var site = await SendingSite.StartAsync("<script>alert(1)</script><img src=x onerror=alert(1)>");
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync($"/items/1/{place}");
        await visitor.OpenAsync($"/items/2/{place}", HttpStatusCode.NotFound);

        Assert.Contains("<script>alert(1)</script>", page.Words("main"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script, main img"));
    }

    [Fact]
    public async Task A_file_for_the_case_system_needs_a_reference_and_is_safe_to_open()
    {
        await using var site = await SendingSite.StartAsync("=HYPERLINK(\"https://evil.example\")");
        using var visitor = await site.SignInAsync();
        var page = await visitor.OpenAsync("/items/1/hand-over");

        using var refused = await visitor.FillAsync(page, "/items/1/hand-over", "main form", ("step", "csv"), ("reference", "Pim"));
        Assert.Contains("never a name", (await Visitor.ReadAsync(refused)).Words(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Equal(ItemState.Open, (await site.ItemAsync()).State);

        using var csv = await visitor.FillAsync(page, "/items/1/hand-over", "main form", ("step", "csv"), ("reference", "IC-77"), ("words", "A note"));
        using var json = await visitor.FillAsync(page, "/items/1/hand-over", "main form", ("step", "json"), ("reference", "IC-77"), ("words", "A note"));

        Assert.Contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\"", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var data = JsonDocument.Parse(await json.Content.ReadAsStringAsync()).RootElement.GetProperty("data");
        Assert.Equal(("=HYPERLINK(\"https://evil.example\")", "A note", 1), (data.GetProperty("text").GetString(), data.GetProperty("note").GetString(), data.GetProperty("item").GetInt32()));
        Assert.Equal("attachment; filename=item-1.json; filename*=UTF-8''item-1.json", json.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal(("download", "IC-77"), Assert.Single((await site.SendingsAsync()).Select(row => (row.Target, row.Reference))));
        Assert.Equal((ItemState.Closed, ItemOutcome.HandedOver), ((await site.ItemAsync()).State, (await site.ItemAsync()).Outcome));
    }

    [Fact]
    public async Task Handing_over_is_not_offered_where_no_case_system_is_set_up()
    {
        await using var site = await SendingSite.StartAsync(settings: new OutgoingSettings());
        using var visitor = await site.SignInAsync();

        Assert.Empty((await visitor.OpenAsync("/items/1/hand-over")).QuerySelectorAll("button[value=send]"));
        Assert.Contains("No team is set up.", (await visitor.OpenAsync("/items/1/pass-on")).Words("main"), StringComparison.Ordinal);
        using var sent = await visitor.FillAsync("/items/1/hand-over", "main form", ("step", "send"));
        Assert.Contains("No case system is set up", (await Visitor.ReadAsync(sent)).Words(".govuk-error-summary"), StringComparison.Ordinal);
    }
}
