using Listening.Application.Triage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>One item with everything known about it.</summary>
public sealed class ItemModel(ITriageReader triage) : PageModel
{
    /// <summary>The item; set whenever the page is shown.</summary>
    public ItemView Item { get; private set; } = null!;

    /// <summary>Shows the page; an unknown or deleted item is not found.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct)
    {
        if (await triage.FindAsync(id, ct) is not { } item) return NotFound();
        Item = item;
        return Page();
    }
}
