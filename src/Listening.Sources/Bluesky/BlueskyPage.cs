using System.Text.Json;

namespace Listening.Sources.Bluesky;

/// <summary>A page as it came from the server.</summary>
/// <param name="Entries">In the server's order, newest first.</param>
/// <param name="Malformed">Entries that could not be understood.</param>
/// <param name="Token">Leads to the next page; null at the end.</param>
internal sealed record BlueskyPage(IReadOnlyList<BlueskyEntry> Entries, int Malformed, string? Token)
{
    /// <summary>Reads a page.</summary>
    /// <returns>Null when the answer is not a page at all.</returns>
    public static BlueskyPage? Read(byte[] body, BlueskyPost posts, DateTime now)
    {
        WirePage? wire;
        try
        {
            wire = JsonSerializer.Deserialize<WirePage>(body, WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }

        if ((wire?.Posts ?? wire?.Feed ?? wire?.Notifications) is not { } raw) return null;
        var entries = new List<BlueskyEntry>(raw.Length);
        foreach (var element in raw)
        {
            if (Entry(element, wire!, posts, now) is { } entry) entries.Add(entry);
        }

        return new BlueskyPage(entries, raw.Length - entries.Count, string.IsNullOrEmpty(wire!.Cursor) ? null : wire.Cursor);
    }

    private static BlueskyEntry? Entry(JsonElement element, WirePage page, BlueskyPost posts, DateTime now)
    {
        try
        {
            if (page.Posts is not null) return OfPost(element.Deserialize<WirePost>(WireJson.Options), posts, now);
            return page.Feed is not null
                ? OfFeed(element.Deserialize<WireFeedEntry>(WireJson.Options), posts, now)
                : OfNotification(element.Deserialize<WirePost>(WireJson.Options), posts, now);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BlueskyEntry? OfPost(WirePost? wire, BlueskyPost posts, DateTime now)
    {
        if (wire is null) return null;
        if (BlueskyPost.IsWithheld(wire)) return new BlueskyEntry(BlueskyPost.SortTime(wire), null, []);
        return posts.Read(wire, now) is { } post ? new BlueskyEntry(BlueskyPost.SortTime(wire), post, [], wire.Replies) : null;
    }

    private static BlueskyEntry? OfFeed(WireFeedEntry? wire, BlueskyPost posts, DateTime now)
    {
        if (wire?.Post is null) return null;
        // A repost is not the account's own words: the search is for what it says, and the post reposted is found where it was written.
        if (wire.Reason is not null) return new BlueskyEntry(BlueskyPost.Time(wire.Reason.IndexedAt), null, []);
        if (OfPost(wire.Post, posts, now) is not { } entry) return null;

        WireReplied?[] answered = [wire.Reply?.Parent, wire.Reply?.Root];
        var gone = answered.Where(post => post is { NotFound: true, Uri.Length: > 0 }).Select(post => post!.Uri!).Distinct(StringComparer.Ordinal);
        return entry with { Gone = [.. gone] };
    }

    // The reasons are asked for, but a server that does not know the parameter sends everything.
    private static BlueskyEntry? OfNotification(WirePost? wire, BlueskyPost posts, DateTime now)
    {
        if (wire is null) return null;
        var at = BlueskyPost.Time(wire.IndexedAt);
        if (wire.Reason is not ("mention" or "reply" or "quote")) return new BlueskyEntry(at, null, []);
        return OfPost(wire, posts, now) is { } entry ? entry with { At = at } : null;
    }
}
