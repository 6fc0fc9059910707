using System.Globalization;
using System.Security.Claims;
using Listening.Application.Access;
using SignInResult = Listening.Application.Access.SignInResult;

namespace Listening.Web.Tests.Site;

/// <summary>One-time links in memory; every <c>good-…</c> token works once, and <c>good-7-…</c> signs account 7 in.</summary>
internal sealed class FakeSignIn(Func<int, Task<ClaimsPrincipal>> sessionOf) : ISignIn
{
    public HashSet<string> Redeemed { get; } = new(StringComparer.Ordinal);

    public async Task<SignInResult> RedeemAsync(string token, CancellationToken ct) =>
        token.StartsWith("old-", StringComparison.Ordinal) ? SignInResult.Refused(SignInRefusal.Expired)
        : !token.StartsWith("good-", StringComparison.Ordinal) ? SignInResult.Refused(SignInRefusal.Unknown)
        : !Redeemed.Add(token) ? SignInResult.Refused(SignInRefusal.Used)
        : SignInResult.SignedIn(await sessionOf(AccountOf(token)));

    private static int AccountOf(string token) =>
        token.Split('-') is [_, var number, _] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var account) ? account : TestSite.UsualAccount;
}
