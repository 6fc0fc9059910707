using Listening.Application.Access;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages;

/// <summary>Second step of signing in without a passkey: a code, asked for a short while after the password.</summary>
public sealed class SignInCodeModel(CodeSignIn codes, Clock clock) : FormPage(clock)
{
    /// <summary>Shows the form, or leads back when no password was given.</summary>
    public async Task<IActionResult> OnGetAsync() => await codes.AsksForCodeAsync() ? Page() : Redirect("/sign-in/password");

    /// <summary>Takes the code.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? code, CancellationToken ct)
    {
        if (!await codes.AsksForCodeAsync()) return Redirect("/sign-in/password");
        if (code is { Length: > 0 and <= 40 } && await codes.TryCodeAsync(code, ct)) return Redirect("/");
        Refuse("code", "This code is wrong or over. Wait for the next one; after five wrong tries, wait a quarter of an hour.");
        return Page();
    }
}
