using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Meetings;
using Listening.Web.Meetings;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages.Meetings;

/// <summary>The pack of a meeting as PDF; not found where no browser is set that could print it.</summary>
public sealed class PackFileModel(MeetingPacks packs, ViewLog views, PackPrinter printer, PrintedView printed, Clock clock) : PageModel
{
    /// <summary>Sends the pack, once it is noted who gets it.</summary>
    public async Task<IActionResult> OnGetAsync(int id, CancellationToken ct)
    {
        if (!printer.IsAvailable || await packs.MakeAsync(id, clock.Now, ct) is not { } pack) return NotFound();
        await views.PackAsync(User.Account(), id, pack.Posts, ct);
        var html = await printed.RenderAsync(PageContext, "/Pages/Meetings/_PackPrint.cshtml", pack);
        return await printer.PrintAsync(html, ct) is { } pdf
            ? File(pdf, "application/pdf", $"meeting-{id.ToString(CultureInfo.InvariantCulture)}-pack.pdf")
            : StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
