using System.Net;
using AngleSharp.Html.Dom;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.TestSupport;
using Listening.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Listening.Web.Tests.Pages;

/// <summary>Signing in by password and code, without scripts. The codes are of the machine's own time, as Identity's are.</summary>
public class CodeSignInTests
{
    private const string Password = "crumpet lantern hedgehog ferry";
    private const string Name = "Sentinel Quillfeather 8";

    [Fact]
    public async Task Somebody_sets_up_password_and_codes_and_signs_in_by_them()
    {
        await using var site = await TestSite.StartAsync();
        var key = await SetUpAsync(site);
        using var visitor = site.Visit();

        Assert.Equal("/sign-in/code", await GiveAsync(visitor, Name.ToUpperInvariant(), Password));
        Assert.Equal("/", await CodeAsync(visitor, Code(key)));

        await visitor.OpenAsync("/queues/enquiry");
        Assert.Equal([("8", "Password and code.")], (await site.EntriesAsync(AuditEvents.SignedIn)).Select(entry => (entry.Actor, entry.Reason)));
        Assert.Equal(("8", "account:8"), (await site.EntriesAsync(AuditEvents.CodesSetUp)).Select(entry => (entry.Actor, entry.Subject)).Single());
    }

    [Theory]
    [InlineData("Nobody of this name", Password)]
    [InlineData(Name, "crumpet lantern hedgehog fairy")]
    [InlineData("Sentinel Quillfeather 7", Password)]
    [InlineData("password1 typed into the wrong field", "x")]
    public async Task Whatever_is_wrong_the_answer_is_the_same_and_what_was_typed_is_noted_nowhere(string name, string password)
    {
        await using var site = await TestSite.StartAsync();
        await SetUpAsync(site);
        using var visitor = site.Visit();

        var page = await RefusedAsync(visitor, name, password);

        Assert.Equal("Name or password is wrong, or there were too many wrong tries. After five, wait a quarter of an hour.", page.Words(".govuk-error-summary li"));
        var entry = Assert.Single(await site.EntriesAsync(AuditEvents.SignInRefused));
        Assert.Equal((name.EndsWith('8') ? "account:8" : name.EndsWith('7') ? "account:7" : "account:none", "Password."), (entry.Subject, entry.Reason));
        using var after = await visitor.GetAsync("/sign-in/code");
        Assert.Equal("/sign-in/password", after.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Five_wrong_tries_lock_the_account_even_for_the_right_password_until_the_time_is_over()
    {
        await using var site = await TestSite.StartAsync();
        var key = await SetUpAsync(site);
        using var visitor = site.Visit();
        for (var attempt = 0; attempt < 5; attempt++) await RefusedAsync(visitor, Name, "something else entirely");

        await RefusedAsync(visitor, Name, Password);

        Assert.Equal("account:8", Assert.Single(await site.EntriesAsync(AuditEvents.SignInLocked)).Subject);
        await ChangeAsync(site, account => account.LockoutEnd = DateTimeOffset.UnixEpoch);
        Assert.Equal("/sign-in/code", await GiveAsync(visitor, Name, Password));
        Assert.Equal("/", await CodeAsync(visitor, Code(key)));
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_too()
    {
        await using var site = await TestSite.StartAsync();
        await SetUpAsync(site);
        using var visitor = site.Visit();
        await GiveAsync(visitor, Name, Password);

        for (var attempt = 0; attempt < 5; attempt++) Assert.Null(await CodeAsync(visitor, "000000"));

        Assert.Equal("account:8", Assert.Single(await site.EntriesAsync(AuditEvents.SignInLocked)).Subject);
        using var other = site.Visit();
        await RefusedAsync(other, Name, Password);
    }

    [Fact]
    public async Task A_disabled_account_is_refused_like_an_unknown_one()
    {
        await using var site = await TestSite.StartAsync();
        await SetUpAsync(site);
        await ChangeAsync(site, account => account.DisabledAt = TestSite.Now);
        using var visitor = site.Visit();

        var page = await RefusedAsync(visitor, Name, Password);

        Assert.StartsWith("Name or password is wrong", page.Words(".govuk-error-summary li"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_page_is_closed_to_whoever_gave_no_password()
    {
        await using var site = await TestSite.StartAsync();
        var key = await SetUpAsync(site);
        using var visitor = site.Visit();
        var form = await visitor.OpenAsync("/sign-in/password");

        using var response = await visitor.PostAsync("/sign-in/code", [("code", Code(key)), ("__RequestVerificationToken", Token(form))]);

        Assert.Equal("/sign-in/password", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Removing_password_and_codes_ends_the_other_sessions_and_signs_nobody_in_any_more()
    {
        await using var site = await TestSite.StartAsync();
        await SetUpAsync(site);
        using var here = await site.SignInAsync(8);
        using var elsewhere = await site.SignInAsync(8);

        using var removed = await PressAsync(here, "/account/security", "Remove password and codes");

        await here.OpenAsync("/account/security");
        using var gone = await elsewhere.GetAsync("/account/security");
        Assert.Equal("/sign-in", gone.Headers.Location?.OriginalString);
        using var visitor = site.Visit();
        await RefusedAsync(visitor, Name, Password);
        Assert.Single(await site.EntriesAsync(AuditEvents.CodesRemoved));
    }

    [Fact]
    public async Task One_address_may_try_so_often_in_a_minute_and_looking_is_free()
    {
        await using var site = await TestSite.StartAsync(settings: new AccessSettings(IsTrial: true, AttemptsPerMinute: 3));
        using var visitor = site.Visit();
        for (var attempt = 0; attempt < 3; attempt++) await RefusedAsync(visitor, "Nobody", "nothing");
        var form = await visitor.OpenAsync("/sign-in/password");

        using var response = await visitor.PostAsync("/sign-in/password", [("account", "Nobody"), ("__RequestVerificationToken", Token(form))]);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("Too many tries", (await Visitor.ReadAsync(response)).Words("h1"));
        await visitor.OpenAsync("/sign-in");
        Assert.Equal(3, (await site.EntriesAsync(AuditEvents.SignInRefused)).Count);
    }

    // Account 8 with password and codes, which it set up itself; gives the key.
    private static async Task<string> SetUpAsync(TestSite site)
    {
        using var visitor = await site.SignInAsync(8, StaffRole.Triage);
        using var begun = await PressAsync(visitor, "/account/security", "Set up password and codes");
        Assert.Equal("/account/codes", begun.Headers.Location?.OriginalString);
        var key = (await visitor.OpenAsync("/account/codes")).Words("#key");
        using var done = await PressAsync(visitor, "/account/codes", "Finish", ("password", Password), ("code", Code(key)));
        Assert.Equal(CodeSetup.RecoveryCodes, (await Visitor.ReadAsync(done)).QuerySelectorAll(".app-recovery code").Length);
        using var again = await visitor.GetAsync("/account/codes");
        Assert.Equal("/account/security", again.Headers.Location?.OriginalString);
        return key;
    }

    private static async Task ChangeAsync(TestSite site, Action<StaffAccount> change)
    {
        await using var db = await site.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        change(await db.Users.SingleAsync(user => user.Id == 8));
        await db.SaveChangesAsync();
    }

    private static async Task<IHtmlDocument> RefusedAsync(Visitor visitor, string name, string password)
    {
        using var response = await visitor.FillAsync("/sign-in/password", "main form", ("account", name), ("password", password));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Visitor.ReadAsync(response);
    }

    private static async Task<string?> GiveAsync(Visitor visitor, string name, string password)
    {
        using var response = await visitor.FillAsync("/sign-in/password", "main form", ("account", name), ("password", password));
        return response.Headers.Location?.OriginalString;
    }

    private static async Task<string?> CodeAsync(Visitor visitor, string code)
    {
        using var response = await visitor.FillAsync("/sign-in/code", "main form", ("code", code));
        return response.Headers.Location?.OriginalString;
    }

    private static async Task<HttpResponseMessage> PressAsync(Visitor visitor, string path, string button, params (string Name, string Value)[] typed) =>
        await visitor.PressAsync(await visitor.OpenAsync(path), button, typed);

    private static string Token(IHtmlDocument page) => page.QuerySelector("main [name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static string Code(string key) => Totp.Code(key, TimeProvider.System.GetUtcNow());
}
