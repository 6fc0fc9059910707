using Listening.Application.Foi;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages.Authorities;

/// <summary>The public authorities, the one of most concern first.</summary>
public sealed class IndexModel(AuthorityBoard board) : PageModel
{
    /// <summary>Authorities on a page.</summary>
    public const int Size = 50;

    /// <summary>The filters.</summary>
    public RankingFilter Filter { get; private set; } = new();

    /// <summary>Those of this page, each with its place among those that are wanted.</summary>
    public IReadOnlyList<(int Place, AuthorityFigures Figures)> Shown { get; private set; } = [];

    /// <summary>How many are wanted.</summary>
    public int Total { get; private set; }

    /// <summary>The nations and regions there are.</summary>
    public (IReadOnlyList<string> Nations, IReadOnlyList<string> Regions) Places { get; private set; }

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        Filter = RankingFilter.Read(Request.Query);
        var all = await board.ReadAsync(ct);
        Places = (Distinct(all.Select(figures => figures.Authority.Nation)), Distinct(all.Select(figures => figures.Authority.Region)));
        var wanted = all.Where(Filter.Takes).ToList();
        Total = wanted.Count;
        var skipped = (Filter.Page - 1) * Size;
        Shown = [.. wanted.Skip(skipped).Take(Size).Select((figures, at) => (skipped + at + 1, figures))];
    }

    private static List<string> Distinct(IEnumerable<string> names) => [.. names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
