using System.Net;
using AngleSharp.Html.Dom;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Listening.Web.Tests.Pages;

public class UserPageTests
{
    [Fact]
    public async Task An_account_is_added_with_its_roles_and_its_link_is_shown_once()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();

        var page = await SendAsync(visitor, "/users/add", "Add the account and show its link", ("name", "Nadia <i>Fictional</i>"), ("roles", "triage"), ("roles", "foi"), ("reason", "New in the team."));

        Assert.StartsWith($"{site.Address}sign-in/", page.Words("#link"), StringComparison.Ordinal);
        var added = (await site.Get<AccountService>().ListAsync(CancellationToken.None))[^1];
        Assert.Equal(("Nadia <i>Fictional</i>", "triage, foi"), (added.Name, StaffRoles.List(added.Roles)));
        var list = await visitor.OpenAsync("/users");
        Assert.Null(list.QuerySelector("#link"));
        Assert.Contains("Nadia <i>Fictional</i>", list.Words("main table"), StringComparison.Ordinal);
        var entry = Assert.Single(await site.EntriesAsync(AuditEvents.AccountAdded));
        Assert.Equal(("7", $"account:{added.Id}", "New in the team. Roles: triage, foi."), (entry.Actor, entry.Subject, entry.Reason));
        Assert.Single(await site.EntriesAsync(AuditEvents.SignInLinkIssued));
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();

        var page = await SendAsync(visitor, "/users/add", "Add the account and show its link");

        Assert.Equal(["#name", "#roles", "#reason"], page.QuerySelectorAll(".govuk-error-summary a").Select(link => link.GetAttribute("href")));
        Assert.Single(await site.Get<AccountService>().ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_disabled_account_is_out_with_its_next_request_and_in_again_after_a_new_link()
    {
        await using var site = await TestSite.StartAsync();
        using var administrator = await site.SignInAsync();
        using var visitor = await site.SignInAsync(8, StaffRole.Triage);
        await visitor.OpenAsync("/queues/enquiry");

        using var done = await PressAsync(administrator, "/users/8", "Disable this account", ("reason", "Has left the team."));

        Assert.Equal("/users/8?done=user-disable", done.Headers.Location?.OriginalString);
        using var after = await visitor.GetAsync("/queues/enquiry");
        Assert.Equal("/sign-in", after.Headers.Location?.OriginalString);
        Assert.DoesNotContain(visitor.Cookies.GetAllCookies(), cookie => cookie.Name == "listening-session" && !cookie.Expired);

        using var enabled = await PressAsync(administrator, "/users/8", "Let it sign in again", ("reason", "Is back again."));
        using var again = await site.SignInAsync(8);
        await again.OpenAsync("/queues/enquiry");
    }

    [Fact]
    public async Task Other_roles_open_and_shut_pages_of_a_session_that_is_open()
    {
        await using var site = await TestSite.StartAsync();
        using var administrator = await site.SignInAsync();
        using var visitor = await site.SignInAsync(8, StaffRole.Triage);

        using var done = await PressAsync(administrator, "/users/8", "Save the roles", ("roles", "auditor"), ("reason", "Moved to audit."));

        await visitor.OpenAsync("/queues/enquiry", HttpStatusCode.Forbidden);
        await visitor.OpenAsync("/audit");
    }

    [Fact]
    public async Task The_last_administrator_can_neither_leave_nor_be_disabled()
    {
        await using var site = await TestSite.StartAsync();
        using var administrator = await site.SignInAsync();

        var disabled = await SendAsync(administrator, "/users/7", "Disable this account", ("reason", "Out of the way."));
        var demoted = await SendAsync(administrator, "/users/7", "Save the roles", ("roles", "auditor"), ("reason", "Only reads now."));

        Assert.Equal(("#reason", "#roles"), (Fault(disabled), Fault(demoted)));
        Assert.Contains("last administrator", demoted.Words(".govuk-error-summary"), StringComparison.Ordinal);
        await administrator.OpenAsync("/users");
    }

    [Fact]
    public async Task Somebody_who_has_lost_the_way_in_gets_a_new_link()
    {
        await using var site = await TestSite.StartAsync();
        using var administrator = await site.SignInAsync();
        await site.EnsureAsync(8, StaffRole.Triage);

        var page = await SendAsync(administrator, "/users/8", "Issue a sign-in link", ("reason", "Lost the telephone."));

        Assert.StartsWith($"{site.Address}sign-in/", page.Words("#link"), StringComparison.Ordinal);
        await using var db = await site.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        Assert.Equal(8, (await db.SignInLinks.SingleAsync()).AccountId);
    }

    private static string? Fault(IHtmlDocument page) => page.QuerySelector(".govuk-error-summary a")?.GetAttribute("href");

    private static async Task<IHtmlDocument> SendAsync(Visitor visitor, string path, string button, params (string Name, string Value)[] typed)
    {
        using var response = await PressAsync(visitor, path, button, typed);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Visitor.ReadAsync(response);
    }

    // Ticks exactly the boxes that are named.
    private static async Task<HttpResponseMessage> PressAsync(Visitor visitor, string path, string button, params (string Name, string Value)[] typed)
    {
        var page = await visitor.OpenAsync(path);
        var pressed = page.QuerySelectorAll("main button").Single(found => found.TextContent.Trim() == button);
        List<(string, string)> fields = [.. typed, ("__RequestVerificationToken", page.QuerySelector("main [name=__RequestVerificationToken]")!.GetAttribute("value")!)];
        if (pressed.GetAttribute("name") is { } name) fields.Add((name, pressed.GetAttribute("value")!));
        return await visitor.PostAsync(path, fields);
    }
}
