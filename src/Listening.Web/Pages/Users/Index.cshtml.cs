using Listening.Application.Access;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages.Users;

/// <summary>All accounts with their roles and how they sign in.</summary>
public sealed class IndexModel(AccountService accounts) : PageModel
{
    /// <summary>The accounts by number.</summary>
    public IReadOnlyList<AccountSummary> Accounts { get; private set; } = [];

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Accounts = await accounts.ListAsync(ct);

    /// <summary>How somebody signs in, in words.</summary>
    public static string WaysOf(AccountSummary account)
    {
        string?[] ways =
        [
            account.Passkeys > 0 ? Lengths.Count(account.Passkeys, "passkey") : null,
            account.HasCodes ? "password and codes" : null,
            account.HasSingleSignOn ? "single sign-on" : null,
        ];
        var there = ways.OfType<string>().ToList();
        return there.Count == 0 ? "a link only, so far" : string.Join(", ", there);
    }
}
