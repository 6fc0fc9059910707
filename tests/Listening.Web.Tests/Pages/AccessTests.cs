using System.Net;
using Listening.Web.Tests.Site;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Pages;

public class AccessTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/queues/enquiry")]
    [InlineData("/queues/nonsense")]
    [InlineData("/items/1")]
    [InlineData("/sources")]
    [InlineData("/retention")]
    [InlineData("/holds")]
    [InlineData("/holds/ask")]
    [InlineData("/audit")]
    [InlineData("/audit/entries")]
    [InlineData("/audit/deletions")]
    [InlineData("/audit/views")]
    [InlineData("/audit/who?account=1")]
    [InlineData("/people")]
    [InlineData("/searches")]
    [InlineData("/searches/new")]
    [InlineData("/searches/fees")]
    [InlineData("/searches/fees/edit")]
    [InlineData("/tokens")]
    [InlineData("/sign-out")]
    [InlineData("/no/such/page")]
    [InlineData("/queues/enquiry?q=%22refused%22&after=3-5")]
    public async Task Sends_somebody_who_is_not_signed_in_to_the_sign_in_page_and_tells_it_nothing(string path)
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(1));
        using var visitor = site.Visit();

        using var response = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/sign-in", response.Headers.Location?.OriginalString);
        Assert.Empty(site.Triage.Asked);
    }

    [Fact]
    public async Task Keeps_its_sign_in_page_when_the_cookie_is_set_up_by_somebody_else_afterwards()
    {
        await using var site = await TestSite.StartAsync(services => services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.ApplicationScheme, options => options.Events = new CookieAuthenticationEvents()));
        using var visitor = site.Visit();

        using var response = await visitor.GetAsync("/");

        Assert.Equal("/sign-in", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_link_that_is_only_opened_is_not_used_up()
    {
        await using var site = await TestSite.StartAsync();
        using var preview = site.Visit();
        using var person = site.Visit();

        var page = await preview.OpenAsync("/sign-in/good-1");
        Assert.Equal("Sign in", page.Words("main button"));
        Assert.Empty(site.SignIn.Redeemed);

        using var response = await person.SubmitAsync("/sign-in/good-1");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/", response.Headers.Location?.OriginalString);
        await person.OpenAsync("/");
    }

    [Theory]
    [InlineData("old-1", "This link has expired.")]
    [InlineData("nonsense", "This link is not one of ours. Check that you copied all of it.")]
    [InlineData("<script>", "This link is not one of ours. Check that you copied all of it.")]
    public async Task A_bad_link_signs_nobody_in_and_says_why(string token, string expected)
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.Visit();

        using var response = await visitor.SubmitAsync("/sign-in/" + Uri.EscapeDataString(token));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var page = await Visitor.ReadAsync(response);
        Assert.Equal(expected, page.Words("main p"));
        Assert.Equal("/sign-in", page.QuerySelector("main a")?.GetAttribute("href"));
        Assert.DoesNotContain(visitor.Cookies.GetAllCookies(), cookie => cookie.Name == "listening-session");
    }

    [Fact]
    public async Task A_link_works_once()
    {
        await using var site = await TestSite.StartAsync();
        using var first = site.Visit();
        using var second = site.Visit();
        using var _ = await first.SubmitAsync("/sign-in/good-1");

        using var response = await second.SubmitAsync("/sign-in/good-1");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.StartsWith("This link has been used already.", (await Visitor.ReadAsync(response)).Words("main p"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in/good-1")]
    [InlineData("/people")]
    [InlineData("/people?handler=Delete")]
    [InlineData("/searches/new")]
    [InlineData("/searches/fees")]
    [InlineData("/searches/fees/edit")]
    [InlineData("/tokens")]
    [InlineData("/sign-out")]
    [InlineData("/items/1")]
    [InlineData("/retention")]
    [InlineData("/holds")]
    [InlineData("/holds/ask")]
    [InlineData("/audit")]
    [InlineData("/audit/entries")]
    [InlineData("/audit/deletions")]
    [InlineData("/audit/views")]
    [InlineData("/audit/who?account=1")]
    public async Task Nothing_is_done_for_a_form_that_is_not_our_own(string path)
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();

        using var response = await visitor.PostWithoutTokenAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("This request was not understood", (await Visitor.ReadAsync(response)).Words("h1"));
        Assert.DoesNotContain("good-1", site.SignIn.Redeemed);
        Assert.Empty(site.People.Asked);
        await visitor.OpenAsync("/");
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();

        using var response = await visitor.SubmitAsync("/", "form.app-sign-out");

        Assert.Equal("/sign-in", response.Headers.Location?.OriginalString);
        using var after = await visitor.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Opening_the_sign_out_page_does_not_sign_out()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();

        await visitor.OpenAsync("/sign-out");

        await visitor.OpenAsync("/");
    }

    [Fact]
    public async Task Cookies_cannot_be_read_by_scripts_or_sent_by_other_sites_and_end_with_the_browser()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.Visit();
        using var form = await visitor.GetAsync("/sign-in/good-1");
        using var signedIn = await visitor.SubmitAsync("/sign-in/good-1");

        var forms = Assert.Single(form.Headers.GetValues("Set-Cookie"));
        var session = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("listening-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", forms, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", forms, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", session, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", session, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_sign_in_page_shows_nothing_of_the_service_and_the_name_of_the_signed_in_person_stands_nowhere()
    {
        await using var site = await TestSite.StartAsync();
        site.Triage.Items.Add(Samples.Item(1));
        using var stranger = site.Visit();
        using var visitor = await site.SignInAsync();

        Assert.Null((await stranger.OpenAsync("/sign-in")).QuerySelector("nav"));
        foreach (var path in new[] { "/", "/queues/enquiry", "/items/1", "/sources", "/people", "/retention", "/holds", "/audit", "/audit/entries", "/audit/views", "/audit/who?account=1" })
            Assert.DoesNotContain("Quillfeather", (await visitor.OpenAsync(path)).DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
    }
}
