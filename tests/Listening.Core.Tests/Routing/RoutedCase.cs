using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Routing;
using Listening.Core.Searches;
using Listening.Core.Tests.Querying;
using Listening.Core.Triage;

namespace Listening.Core.Tests.Routing;

/// <summary>A labelled post: the queue that a person chose, what it was found for, and what the rules make of it.</summary>
internal sealed record RoutedCase(string Place, TriageQueue Expected, Post Post, IReadOnlyCollection<SearchPurpose> Purposes)
{
    public RoutingDecision Decision { get; } = RoutingRules.Default.Decide(Post, Purposes);

    public bool IsRight => Decision.Queue == Expected;

    public string Miss => $"{Place}: {Expected.Name()} went to {Decision.Queue.Name()} by {Decision.RuleId}: {Post.Text}";

    /// <summary>Reads a table: queue, search, text.</summary>
    public static IReadOnlyList<RoutedCase> ReadTable(string file)
    {
        var cases = new List<RoutedCase>();
        foreach (var (place, columns) in CaseFile.Read("Routing", file))
        {
            var post = new Post { Id = place, Text = string.Join(" | ", columns[2..]) };
            var queue = TriageQueues.Find(columns[0]) ?? throw new InvalidDataException($"{place}: no queue {columns[0]}");
            cases.Add(new RoutedCase(place, queue, post, PurposesOf(columns[1], post, place)));
        }

        return cases;
    }

    /// <summary>Purposes of the example searches that find a post.</summary>
    public static IReadOnlyCollection<SearchPurpose> FoundFor(Post post) =>
        [.. ExampleSearches.All.Where(search => QueryMatcher.Matches(search.Query, post)).Select(search => search.Purpose)];

    private static IReadOnlyCollection<SearchPurpose> PurposesOf(string search, Post post, string place) => search == "-"
        ? FoundFor(post)
        : [ExampleSearches.All.SingleOrDefault(known => known.Name == search)?.Purpose ?? throw new InvalidDataException($"{place}: no search {search}")];
}
