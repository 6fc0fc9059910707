using Listening.Core.Triage;

namespace Listening.Application.Access;

/// <summary>What a token of the API may do, each under a name.</summary>
public static class ApiScopes
{
    /// <summary>Reads items of the queues with their posts; <c>items:read:complaint</c> of one queue alone.</summary>
    public const string ItemsRead = "items:read";

    /// <summary>Acts on the items that it may read.</summary>
    public const string ItemsAct = "items:act";

    /// <summary>Reads saved searches, their versions and runs.</summary>
    public const string SearchesRead = "searches:read";

    /// <summary>Adds, changes, pauses and runs saved searches.</summary>
    public const string SearchesWrite = "searches:write";

    /// <summary>Reads how the sources are doing.</summary>
    public const string SourcesRead = "sources:read";

    /// <summary>Reads counts by day and queue.</summary>
    public const string StatisticsRead = "statistics:read";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [ItemsRead, ItemsAct, SearchesRead, SearchesWrite, SourcesRead, StatisticsRead];

    /// <summary>True when there is such a scope, for all queues or for one.</summary>
    public static bool IsKnown(string scope) => All.Contains(scope, StringComparer.Ordinal) || QueueOf(scope) is not null;

    /// <summary>True when one of the scopes lets its token do what another says.</summary>
    /// <param name="scopes">What the token has.</param>
    /// <param name="wanted">One of <see cref="All"/>.</param>
    public static bool Allow(IEnumerable<string> scopes, string wanted) =>
        scopes.Any(scope => scope == wanted || (wanted == ItemsRead && QueueOf(scope) is not null));

    /// <summary>The queues whose items a token may see.</summary>
    public static IReadOnlyList<TriageQueue> Queues(IReadOnlyCollection<string> scopes) =>
        scopes.Contains(ItemsRead, StringComparer.Ordinal) ? TriageQueues.All : [.. TriageQueues.All.Where(queue => scopes.Any(scope => QueueOf(scope) == queue))];

    private static TriageQueue? QueueOf(string scope) =>
        scope.StartsWith(ItemsRead + ":", StringComparison.Ordinal) ? TriageQueues.Find(scope[(ItemsRead.Length + 1)..]) : null;
}
