using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>Says how to sign in.</summary>
[AllowAnonymous]
public sealed class SignInModel : PageModel
{
    /// <summary>Shows the page, or the overview to somebody who is signed in already.</summary>
    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Redirect("/") : Page();
}
