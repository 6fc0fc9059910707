using System.Text.Json;

namespace Listening.Sources.Bluesky;

/// <summary>How the server's answers are read.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.General) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = 64 };
}

/// <summary>An error, by the protocol's name.</summary>
internal sealed record WireError(string? Error);

/// <summary>createSession, refreshSession.</summary>
internal sealed record WireSession(string? AccessJwt, string? RefreshJwt, string? Did);

/// <summary>A page of any of the four methods. Entries are read one by one, so that a broken one costs only itself.</summary>
internal sealed record WirePage(JsonElement[]? Posts, JsonElement[]? Feed, JsonElement[]? Notifications, string? Cursor);

/// <summary>An account, as the server describes it (app.bsky.actor.defs#profileViewBasic).</summary>
internal sealed record WireAuthor(string? Did, string? Handle, string? DisplayName, WireLabel[]? Labels);

/// <summary>A label (com.atproto.label.defs#label).</summary>
internal sealed record WireLabel(string? Val, bool? Neg);

/// <summary>
/// A post (app.bsky.feed.defs#postView), and also a notification, which has the same fields and a reason.
/// The record is what the author wrote: nobody promises that it has the right shape.
/// </summary>
internal sealed record WirePost(string? Uri, WireAuthor? Author, JsonElement Record, string? IndexedAt, WireLabel[]? Labels, string? Reason, JsonElement ReplyCount = default)
{
    /// <summary>Direct answers to it; 0 when the server does not say.</summary>
    public long Replies => ReplyCount.ValueKind == JsonValueKind.Number && ReplyCount.TryGetInt64(out var count) ? count : 0;
}

/// <summary>An entry of a feed (app.bsky.feed.defs#feedViewPost).</summary>
internal sealed record WireFeedEntry(WirePost? Post, WireFeedReply? Reply, WireReason? Reason);

/// <summary>What an entry of a feed answers.</summary>
internal sealed record WireFeedReply(WireReplied? Root, WireReplied? Parent);

/// <summary>A post that is answered. <see cref="NotFound"/> is true when it is gone.</summary>
internal sealed record WireReplied(string? Uri, bool? NotFound);

/// <summary>Why an entry is in a feed: reposted, pinned.</summary>
internal sealed record WireReason(string? IndexedAt);
