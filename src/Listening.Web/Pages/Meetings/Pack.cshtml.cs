using Listening.Application.Auditing;
using Listening.Application.Meetings;
using Listening.Web.Meetings;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages.Meetings;

/// <summary>The pack of a meeting, for reading and printing. Made each time it is asked for.</summary>
public sealed class PackModel(MeetingPacks packs, ViewLog views, PackPrinter printer, Clock clock) : PageModel
{
    /// <summary>The pack.</summary>
    public MeetingPack Pack { get; private set; } = null!;

    /// <summary>True when it can be had as PDF.</summary>
    public bool HasPdf => printer.IsAvailable;

    /// <summary>Shows the pack, once it is noted who is shown it.</summary>
    public async Task<IActionResult> OnGetAsync(int id, CancellationToken ct)
    {
        if (await packs.MakeAsync(id, clock.Now, ct) is not { } pack) return NotFound();
        await views.PackAsync(User.Account(), id, pack.Posts, ct);
        Pack = pack;
        return Page();
    }
}
