using Listening.Application.Collection;
using Listening.Core.Querying;
using Listening.Core.Sources;

namespace Listening.Application.Searches;

/// <summary>Says what each platform is asked for a search and what is decided here. Asks nobody.</summary>
public sealed class SearchExplanations(SourceCatalog sources, SearchRequests requests)
{
    /// <summary>How a search is put to each of its sources, by name.</summary>
    /// <param name="kind">Where it looks.</param>
    /// <param name="query">Its query.</param>
    /// <param name="target">Its account or list; null when it has none.</param>
    /// <param name="names">Names of its sources; those that are no longer configured are left out.</param>
    public IReadOnlyList<(ConfiguredSource Source, SourceQuestion Question)> Explain(SearchKind kind, Query query, string? target, IEnumerable<string> names) =>
        [.. names.Select(sources.Find).OfType<ConfiguredSource>().OrderBy(source => source.Name, StringComparer.Ordinal)
            .Select(source => (source, source.Connector.Explain(requests.For(kind, query, target, source))))];
}
