using Listening.Application.Meetings;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages.Audit;

/// <summary>What is kept for meetings beyond its usual limit, by whom, since when and why. Accounts are numbers here; no post is shown.</summary>
public sealed class KeptModel(MeetingKeepReader meetings) : PageModel
{
    /// <summary>The meetings, those that keep anything first.</summary>
    public IReadOnlyList<MeetingKeeping> Meetings { get; private set; } = [];

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Meetings = await meetings.ListAsync(ct);
}
