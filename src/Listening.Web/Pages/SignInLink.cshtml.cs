using Listening.Application.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>
/// A one-time sign-in link. Opening it only shows a button: mail programs and chat windows open links by themselves to
/// preview them, and would use it up.
/// </summary>
public sealed class SignInLinkModel(ISignIn signIn) : PageModel
{
    /// <summary>Why the link signed nobody in; null before it was tried.</summary>
    public SignInRefusal? Refusal { get; private set; }

    /// <summary>Uses the link up.</summary>
    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        var result = await signIn.RedeemAsync(token, ct);
        if (result.Principal is { } principal)
        {
            await HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, principal);
            return Redirect("/");
        }

        Refusal = result.Refusal;
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
