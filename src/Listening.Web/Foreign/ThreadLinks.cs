using Listening.Core.Posts;

namespace Listening.Web.Foreign;

/// <summary>Where a post stands in its thread.</summary>
/// <param name="Answers">The post it answers; null when it answers none or the platform gives no address.</param>
/// <param name="Start">The first post of the thread; null when it is this one or the platform gives no address.</param>
/// <param name="IsReply">True when it answers a post, whether there is an address for that or not.</param>
public sealed record ThreadLinks(SourceLink? Answers, SourceLink? Start, bool IsReply)
{
    /// <summary>Reads the thread off a post's native ids.</summary>
    public static ThreadLinks Of(Post post) => new(
        Link(post.ReplyTo),
        string.Equals(post.Conversation, post.Id, StringComparison.Ordinal) || string.Equals(post.Conversation, post.ReplyTo, StringComparison.Ordinal)
            ? null : Link(post.Conversation),
        post.ReplyTo is not null);

    // Native ids are addresses on the fediverse and in many feeds; on Bluesky they are at:// addresses with a known page.
    private static SourceLink? Link(string? id)
    {
        if (id is null || !id.StartsWith("at://", StringComparison.Ordinal)) return SourceLink.From(id);
        return id["at://".Length..].Split('/') is [{ Length: > 0 } account, "app.bsky.feed.post", { Length: > 0 } key]
            ? SourceLink.From($"https://bsky.app/profile/{Uri.EscapeDataString(account)}/post/{Uri.EscapeDataString(key)}")
            : null;
    }
}
