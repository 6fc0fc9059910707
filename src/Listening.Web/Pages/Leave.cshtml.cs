using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Triage;
using Listening.Web.Foreign;
using Listening.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>Stands between a link in a post and the place it really leads to. It is found by its number in the post, so no address can be smuggled in.</summary>
public sealed class LeaveModel(ITriageReader triage, ViewLog views) : PageModel
{
    /// <summary>The item.</summary>
    public long Id { get; private set; }

    /// <summary>Where the link leads to.</summary>
    public SourceLink Link { get; private set; } = null!;

    /// <summary>Shows where the link leads to.</summary>
    /// <param name="id">The item.</param>
    /// <param name="at">Which link of its post, from 1.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnGetAsync(long id, int at, CancellationToken ct)
    {
        if (await triage.FindAsync(id, ct) is not { Post: { } post } item || !User.Queues().Contains(item.Queue)) return NotFound();
        if (at < 1 || at > post.Links.Count || SourceLink.From(post.Links[at - 1]) is not { } link) return NotFound();
        await views.ItemAsync(User.Account(), id, ct);
        (Id, Link) = (id, link);
        return Page();
    }
}
