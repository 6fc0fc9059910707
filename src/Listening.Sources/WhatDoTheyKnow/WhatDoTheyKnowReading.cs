using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>Finds what is new in a feed.</summary>
/// <remarks>
/// The site sorts by when an event was last described, so an old event comes up again among the new. Whatever was not in the
/// last feed, or was there in another state, is given: an event that appears late is then not lost, and one that comes up again is
/// the same post again.
/// </remarks>
internal sealed class WhatDoTheyKnowReading(WhatDoTheyKnowOptions options)
{
    /// <summary>The page of the feed that a search reads, with the cursor after it.</summary>
    public (SourcePage Page, WhatDoTheyKnowCursor Cursor) Read(EventFeed feed, SourceRequest request, WhatDoTheyKnowCursor last, bool isFirst)
    {
        var known = last.Known.ToHashSet(StringComparer.Ordinal);
        var fresh = feed.Events.Where(one => !known.Contains(request.MarkOf(one.Version))).ToList();
        // An event that is as it was stands below everything that was described since; one that was described anew stands anywhere.
        var isJoined = fresh.Count < feed.Events.Count;
        var next = last with
        {
            // An index in the making shows nothing for a while.
            Known = feed.Events.Count == 0 ? last.Known : [.. feed.Events.SelectMany(one => new[] { request.MarkOf(one.Version), request.MarkOf(one.State) })],
            Highest = feed.Events.Select(one => one.Number).Append(last.Highest).Max(),
        };
        return (Page(fresh, feed, !isFirst && feed.Length >= options.FeedLength && !isJoined), next);
    }

    /// <summary>The page of one request's own feed: what neither it nor the account's feed has shown before; at first what is young.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="request">What is looked for.</param>
    /// <param name="last">The cursor.</param>
    /// <param name="seen">Marks of the feed's events when it was read before; null when it was not.</param>
    /// <param name="now">The present time, UTC.</param>
    public SourcePage ReadRequest(EventFeed feed, SourceRequest request, WhatDoTheyKnowCursor last, IReadOnlyList<string>? seen, DateTime now)
    {
        var recent = now - TimeSpan.FromDays(options.CommentDays);
        var known = last.Known.Concat(seen ?? []).ToHashSet(StringComparer.Ordinal);
        var fresh = feed.Events.Where(one => !known.Contains(request.MarkOf(one.State)) && (seen is not null || IsRecent(one, recent))).ToList();
        var overflowed = feed.Length >= options.FeedLength
            && feed.Events.All(one => seen is null ? IsRecent(one, recent) : !seen.Contains(request.MarkOf(one.State), StringComparer.Ordinal));
        return Page(fresh, feed, overflowed);
    }

    private static bool IsRecent(RequestEvent one, DateTime recent) => one.Post is null || one.Post.CreatedAt >= recent;

    private static SourcePage Page(List<RequestEvent> fresh, EventFeed feed, bool gap) => new()
    {
        Posts = [.. fresh.OrderBy(one => one.Number).Select(one => one.Post).OfType<Post>()],
        Deleted = [.. fresh.Where(one => one.Post is null).Select(one => one.Id)],
        Malformed = feed.Malformed,
        PossibleGap = gap || feed.Truncated,
    };
}
