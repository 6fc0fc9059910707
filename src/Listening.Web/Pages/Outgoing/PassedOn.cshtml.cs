using Listening.Application.Outgoing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages.Outgoing;

/// <summary>
/// A post that was passed on, for whoever has the link. Opening it only shows a button: mail programs open links by
/// themselves, and the log would say that somebody read the post.
/// </summary>
[AllowAnonymous]
public sealed class PassedOnModel(PassedOnReader reader) : PageModel
{
    /// <summary>The post; null before the button is pressed.</summary>
    public OutgoingMessage? Shown { get; private set; }

    /// <summary>True when the link opens nothing, or nothing any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Shows the button.</summary>
    public async Task OnGetAsync(string token, CancellationToken ct) => End(!await reader.IsOpenAsync(token, ct));

    /// <summary>Shows the post.</summary>
    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        Shown = await reader.OpenAsync(token, ct);
        End(Shown is null);
        return Page();
    }

    private void End(bool over)
    {
        IsOver = over;
        if (over) Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
