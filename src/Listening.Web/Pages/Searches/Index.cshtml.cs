using Listening.Application.Searches;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages.Searches;

/// <summary>All saved searches and how they are doing.</summary>
public sealed class IndexModel(SearchReader searches) : PageModel
{
    /// <summary>The searches that are wanted, in order.</summary>
    public IReadOnlyList<SearchOverview> Searches { get; private set; } = [];

    /// <summary>How many there are without the filter.</summary>
    public int Total { get; private set; }

    /// <summary>Names of the sources that searches read.</summary>
    public IReadOnlyList<string> Sources { get; private set; } = [];

    /// <summary>Filter and order.</summary>
    public SearchTable Table { get; private set; } = SearchTable.Read(null, null, null, null);

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(string? sort, string? direction, string? source, string? state, CancellationToken ct)
    {
        var all = await searches.ListAsync(ct);
        Total = all.Count;
        Sources = [.. all.SelectMany(search => search.Sources).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Table = SearchTable.Read(sort, direction, source, state);
        Searches = Table.Apply(all);
    }
}
