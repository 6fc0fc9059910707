using System.Text.Json;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Triage;

namespace Listening.Core.Routing;

/// <summary>A saved search as far as routing a file of posts needs it.</summary>
/// <param name="Name">The name that a post's line may carry as <c>"search"</c>.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Query">Held against the posts whose line names no search.</param>
public sealed record RouteFileSearch(string Name, SearchPurpose Purpose, Query Query);

/// <summary>Something in a file of posts that could not be used.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Message">What is wrong; never the post's content.</param>
public sealed record RouteFileProblem(int Line, string Message);

/// <summary>What came of routing a file.</summary>
/// <param name="Routed">Posts decided and written, per queue; queues without posts are absent.</param>
/// <param name="Deletions">Lines that say a post is gone; nothing is written for them.</param>
/// <param name="Malformed">Lines that are no posts.</param>
public sealed record RouteFileCounts(IReadOnlyDictionary<TriageQueue, int> Routed, int Deletions, int Malformed);

/// <summary>Routes a JSON Lines file of posts without any database: the work behind <c>listening route --posts FILE</c>.</summary>
public sealed class RouteFile
{
    // Enough for every search anybody configures; a hostile file must not fill the memory with made-up names.
    private const int MostUnknownNames = 1000;
    private const int FlushBytes = 64 * 1024;

    private readonly RoutingRules rules;
    private readonly RouteFileSearch[] searches;
    private readonly Dictionary<string, SearchPurpose[]> purposesByName;
    private readonly SearchSet queries;

    /// <summary>Prepares for any number of files.</summary>
    /// <param name="rules">Decide the queue.</param>
    /// <param name="searches">Known searches, each name once.</param>
    public RouteFile(RoutingRules rules, IEnumerable<RouteFileSearch> searches)
    {
        this.rules = rules;
        this.searches = [.. searches];
        purposesByName = this.searches.ToDictionary(search => search.Name, search => new[] { search.Purpose });
        queries = SearchSet.Build(this.searches.Index().Select(search => KeyValuePair.Create(search.Index, search.Item.Query)));
    }

    /// <summary>Routes every post of the stream, in its order, in constant memory.</summary>
    /// <param name="posts">JSON Lines of posts; read to the end, not closed. A line may carry <c>"search"</c>.</param>
    /// <param name="output">Takes one line <c>{"id","queue","confidence","reasons"}</c> per post; flushed, not closed.</param>
    /// <param name="problem">Told of every malformed line, and of every unknown search name once.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<RouteFileCounts> RunAsync(
        Stream posts, Stream output, Action<RouteFileProblem> problem, CancellationToken cancellationToken = default)
    {
        var routed = new Dictionary<TriageQueue, int>();
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        int deletions = 0, malformed = 0;
        var lines = new DecisionLines();
        await foreach (var (number, line, error) in PostLines.ReadAsync(posts, cancellationToken))
        {
            if (line is null)
            {
                malformed++;
                problem(new RouteFileProblem(number, error!));
                continue;
            }

            if (line.Deleted)
            {
                deletions++;
                continue;
            }

            if (line.Search is { } name && !purposesByName.ContainsKey(name) && unknown.Count < MostUnknownNames && unknown.Add(name))
                problem(new RouteFileProblem(number, $"the search {JsonSerializer.Serialize(name)} is not known; its posts are taken as named by none"));
            var decision = rules.Decide(line.Post, Purposes(line));
            routed[decision.Queue] = routed.GetValueOrDefault(decision.Queue) + 1;
            lines.Add(line.Post.Id, decision);
            if (lines.Length >= FlushBytes) await lines.FlushAsync(output, cancellationToken);
        }

        await lines.FlushAsync(output, cancellationToken);
        await output.FlushAsync(cancellationToken);
        return new RouteFileCounts(routed, deletions, malformed);
    }

    private SearchPurpose[] Purposes(PostLine line)
    {
        if (line.Search is { } name && purposesByName.TryGetValue(name, out var named)) return named;
        var found = new List<int>();
        queries.Match(line.Post, found);
        return [.. found.Select(at => searches[at].Purpose).Distinct()];
    }
}
