using System.Globalization;
using System.Security.Claims;
using Listening.Application.Access;
using Microsoft.AspNetCore.Identity;
using SignInResult = Listening.Application.Access.SignInResult;

namespace Listening.Web.Tests.Site;

/// <summary>One-time links in memory; every <c>good-…</c> token works once, and <c>good-7-…</c> signs account 7 in.</summary>
internal sealed class FakeSignIn : ISignIn
{
    public HashSet<string> Redeemed { get; } = new(StringComparer.Ordinal);

    public Task<SignInResult> RedeemAsync(string token, CancellationToken ct) => Task.FromResult(
        token.StartsWith("old-", StringComparison.Ordinal) ? SignInResult.Refused(SignInRefusal.Expired)
        : !token.StartsWith("good-", StringComparison.Ordinal) ? SignInResult.Refused(SignInRefusal.Unknown)
        : !Redeemed.Add(token) ? SignInResult.Refused(SignInRefusal.Used)
        : SignInResult.SignedIn(Principal(token)));

    private static ClaimsPrincipal Principal(string token)
    {
        var account = token.Split('-') is [_, var number, _] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? number : "7";
        return new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, account), new Claim(ClaimTypes.Name, "Sentinel Quillfeather")], IdentityConstants.ApplicationScheme));
    }
}
