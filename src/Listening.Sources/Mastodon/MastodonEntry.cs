using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.Mastodon;

/// <summary>One entry of a page.</summary>
/// <param name="Id">By which the page's place is told: the post's id, or the notification's; null when it is missing.</param>
/// <param name="At">When the server places it; null when it does not say.</param>
/// <param name="Status">The post as it came.</param>
/// <param name="Post">The post; null when the entry holds none that may be kept.</param>
/// <param name="IsMalformed">True when it cannot be understood.</param>
internal sealed record MastodonEntry(string? Id, DateTime? At, JsonElement Status, Post? Post, bool IsMalformed)
{
    /// <summary>Reads a list of posts or notifications, newest first as they came.</summary>
    public static List<MastodonEntry> ReadAll(IEnumerable<JsonElement> elements, MastodonPost posts, DateTime now) => [.. elements.Select(element => Read(element, posts, now))];

    private static MastodonEntry Read(JsonElement element, MastodonPost posts, DateTime now)
    {
        // A notification that is about no post, or about one that is gone meanwhile, says so by its type alone.
        var isNotification = element.Text("type") is not null && element.At("account").ValueKind == JsonValueKind.Object && element.At("content").ValueKind == JsonValueKind.Undefined;
        var status = isNotification ? element.At("status") : element;
        var isAbsent = isNotification && status.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        var post = !isAbsent && MastodonPost.IsKept(status) ? posts.Read(status, now) : null;
        // Only what may be kept and makes no post is broken; a private post is none of our business.
        var malformed = !isAbsent && post is null && (status.Text("visibility") is null || MastodonPost.IsKept(status));
        return new MastodonEntry(element.Id("id"), element.Time("created_at"), status, post, malformed);
    }
}
