using System.Collections.Concurrent;
using Listening.Core.Matching;
using Listening.Core.Sources;

namespace Listening.Application.Searches;

/// <summary>All active searches at one moment, compiled. Immutable and shared by threads.</summary>
public sealed class SearchSnapshot(IEnumerable<ActiveSearch> searches)
{
    private readonly ConcurrentDictionary<(int SourceId, int SearchId), SearchSet> _compiled = new();

    /// <summary>The active searches by number.</summary>
    public IReadOnlyDictionary<int, ActiveSearch> ById { get; } = searches.ToDictionary(search => search.Id);

    /// <summary>
    /// The searches against which posts are held that a run of this search reads from this source: every keyword search
    /// of the source, because a query means the same whoever asked for the page; and the search itself. Searches of an
    /// account or a list are left to their own runs, since others' pages do not say who is on the list.
    /// </summary>
    public SearchSet For(int sourceId, int searchId)
    {
        var own = ById.TryGetValue(searchId, out var search) && search.Kind != SearchKind.Keywords ? searchId : 0;
        return _compiled.GetOrAdd((sourceId, own), key => SearchSet.Build(ById.Values
            .Where(other => other.Id == key.SearchId || (other.Kind == SearchKind.Keywords && other.SourceIds.Contains(key.SourceId)))
            .Select(other => KeyValuePair.Create(other.Id, other.Query))));
    }

    /// <summary>Numbers of the searches that <see cref="For"/> holds posts against.</summary>
    public IReadOnlyList<int> ScopeOf(int sourceId, int searchId) =>
        [.. ById.Values.Where(other => other.Id == searchId || (other.Kind == SearchKind.Keywords && other.SourceIds.Contains(sourceId))).Select(other => other.Id)];
}
