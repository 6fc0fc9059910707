using System.Collections.Concurrent;
using Listening.Core.Matching;
using Listening.Core.Sources;

namespace Listening.Application.Searches;

/// <summary>All active searches at one moment, compiled. Immutable and shared by threads.</summary>
public sealed class SearchSnapshot
{
    /// <summary>Changes after which compiling anew is quicker.</summary>
    private const int MostChanges = 50;

    private readonly ConcurrentDictionary<Scope, Compiled> _compiled = new();

    /// <summary>The active searches.</summary>
    /// <param name="searches">All of them.</param>
    /// <param name="before">The snapshot that this one replaces: what did not change since then stays compiled, with what it learned.</param>
    public SearchSnapshot(IEnumerable<ActiveSearch> searches, SearchSnapshot? before = null)
    {
        ById = searches.ToDictionary(search => search.Id);
        if (before is null) return;
        List<int> changed = [.. ById.Keys.Union(before.ById.Keys).Where(id => ById.GetValueOrDefault(id)?.Version != before.ById.GetValueOrDefault(id)?.Version)];
        if (changed.Count > MostChanges) return;
        foreach (var (scope, compiled) in before._compiled)
            _compiled[scope] = compiled with { Set = changed.Aggregate(compiled.Set, (set, id) => Change(set, scope, id)) };
    }

    /// <summary>The active searches by number.</summary>
    public IReadOnlyDictionary<int, ActiveSearch> ById { get; }

    /// <summary>
    /// The searches against which posts are held that a run of this search reads from this source: every keyword search
    /// of the source, because a query means the same whoever asked for the page; and the search itself. Searches of an
    /// account or a list are left to their own runs, since others' pages do not say who is on the list.
    /// </summary>
    public SearchSet For(int sourceId, int searchId)
    {
        var own = ById.TryGetValue(searchId, out var search) && search.Kind != SearchKind.Keywords ? searchId : 0;
        var scope = new Scope(sourceId, own);
        var compiled = _compiled.GetOrAdd(scope, key => new Compiled(Build(key), IsTuned: false));
        if (compiled.IsTuned || !compiled.Set.CanTune) return compiled.Set;
        var tuned = new Compiled(compiled.Set.Tune(), IsTuned: true);
        _compiled[scope] = tuned;
        return tuned.Set;
    }

    /// <summary>Numbers of the searches that <see cref="For"/> holds posts against.</summary>
    public IReadOnlyList<int> ScopeOf(int sourceId, int searchId) => [.. In(new Scope(sourceId, searchId)).Select(search => search.Id)];

    private SearchSet Build(Scope scope) => SearchSet.Build(In(scope).Select(search => KeyValuePair.Create(search.Id, search.Query)));

    private SearchSet Change(SearchSet set, Scope scope, int id) =>
        ById.TryGetValue(id, out var search) && scope.Has(search) ? set.With(id, search.Query) : set.Without(id);

    private IEnumerable<ActiveSearch> In(Scope scope) => ById.Values.Where(scope.Has);

    /// <summary>Where posts come from.</summary>
    /// <param name="SourceId">The source.</param>
    /// <param name="SearchId">The search that alone reads them, or 0.</param>
    private readonly record struct Scope(int SourceId, int SearchId)
    {
        public bool Has(ActiveSearch search) =>
            search.Id == SearchId || (search.Kind == SearchKind.Keywords && search.SourceIds.Contains(SourceId));
    }

    // Tuned once: what is rare changes slowly, and a restart learns it anew.
    private sealed record Compiled(SearchSet Set, bool IsTuned);
}
