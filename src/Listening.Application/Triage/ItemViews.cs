using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Opens items for people: the post, the reasons, the searches that found it, and the words to mark.</summary>
public sealed class ItemViews(PostContent content, AttentionReader attention)
{
    /// <summary>The items as people see them, in the order given.</summary>
    internal async Task<IReadOnlyList<ItemView>> OfAsync(ListeningDbContext db, List<ListedItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0) return [];
        var ids = items.ConvertAll(held => held.Item.PostId);
        var sources = await db.Sources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken);
        var found = (await (
            from match in db.Matches.AsNoTracking()
            where EF.Parameter(ids).Contains(match.PostId)
            join search in db.SavedSearches on match.SearchId equals search.Id
            join version in db.SearchVersions on new { match.SearchId, Version = match.SearchVersion } equals new { version.SearchId, version.Version }
            orderby search.Name
            select new FoundMatch(match.PostId, search.Name, match.SearchVersion, version.Query)).ToListAsync(cancellationToken)).ToLookup(match => match.PostId);
        var said = await attention.OfAsync(db, items.ConvertAll(held => held.Post), cancellationToken);
        var queries = new Dictionary<string, Query?>(StringComparer.Ordinal);
        return items.ConvertAll(held => Of(held, sources.GetValueOrDefault(held.Post.SourceId, ""), [.. found[held.Post.Id]], said.GetValueOrDefault(held.Post.Id), queries));
    }

    private ItemView Of(ListedItem held, string source, IReadOnlyList<FoundMatch> matches, AuthorAttention? said, Dictionary<string, Query?> queries)
    {
        var closed = said is { IsClosed: true };
        var post = closed ? null : content.Open(held.Post.Content, held.Post.KeyId, held.Post.IdHash);
        return new ItemView
        {
            Id = held.Post.Id,
            Queue = held.Item.Queue,
            Post = post,
            SourceName = source,
            CollectedAt = held.Post.CollectedAt,
            DueAt = held.Post.DueAt,
            Confidence = held.Item.Confidence,
            RuleId = held.Item.RuleId,
            RuleSetVersion = held.Item.RuleSetVersion,
            // Reasons quote the post.
            Reasons = closed ? [] : content.OpenReasons(held.Item.Reasons, held.Post.KeyId, held.Post.IdHash),
            Attention = said,
            State = held.Item.State,
            AssignedTo = held.Item.AssignedTo,
            Outcome = held.Item.Outcome,
            Version = held.Item.Version,
            IsOnHold = held.Post.Holds > 0,
            FoundBy = [.. matches.Select(match => new FoundBy(match.Search, match.Version))],
            Spans = post is null ? [] : SpansOf(post, matches.Select(match => ParsedOf(match.Query, queries)).OfType<Query>()),
        };
    }

    // A page of items was found by a few searches: each is read once.
    private static Query? ParsedOf(string text, Dictionary<string, Query?> queries) =>
        queries.TryGetValue(text, out var known) ? known : queries[text] = Query.Parse(text).Query;

    // The words of all searches that found it; where two searches' spans touch they become one.
    private static List<TextSpan> SpansOf(Post post, IEnumerable<Query> queries)
    {
        var spans = new List<TextSpan>();
        foreach (var span in queries.SelectMany(query => QueryMatcher.Spans(query, post)).OrderBy(span => span.Start))
        {
            if (spans.Count > 0 && span.Start <= spans[^1].Start + spans[^1].Length)
            {
                var end = Math.Max(spans[^1].Start + spans[^1].Length, span.Start + span.Length);
                spans[^1] = new TextSpan(spans[^1].Start, end - spans[^1].Start);
            }
            else
            {
                spans.Add(span);
            }
        }

        return spans;
    }

    private sealed record FoundMatch(long PostId, string Search, int Version, string Query);
}

/// <summary>An item's row with its post's.</summary>
internal sealed record ListedItem
{
    public required TriageItemRow Item { get; init; }

    public required PostRow Post { get; init; }
}
