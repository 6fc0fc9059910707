using Listening.Application.Collection;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages.Sources;

/// <summary>Every source and saved search with how it is doing.</summary>
public sealed class IndexModel(ISourceReader sources) : PageModel
{
    /// <summary>The sources by name.</summary>
    public IReadOnlyList<SourceStatus> Sources { get; private set; } = [];

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Sources = await sources.ListAsync(ct);
}
