using Deque.AxeCore.Playwright;
using Listening.Application.Access;
using Listening.EndToEnd.Tests.Browser;
using Listening.TestSupport;
using Listening.TestSupport.Servers;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>Every way in, in a real browser: a passkey of a virtual authenticator, a real provider, password with codes.</summary>
[Needs(Peer.Chromium)]
public sealed class SignInJourneyTests(GuardedService service, BrowserFixture browser) : IClassFixture<GuardedService>, IClassFixture<BrowserFixture>
{
    private const string Password = "crumpet lantern hedgehog ferry";

    private static readonly ViewportSize Wide = new() { Width = 1280, Height = 900 };
    private static readonly ViewportSize Narrow = new() { Width = 375, Height = 800 };

    [AvailableFact]
    public async Task A_passkey_is_added_after_the_first_link_and_signs_in_from_then_on()
    {
        await using var page = await OpenAsync(Wide);
        await AddAuthenticatorAsync(page.Page);
        var (_, link) = await service.AddAsync("Passkey Fictional", StaffRole.Triage, StaffRole.Foi);
        await page.Page.GotoAsync(link);
        await page.Page.ClickAsync("main button");
        Assert.EndsWith("/account/security", page.Page.Url, StringComparison.Ordinal);
        await page.Page.GotoAsync($"{service.Address}/queues/enquiry");
        Assert.EndsWith("/account/security", page.Page.Url, StringComparison.Ordinal);
        await AssertInOrderAsync(page, "own-sign-in");

        await page.Page.FillAsync("#name", "Work laptop");
        await page.Page.ClickAsync("button:has-text('Add a passkey')");
        await page.Page.WaitForURLAsync("**/account/security?done=passkey-added");
        Assert.Contains("Work laptop", await page.Page.InnerTextAsync(".govuk-summary-list"), StringComparison.Ordinal);
        await AssertInOrderAsync(page, "own-sign-in-passkey");

        await page.Page.ClickAsync("text=Sign out");
        await AssertInOrderAsync(page, "sign-in");
        await page.Page.ClickAsync("text=Sign in with a passkey");
        await page.Page.WaitForURLAsync($"{service.Address}/");
        Assert.Equal("Queues", await page.Page.InnerTextAsync("h1"));
        Assert.Empty(page.Problems);
    }

    [AvailableFact]
    public async Task A_removed_passkey_signs_nobody_in()
    {
        await using var page = await OpenAsync(Narrow);
        await AddAuthenticatorAsync(page.Page);
        var (_, link) = await service.AddAsync("Removed Fictional", StaffRole.Triage);
        await page.Page.GotoAsync(link);
        await page.Page.ClickAsync("main button");
        await page.Page.ClickAsync("button:has-text('Add a passkey')");
        await page.Page.WaitForURLAsync("**/account/security?done=passkey-added");
        await page.Page.ClickAsync("button:has-text('Remove')");
        await page.Page.WaitForURLAsync("**/account/security?done=passkey-removed");

        await page.Page.GotoAsync($"{service.Address}/sign-out");
        await page.Page.ClickAsync("main button");
        await page.Page.ClickAsync("text=Sign in with a passkey");

        await page.Page.WaitForSelectorAsync("text=This passkey does not sign in here");
        Assert.EndsWith("/sign-in", page.Page.Url, StringComparison.Ordinal);
    }

    [AvailableFact]
    public async Task A_work_account_signs_in_at_the_provider()
    {
        await service.Provider.SendNextAsync("journey-1", "Workaday Fictional", "listening-comms");
        await using var page = await OpenAsync(Wide);
        await page.Page.GotoAsync(NumberedAddress);

        await page.Page.ClickAsync("text=Sign in with your work account");

        await page.Page.WaitForURLAsync(new Uri(NumberedAddress).GetLeftPart(UriPartial.Authority) + "/");
        Assert.Equal("Queues", await page.Page.InnerTextAsync("h1"));
        Assert.Equal(0, await page.Page.Locator("a[href='/queues/foi-intelligence']").CountAsync());
        Assert.Empty(page.Problems);
    }

