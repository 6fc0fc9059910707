using Listening.Application.Auditing;
using Listening.Application.Incidents;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

public class RetentionPageTests
{
    [Fact]
    public async Task Rules_that_wait_show_what_they_change_and_are_confirmed_with_a_reason()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(Rows.Rules(2, 72, OperationContext.ConsoleActor, sooner: 1_234));
        using var visitor = await site.SignInAsync(7);

        var page = await visitor.OpenAsync("/retention");
        var waiting = page.Words(".app-waiting");
        Assert.Contains("was proposed 4 March 2026, 8:30am by the configuration", waiting, StringComparison.Ordinal);
        Assert.Contains("Usual limit 5 days 3 days Noise 24 hours the same", waiting, StringComparison.Ordinal);
        Assert.Contains("1,234 posts that are held now would be deleted sooner.", waiting, StringComparison.Ordinal);
        Assert.Contains("Everything is deleted 5 days after it was collected.", page.Words("main ul"), StringComparison.Ordinal);

        var refused = await Visitor.ReadAsync(await visitor.FillAsync("/retention", ".app-waiting form", ("decision", "confirm"), ("reason", " ")));
        Assert.StartsWith("Say why in 5 to 300 characters", refused.Words(".govuk-error-summary li"), StringComparison.Ordinal);
        Assert.Equal(1, site.Get<RetentionRulebook>().Current.Version);

        using var confirmed = await visitor.FillAsync("/retention", ".app-waiting form", ("decision", "confirm"), ("reason", "Less is enough."));
        Assert.Equal("/retention?done=rules-confirm", confirmed.Headers.Location?.OriginalString);
        var after = await visitor.OpenAsync("/retention?done=rules-confirm");
        Assert.Null(after.QuerySelector(".app-waiting"));
        Assert.Contains("Everything is deleted 3 days after it was collected.", after.Words("main ul"), StringComparison.Ordinal);
        Assert.Equal(
            ["standard 72 hours, noise 24 hours|In force since 4 March 2026, 9:30am|the console, then account 7", "standard 120 hours, noise 24 hours|Was in force from 4 March 2026, 9:30am|the service itself"],
            after.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()))));
        Assert.Equal(("7", "Less is enough."), (await site.EntriesAsync(AuditEvents.RulesConfirmed)).Select(entry => (entry.Actor, entry.Reason)).Single());
    }

    [Fact]
    public async Task Who_proposed_rules_cannot_confirm_them()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(Rows.Rules(2, 72, "7", sooner: 0));
        using var visitor = await site.SignInAsync(7);

        var page = await Visitor.ReadAsync(await visitor.FillAsync("/retention", ".app-waiting form", ("decision", "confirm"), ("reason", "Less is enough.")));

        Assert.Contains("somebody else has to decide", page.Words(".govuk-error-summary li"), StringComparison.Ordinal);
        Assert.Equal("#reason", page.QuerySelector(".govuk-error-summary a")?.GetAttribute("href"));
        Assert.Equal("Less is enough.", page.QuerySelector("#reason")?.GetAttribute("value"));
        Assert.Empty(await site.EntriesAsync(AuditEvents.RulesConfirmed));
    }

    [Fact]
    public async Task Refused_rules_stay_in_the_list()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddAsync(Rows.Rules(2, 240, OperationContext.ConsoleActor, sooner: 0));
        using var visitor = await site.SignInAsync(7);

        using var refused = await visitor.FillAsync("/retention", ".app-waiting form", ("decision", "refuse"), ("reason", "Nobody needs longer."));

        var after = await visitor.OpenAsync("/retention?done=rules-refuse");
        Assert.Contains("Refused 4 March 2026, 9:30am", after.Words("tbody tr"), StringComparison.Ordinal);
        Assert.Contains("The rules are refused.", after.Words(".moj-alert"), StringComparison.Ordinal);
        Assert.Contains("5 days", after.Words("main ul"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_something_is_wrong_every_page_of_staff_says_so_and_no_page_of_a_stranger()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(1));
        using var stranger = site.Visit();
        using var visitor = await site.SignInAsync();
        Assert.Null((await visitor.OpenAsync("/")).QuerySelector(".moj-alert--error"));
        await site.Get<IncidentBook>().OpenAsync(IncidentKind.KeyLost, "key:x", "Key <b>x</b> is not in the key folder.", CancellationToken.None);

        foreach (var path in new[] { "/", "/queues/enquiry", "/items/1", "/sources", "/retention", "/holds", "/holds/ask", "/audit", "/audit/entries", "/audit/deletions", "/audit/views", "/audit/who?account=1" })
        {
            var page = await visitor.OpenAsync(path);
            Assert.Equal("/retention#failures", Assert.Single(page.QuerySelectorAll("main .moj-alert--error a")).GetAttribute("href"));
        }

        Assert.Null((await stranger.OpenAsync("/sign-in")).QuerySelector(".moj-alert"));
        var retention = await visitor.OpenAsync("/retention");
        Assert.Equal("Key <b>x</b> is not in the key folder.", retention.QuerySelector(".app-failure bdi")?.TextContent);
        Assert.NotNull(retention.QuerySelector("#failures"));
        await site.Get<IncidentBook>().CloseAsync(IncidentKind.KeyLost, "key:x", CancellationToken.None);
        Assert.Null((await visitor.OpenAsync("/")).QuerySelector(".moj-alert--error"));
    }
}
