using Listening.Application.Searches;
using Listening.Core.Routing;

namespace Listening.Web.Pages.Searches;

/// <summary>How the list of searches is filtered and sorted, as it stands in the address.</summary>
/// <param name="Sort">One of <see cref="Columns"/>.</param>
/// <param name="Down">True for the largest first.</param>
/// <param name="Source">Only searches of this source; null for all.</param>
/// <param name="State">Only searches in this state; null for all.</param>
public sealed record SearchTable(string Sort, bool Down, string? Source, SearchState? State)
{
    /// <summary>The columns by their name in the address, with their heading.</summary>
    public static IReadOnlyList<(string Name, string Heading)> Columns { get; } =
    [
        ("name", "Search"), ("state", "State"), ("purpose", "Purpose"), ("sources", "Sources"),
        ("last", "Last run"), ("found", "Found in 7 days"), ("noise", "Closed as noise"), ("next", "Next run"),
    ];

    /// <summary>Reads the address; what it does not know counts as not given.</summary>
    public static SearchTable Read(string? sort, string? direction, string? source, string? state) => new(
        Columns.Any(column => column.Name == sort) ? sort! : "name",
        string.Equals(direction, "down", StringComparison.Ordinal),
        string.IsNullOrEmpty(source) ? null : source,
        Enum.TryParse<SearchState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null);

    /// <summary>The searches that are wanted, in order; equal ones by name.</summary>
    public IReadOnlyList<SearchOverview> Apply(IEnumerable<SearchOverview> searches)
    {
        var wanted = searches
            .Where(search => Source is null || search.Sources.Contains(Source, StringComparer.Ordinal))
            .Where(search => State is null || search.State == State)
            .OrderBy(search => search.Name, StringComparer.Ordinal);
        return Sort switch
        {
            "state" => By(wanted, search => (int)search.State),
            "purpose" => By(wanted, search => search.Purpose.Name()),
            "sources" => By(wanted, search => string.Join(' ', search.Sources)),
            "last" => By(wanted, search => search.LastRunAt ?? DateTime.MinValue),
            "found" => By(wanted, search => search.Found),
            "noise" => By(wanted, search => search.NoiseShare ?? -1),
            "next" => By(wanted, search => search.NextDueAt ?? DateTime.MaxValue),
            _ => By(wanted, search => search.Name),
        };
    }

    /// <summary>What a heading says of the order to those who do not see it.</summary>
    public string AriaSort(string column) => column != Sort ? "none" : Down ? "descending" : "ascending";

    /// <summary>The address that sorts by a column; the other way round when it is sorted by it.</summary>
    public string Address(string column)
    {
        var down = column == Sort && !Down;
        var parts = new[]
        {
            $"sort={column}", down ? "direction=down" : null, Source is null ? null : $"source={Uri.EscapeDataString(Source)}",
            State is null ? null : $"state={State.Value.ToString().ToLowerInvariant()}",
        };
        return $"/searches?{string.Join('&', parts.OfType<string>())}";
    }

    private IReadOnlyList<SearchOverview> By<TKey>(IEnumerable<SearchOverview> searches, Func<SearchOverview, TKey> key)
    {
        var order = Comparer<TKey>.Create((one, other) => one is string text ? string.CompareOrdinal(text, other as string) : Comparer<TKey>.Default.Compare(one, other));
        return [.. Down ? searches.OrderByDescending(key, order) : searches.OrderBy(key, order)];
    }
}
