using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>Says why single sign-on let nobody in.</summary>
public sealed class SignInRefusedModel : PageModel
{
    /// <summary><c>roles</c>, <c>disabled</c>, or anything else for a fault on the way.</summary>
    public string? Why { get; private set; }

    /// <summary>Shows the page.</summary>
    public void OnGet(string? why)
    {
        Why = why;
        Response.StatusCode = StatusCodes.Status403Forbidden;
    }
}
