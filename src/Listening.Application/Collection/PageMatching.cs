using Listening.Application.People;
using Listening.Core.Content;
using Listening.Core.Matching;

namespace Listening.Application.Collection;

/// <summary>Holds a page's posts against the searches and keeps what concerns the store.</summary>
internal static class PageMatching
{
    /// <summary>
    /// The posts that match or may be held, in page order; of several versions of one post only the last. Of somebody who
    /// objected only those that may be held, so that they are removed.
    /// </summary>
    public static List<MatchedPost> Match(PageToStore page, SearchSet searches, IContentKeys keys, HeldPosts held, ObjectionList objections)
    {
        var kept = new List<MatchedPost>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = new List<int>();
        Span<byte> hash = stackalloc byte[IContentKeys.IdHashSize];
        foreach (var post in page.Page.Posts)
        {
            found.Clear();
            searches.Match(post, found);
            var seenInPage = places.TryGetValue(post.Id, out var place);
            if (found.Count == 0 && !seenInPage && !held.MayHold(page.Source.Id, post.Id)) continue;
            var objected = !objections.IsEmpty && objections.Covers(page.Source.Id, keys.HashAuthor(post.Author));
            if (objected && !seenInPage && !held.MayHold(page.Source.Id, post.Id)) continue;

            // The keyed hash costs as much as matching: only what concerns the store gets one.
            keys.HashId(page.Source.Id, post.Id, hash);
            var matched = new MatchedPost(post, hash.ToArray(), found.Count == 0 || objected ? [] : found.ToArray(), objected);
            if (seenInPage)
            {
                kept[place] = matched;
            }
            else
            {
                places.Add(post.Id, kept.Count);
                kept.Add(matched);
            }
        }

        return kept;
    }
}
