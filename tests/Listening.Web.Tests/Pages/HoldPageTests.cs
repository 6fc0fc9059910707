using Listening.Application.Auditing;
using Listening.Application.Holds;
using Listening.Core.Retention;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

public class HoldPageTests
{
    private static readonly (string Name, string Value)[] Good =
        [("kind", "FoiRequest"), ("reference", "IC-123456"), ("items", "1 https://listening.example/items/2"), ("ends", "4/4/2026"), ("reason", "The case asks for them."), ("step", "preview")];

    [Fact]
    public async Task A_hold_is_asked_for_after_a_preview_and_approved_by_somebody_else_and_the_item_says_so()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync([Rows.Source(), .. Rows.Post(1), .. Rows.Post(2, RetentionRule.Platform, 48), .. Rows.Post(3)]);
        site.Triage.Items.AddRange([Samples.Item(1), Samples.Item(3)]);
        using var first = await site.SignInAsync(1);
        using var second = await site.SignInAsync(2);

        var preview = await Visitor.ReadAsync(await first.FillAsync("/holds/ask", "main form", Good));
        Assert.Equal("2 posts are in its scope now; without it the first is deleted on 6 March 2026, 5:30am.", preview.Words(".govuk-inset-text"));
        Assert.Contains("1 of them have to be deleted earlier by their platform's terms. The hold wins, because destroying what was requested is an offence", preview.Words(".govuk-warning-text"), StringComparison.Ordinal);
        Assert.Empty(await site.Get<HoldService>().ListAsync(CancellationToken.None));

        using var asked = await first.FillAsync(preview, "/holds/ask", "main form", ("step", "ask"));
        Assert.Equal("/holds?done=hold-asked", asked.Headers.Location?.OriginalString);
        var own = await Visitor.ReadAsync(await first.FillAsync("/holds", "main form", ("decision", "approve"), ("reason", "It is in order.")));
        Assert.Equal("Somebody else than who asked for the hold has to decide it.", own.Words(".govuk-error-summary li"));
        Assert.Equal("#reason-1", own.QuerySelector(".govuk-error-summary a")?.GetAttribute("href"));

