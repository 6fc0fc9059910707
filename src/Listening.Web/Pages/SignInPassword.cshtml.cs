using Listening.Application.Access;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages;

/// <summary>First step of signing in without a passkey: name and password.</summary>
public sealed class SignInPasswordModel(CodeSignIn codes, Clock clock) : FormPage(clock)
{
    /// <summary>The one answer to everything that is wrong, so that it tells nobody which accounts there are.</summary>
    internal const string Refusal = "Name or password is wrong, or there were too many wrong tries. After five, wait a quarter of an hour.";

    /// <summary>The name as it was typed.</summary>
    public string? Account { get; private set; }

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
        // Nothing has been typed yet.
    }

    /// <summary>Takes the password and asks for a code.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? account, [FromForm] string? password, CancellationToken ct)
    {
        Account = account;
        if (string.IsNullOrWhiteSpace(account) || string.IsNullOrEmpty(password)) Refuse("account", "Enter the name of your account and your password.");
        else if (account.Length <= AccountService.LongestName && password.Length <= PasswordRule.Longest && await codes.TryPasswordAsync(account, password, ct))
            return Redirect("/sign-in/code");
        else Refuse("account", Refusal);
        return Page();
    }
}
