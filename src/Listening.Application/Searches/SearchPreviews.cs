using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Application.Watches;
using Listening.Core.Matching;
using Listening.Core.Querying;
using Listening.Core.Routing;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Searches;

/// <summary>Says what a search would have found among the posts that are held now, where it would have gone, and how that differs from the version in force.</summary>
public sealed class SearchPreviews(IDbContextFactory<ListeningDbContext> databases, HeldTextIndex held, AttentionReader attention, RoutingRules rules)
{
    /// <summary>Posts that are shown.</summary>
    public const int Shown = 10;

    /// <summary>Posts that are routed at most, newest first: enough to see where most of them go.</summary>
    public const int MostRouted = 1_000;

    /// <summary>Looks. Nothing is stored.</summary>
    /// <param name="draft">The search as it is to be; its query must have been understood.</param>
    /// <param name="inForce">The search as it is now; null for a new one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<HeldPreview> LookAsync(SearchDraft draft, SearchOverview? inForce, CancellationToken cancellationToken)
    {
        var query = Query.Parse(draft.Query).Query!;
        var before = inForce is null ? null : Query.Parse(inForce.Query).Query;
        var (total, matches) = await held.CompareAsync(query, before, cancellationToken);
        // Each is held against the posts of its own sources only, as a run would.
        HashSet<string> sources = [.. draft.Sources], sourcesBefore = [.. inForce?.Sources ?? []];
        matches = [.. matches.Select(match => match with
        {
            ByQuery = match.ByQuery && sources.Contains(match.Post.Source),
            ByOther = match.ByOther && sourcesBefore.Contains(match.Post.Source),
        })];
        List<HeldMatch> found = [.. matches.Where(match => match.ByQuery)], lost = [.. matches.Where(match => match.ByOther && !match.ByQuery)];

        List<HeldMatch> routed = [.. found.Take(MostRouted)];
        var purposes = await PurposesAsync([.. routed.Select(match => match.Id)], inForce?.Id, cancellationToken);
        var decisions = routed.ConvertAll(match => rules.Decide(match.Post, [.. purposes[match.Id].Append(draft.Purpose).Distinct()]));
        var closed = await ClosedAsync([.. found.Take(Shown).Concat(lost.Take(Shown / 2)).Select(match => match.Id)], cancellationToken);
        return new HeldPreview
        {
            Held = total,
            Matching = found.Count,
            Routed = routed.Count,
            Added = found.Count(match => !match.ByOther),
            Lost = lost.Count,
            Queues = [.. decisions.CountBy(decision => decision.Queue).OrderByDescending(queue => queue.Value)],
            Newest = [.. routed.Zip(decisions).Take(Shown).Where(match => !closed.Contains(match.First.Id)).Select(match => new PreviewedPost(match.First.Post, QueryMatcher.Spans(query, match.First.Post), match.Second, before is not null && !match.First.ByOther))],
            NewestLost = [.. lost.Take(Shown / 2).Where(match => !closed.Contains(match.Id)).Select(match => new PreviewedPost(match.Post, QueryMatcher.Spans(before!, match.Post), null, false))],
        };
    }

    // They are counted like the others; what they say is shown here as little as in a queue.
    private async Task<IReadOnlySet<long>> ClosedAsync(List<long> shown, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await attention.ClosedAsync(db, shown, cancellationToken);
    }

    // Routing looks at the purposes of all searches that found a post; those of the others are known already.
    private async Task<ILookup<long, SearchPurpose>> PurposesAsync(IReadOnlyList<long> postIds, int? except, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await (
            from match in db.Matches
            where EF.Parameter(postIds).Contains(match.PostId) && match.SearchId != except
            join search in db.SavedSearches on match.SearchId equals search.Id
            select new { match.PostId, search.Purpose }).ToListAsync(cancellationToken)).ToLookup(match => match.PostId, match => match.Purpose);
    }
}

/// <summary>What a search would have found among the held posts.</summary>
public sealed record HeldPreview
{
    /// <summary>Posts that were looked at: the newest <see cref="HeldTextIndex.MostPosts"/> at most.</summary>
    public required int Held { get; init; }

    /// <summary>Posts it finds.</summary>
    public required int Matching { get; init; }

    /// <summary>Posts of these whose queue was decided: the newest <see cref="SearchPreviews.MostRouted"/> at most.</summary>
    public required int Routed { get; init; }

    /// <summary>Posts of these that the version in force does not find; all of them when there is none.</summary>
    public required int Added { get; init; }

    /// <summary>Posts that only the version in force finds.</summary>
    public required int Lost { get; init; }

    /// <summary>Into which queues the routed posts would go, the fullest first.</summary>
    public required IReadOnlyList<KeyValuePair<TriageQueue, int>> Queues { get; init; }

    /// <summary>The newest it finds.</summary>
    public required IReadOnlyList<PreviewedPost> Newest { get; init; }

    /// <summary>The newest that only the version in force finds.</summary>
    public required IReadOnlyList<PreviewedPost> NewestLost { get; init; }

    /// <summary>Posts whose text is shown.</summary>
    public int Texts => Newest.Count + NewestLost.Count;
}
