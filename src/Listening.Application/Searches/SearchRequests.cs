using System.Runtime.CompilerServices;
using Listening.Application.Collection;
using Listening.Core.Content;
using Listening.Core.Querying;
using Listening.Core.Sources;

namespace Listening.Application.Searches;

/// <summary>Puts a saved search to a source: with what the connector needs to know of the others, and of the service's keys.</summary>
public sealed class SearchRequests(IContentKeys keys)
{
    // Nine bytes are twelve characters, and enough to tell a source's threads apart.
    private const int MarkBytes = 9;

    private readonly ConditionalWeakTable<SearchSnapshot, Dictionary<int, IReadOnlyList<string>>> _handles = [];

    /// <summary>The request of a search on a source.</summary>
    public SourceRequest For(ActiveSearch search, ConfiguredSource source, SearchSnapshot snapshot) =>
        For(search.Kind, search.Query, search.Target, source) with
        {
            Handles = source.Connector is IStreamConnector ? HandlesOf(snapshot, source.Id) : [],
        };

    /// <summary>The request of a search that is not saved.</summary>
    public SourceRequest For(SearchKind kind, Query query, string? target, ConfiguredSource source) =>
        new(kind, query, target) { MarkOf = id => MarkOf(source.Id, id) };

    private string MarkOf(int sourceId, string id)
    {
        Span<byte> hash = stackalloc byte[IContentKeys.IdHashSize];
        keys.HashId(sourceId, id, hash);
        return Convert.ToBase64String(hash[..MarkBytes]);
    }

    private IReadOnlyList<string> HandlesOf(SearchSnapshot snapshot, int sourceId)
    {
        var known = _handles.GetOrCreateValue(snapshot);
        lock (known)
        {
            if (known.TryGetValue(sourceId, out var handles)) return handles;
            return known[sourceId] =
                [.. snapshot.ById.Values.Where(search => search.SourceIds.Contains(sourceId)).SelectMany(search => NamedIn(search.Query.Root)).Distinct(StringComparer.OrdinalIgnoreCase)];
        }
    }

    private static IEnumerable<string> NamedIn(QueryNode node) => node switch
    {
        From from => [from.Handle],
        To to => [to.Handle],
        And all => all.Parts.SelectMany(NamedIn),
        Or any => any.Parts.SelectMany(NamedIn),
        Not not => NamedIn(not.Part),
        _ => [],
    };
}