    [AvailableFact]
    public async Task Somebody_whose_work_account_has_no_role_is_told_so()
    {
        await service.Provider.SendNextAsync("journey-2", "Stranger Fictional", "staff");
        await using var page = await OpenAsync(Narrow);
        await page.Page.GotoAsync(NumberedAddress);

        await page.Page.ClickAsync("text=Sign in with your work account");

        Assert.Contains("none of its roles opens this service", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await AssertInOrderAsync(page, "sign-in-refused");
    }

    [AvailableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Password_and_codes_are_set_up_and_sign_in_and_a_recovery_code_does_once(bool scripts)
    {
        await using var page = await OpenAsync(scripts ? Wide : Narrow, scripts);
        var name = scripts ? "Codes Fictional" : "Plain Fictional";
        var (_, link) = await service.AddAsync(name, StaffRole.Triage);
        await page.Page.GotoAsync(link);
        await page.Page.ClickAsync("main button");
        await page.Page.ClickAsync("text=Set up password and codes");
        var key = await page.Page.InnerTextAsync("#key");
        await AssertInOrderAsync(page, "codes");

        await FinishAsync("short", "000000");
        Assert.Contains("15 to 200 characters", await page.Page.InnerTextAsync(".govuk-error-summary"), StringComparison.Ordinal);
        await FinishAsync(Password, "000000");
        Assert.Contains("not the code", await page.Page.InnerTextAsync(".govuk-error-summary"), StringComparison.Ordinal);
        await AssertInOrderAsync(page, "codes-wrong");
        await FinishAsync(Password, Code());
        var recovery = await page.Page.Locator(".app-recovery code").AllInnerTextsAsync();
        Assert.Equal(CodeSetup.RecoveryCodes, recovery.Distinct(StringComparer.Ordinal).Count());
        await AssertInOrderAsync(page, "codes-done");
        await page.Page.ClickAsync("text=I have kept them");
        Assert.Equal("Queues", await page.Page.InnerTextAsync("h1"));

        await SignInAsync(Password, Code());
        Assert.Equal("Queues", await page.Page.InnerTextAsync("h1"));
        await SignInAsync(Password, recovery[0]);
        Assert.Equal("Queues", await page.Page.InnerTextAsync("h1"));
        await SignInAsync(Password, recovery[0]);
        Assert.Contains("wrong or over", await page.Page.InnerTextAsync(".govuk-error-summary"), StringComparison.Ordinal);
        await AssertInOrderAsync(page, "code-wrong");
        Assert.Empty(page.Problems);

        string Code() => Totp.Code(key, TimeProvider.System.GetUtcNow());

        async Task FinishAsync(string password, string code)
        {
            await page.Page.FillAsync("#password", password);
            await page.Page.FillAsync("#code", code);
            await page.Page.ClickAsync("text=Finish");
        }

        async Task SignInAsync(string password, string code)
        {
            await page.Page.GotoAsync($"{service.Address}/sign-out");
            await page.Page.ClickAsync("main button");
            await page.Page.WaitForURLAsync("**/sign-in");
            await page.Page.ClickAsync("text=Use a password and a code");
            await page.Page.WaitForURLAsync("**/sign-in/password");
            await page.Page.FillAsync("#account", name);
            await page.Page.FillAsync("#password", password);
            await page.Page.ClickAsync("main button");
            await page.Page.FillAsync("#code", code);
            await page.Page.ClickAsync("main button");
        }
    }

    [AvailableFact]
    public async Task A_disabled_account_loses_its_open_session_with_the_next_click()
    {
        await using var page = await OpenAsync(Wide);
        var (account, link) = await service.AddAsync("Leaver Fictional", StaffRole.Triage);
        await page.Page.GotoAsync(link);
        await page.Page.ClickAsync("main button");
        Assert.EndsWith("/account/security", page.Page.Url, StringComparison.Ordinal);

        await service.Accounts.DisableAsync(account, GuardedService.Operation, CancellationToken.None);
        await page.Page.ClickAsync("text=Set up password and codes");

        Assert.EndsWith("/sign-in", page.Page.Url, StringComparison.Ordinal);
    }

    // The provider sends people back to loopback by its number alone.
    private string NumberedAddress => $"{service.Address.Replace("localhost", "127.0.0.1", StringComparison.Ordinal)}/sign-in";

    private Task<WatchedPage> OpenAsync(ViewportSize size, bool scripts = true) =>
        browser.NewPageAsync(new BrowserNewContextOptions { ViewportSize = size, JavaScriptEnabled = scripts });

    // As a telephone's: it keeps passkeys itself and is always unlocked and touched.
    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var chromium = await page.Context.NewCDPSessionAsync(page);
        await chromium.SendAsync("WebAuthn.enable");
        await chromium.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
    }

    private static async Task AssertInOrderAsync(WatchedPage page, string picture)
    {
        await page.ScreenshotAsync(picture);
        if (await page.Page.EvaluateAsync<bool>("document.body.classList.contains('js-enabled')"))
        {
            var found = await page.Page.RunAxe();
            Assert.True(found.Violations.Length == 0, picture + ": " + string.Join("; ", found.Violations.Select(violation => $"{violation.Id}: {violation.Help}")));
        }

        Assert.False(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{picture} scrolls sideways");
    }
}
