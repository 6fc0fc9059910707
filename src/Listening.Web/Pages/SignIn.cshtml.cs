using Listening.Application.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>The ways to sign in; by a passkey it is done here.</summary>
public sealed class SignInModel(PasskeyService passkeys, SingleSignOnSettings? singleSignOn = null) : PageModel
{
    /// <summary>What the button for single sign-on says; null where there is none.</summary>
    public string? SingleSignOn => singleSignOn?.ButtonText;

    /// <summary>Shows the page, or the overview to somebody who is signed in already.</summary>
    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Redirect("/") : Page();

    /// <summary>What the browser needs to find a passkey.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() => Content(await passkeys.OptionsToSignInAsync(), "application/json");

    /// <summary>Signs in whoever the passkey belongs to.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync([FromForm] string? credential, CancellationToken ct) =>
        PasskeyAnswer.Of(credential is null ? PasskeyAnswer.NothingSent : await passkeys.SignInAsync(credential, ct), "/");
}