        using var approved = await second.FillAsync("/holds", "main form", ("decision", "approve"), ("reason", "It is in order."));
        Assert.Equal("/holds?done=hold-approve", approved.Headers.Location?.OriginalString);
        var list = await second.OpenAsync("/holds?done=hold-approve");
        Assert.Equal("Hold 1: FOI request IC-123456", list.Words(".govuk-summary-card h2"));
        Assert.Equal("In force", list.Words(".govuk-summary-card .govuk-tag"));
        Assert.Equal(
            ["Scope 2 named items", "Keeps 2 posts", "Lasts until end of 4 April 2026", "Asked for 4 March 2026, 9:30am by account 1", "Approved 4 March 2026, 9:30am by account 2"],
            list.QuerySelectorAll(".govuk-summary-list__row").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));

        var item = (await second.OpenAsync("/items/1")).Words("main");
        Assert.Contains("Not deleted, because of hold 1 (an FOI request, reference IC-123456) until 5 April 2026, 12:00am.", item, StringComparison.Ordinal);
        Assert.Contains("Kept by a hold", item, StringComparison.Ordinal);
        Assert.DoesNotContain("Kept by", (await second.OpenAsync("/items/3")).Words("main"), StringComparison.Ordinal);
        Assert.Equal("The case asks for them.", Assert.Single(await site.EntriesAsync(AuditEvents.HoldAsked)).Reason);
        Assert.Equal("2", Assert.Single(await site.EntriesAsync(AuditEvents.HoldApproved)).Actor);
    }

    [Theory]
    [InlineData("kind", "", "kind", "Choose why the posts are to be kept.")]
    [InlineData("reference", "Ann Other", "reference", "A reference is 3 to 64")]
    [InlineData("items", "", "items", "A hold names items, an author or a search")]
    [InlineData("items", "1 two", "items", "Items are given by their numbers")]
    [InlineData("from", "yesterday", "from", "This is not a date.")]
    [InlineData("ends", "", "ends", "Enter the last day of the hold")]
    [InlineData("ends", "3/3/2026", "ends", "A hold ends in the future")]
    [InlineData("ends", "1/6/2027", "ends", "A hold ends in the future, 366 days ahead at most")]
    [InlineData("reason", "no", "reason", "Say why in 5 to 300 characters")]
    [InlineData("search", "unheard-of", "search", "There is no search named unheard-of.")]
    public async Task A_draft_that_cannot_be_a_hold_is_refused_at_its_field(string field, string value, string at, string expected)
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();

        var page = await Visitor.ReadAsync(await visitor.FillAsync("/holds/ask", "main form", [.. Good.Where(each => each.Name != field), (field, value)]));

        Assert.Equal("#" + at, page.QuerySelector(".govuk-error-summary a")?.GetAttribute("href"));
        Assert.StartsWith(expected, page.Words(".govuk-error-summary li"), StringComparison.Ordinal);
        Assert.StartsWith("Error: " + expected, page.Words($"#{at}-error"), StringComparison.Ordinal);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal("IC-123456", field == "reference" ? "IC-123456" : page.QuerySelector("#reference")!.GetAttribute("value"));
        Assert.Empty(await site.Get<HoldService>().ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_author_is_never_named_once_the_hold_is_asked_for()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();
        (string, string)[] values = [.. Good.Where(each => each.Name != "items"), ("author", "@pim.secret")];

        using var asked = await visitor.FillAsync(await Visitor.ReadAsync(await visitor.FillAsync("/holds/ask", "main form", values)), "/holds/ask", "main form", ("step", "ask"));

        var list = await visitor.OpenAsync("/holds");
        Assert.Contains("Posts by one author", list.Words(".govuk-summary-list"), StringComparison.Ordinal);
        Assert.DoesNotContain("pim.secret", list.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(Assert.Single(await site.Get<HoldService>().ListAsync(CancellationToken.None)).Hold.AuthorHash);
    }

    [Theory]
    [InlineData("refuse", "Refused", AuditEvents.HoldRefused)]
    [InlineData("lift", "Lifted", AuditEvents.HoldLifted)]
    public async Task A_hold_that_is_over_shows_no_form(string decision, string state, string @event)
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(Rows.Hold());
        using var visitor = await site.SignInAsync();

        using var decided = await visitor.FillAsync("/holds", "main form", ("decision", decision), ("reason", "Not needed any more."));

        var list = await visitor.OpenAsync("/holds");
        Assert.Equal(state, list.Words(".govuk-summary-card .govuk-tag"));
        Assert.Null(list.QuerySelector("main form"));
        Assert.Equal("Not needed any more.", Assert.Single(await site.EntriesAsync(@event)).Reason);
    }

    [Fact]
    public async Task Hostile_reasons_and_references_come_out_as_the_same_words()
    {
        const string hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>\u202E";
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(Rows.Hold(hostile, askedBy: "7"), Rows.Entry(AuditEvents.HoldAsked, TestSite.Now, "<b>", hostile, hostile));
        using var visitor = await site.SignInAsync();

        foreach (var page in new[]
        {
            await visitor.OpenAsync("/holds"), await visitor.OpenAsync("/audit/entries"),
            await Visitor.ReadAsync(await visitor.FillAsync("/holds", "main form", ("reason", hostile), ("decision", "approve"))),
            await Visitor.ReadAsync(await visitor.FillAsync("/holds/ask", "main form", ("reason", hostile), ("items", hostile), ("reference", hostile))),
        })
        {
            Assert.Empty(page.QuerySelectorAll("main img, main script, main b"));
            Assert.Single(page.Scripts);
            Assert.Contains("<script>alert(1)</script>\"><img src=x onerror=alert(1)>", page.QuerySelector("main")!.TextContent + string.Concat(page.QuerySelectorAll("main input").Select(input => input.GetAttribute("value"))), StringComparison.Ordinal);
        }
    }
}
