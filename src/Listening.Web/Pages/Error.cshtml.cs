using System.Diagnostics;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>Says in plain words what went wrong, and nothing of how the service is made.</summary>
// A failed POST is shown here with its method kept; asking it for a form's token would fail again.
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    /// <summary>What to say.</summary>
    public ErrorWording Words { get; private set; } = ErrorWording.For(StatusCodes.Status404NotFound);

    /// <summary>Which role was missing, in words; null when it was not for want of one.</summary>
    public string? Needed { get; private set; }

    /// <summary>Under which number the logs tell more.</summary>
    public string Trace => Activity.Current?.TraceId.ToHexString() ?? HttpContext.TraceIdentifier;

    /// <summary>Shows the page after a failed GET.</summary>
    public void OnGet() => Show();

    /// <summary>Shows the page after a failed POST.</summary>
    public void OnPost() => Show();

    private void Show()
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        // Somebody who types this page's own address is told the truth: there is no such page.
        if (!failed) Response.StatusCode = StatusCodes.Status404NotFound;
        Words = ErrorWording.For(Response.StatusCode);
        Needed = HttpContext.Features.Get<AccessRefusal>() is { Needed.Count: > 0 } refusal ? RoleWording.Needed(refusal.Needed) : null;
    }
}
