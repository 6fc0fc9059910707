using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

public class TokenPageTests
{
    [Fact]
    public async Task A_token_is_shown_once_and_only_its_hash_is_kept_and_it_is_revoked()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();

        var issued = await Visitor.ReadAsync(await visitor.PressAsync(
            await visitor.OpenAsync("/tokens"), "Issue a token", ("name", "case-system"), ("scopes", "items:read:complaint"), ("days", "30"), ("reason", "It fetches complaints.")));
        var token = issued.Words(".app-token");

        Assert.StartsWith(ApiTokenService.Prefix, token, StringComparison.Ordinal);
        Assert.Equal(47, token.Length);
        Assert.NotNull(await site.Get<ApiTokenService>().FindAsync(token, CancellationToken.None));
        var page = await visitor.OpenAsync("/tokens");
        Assert.DoesNotContain(token, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.StartsWith("1 case-system In use items:read:complaint 3 Apr 2026", page.Words("tbody tr"), StringComparison.Ordinal);
        var entry = Assert.Single(await site.EntriesAsync(AuditEvents.TokenIssued));
        Assert.Equal(("7", "token:1", "items:read:complaint; until 2026-04-03. It fetches complaints."), (entry.Actor, entry.Subject, entry.Reason));

        using var revoked = await visitor.PressAsync(page, "Revoke", ("reason", "Not needed any more."));
        Assert.Equal("/tokens?done=token-revoke", revoked.Headers.Location?.OriginalString);
        Assert.Null(await site.Get<ApiTokenService>().FindAsync(token, CancellationToken.None));
        Assert.Equal("Not needed any more.", Assert.Single(await site.EntriesAsync(AuditEvents.TokenRevoked)).Reason);
    }

    [Theory]
    [InlineData("name", "Ann Other", "name")]
    [InlineData("scopes", "items:eat", "scopes")]
    [InlineData("scopes", "items:act", "scopes")]
    [InlineData("scopes", "items:read:gossip", "scopes")]
    [InlineData("days", "400", "days")]
    [InlineData("reason", "", "reason")]
    public async Task A_token_that_must_not_be_is_refused_at_its_field(string field, string value, string at)
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();
        (string, string)[] good = [("name", "case-system"), ("scopes", "items:read"), ("days", "30"), ("reason", "It fetches complaints.")];

        var page = await Visitor.ReadAsync(await visitor.PressAsync(await visitor.OpenAsync("/tokens"), "Issue a token", [.. good, (field, value)]));

        Assert.Equal("#" + at, page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        Assert.NotNull(page.GetElementById(at));
        Assert.Null(page.QuerySelector(".app-token"));
        Assert.Empty(await site.Get<ApiTokenService>().ListAsync(CancellationToken.None));
    }
}
