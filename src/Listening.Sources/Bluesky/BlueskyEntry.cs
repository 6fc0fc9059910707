using Listening.Core.Posts;

namespace Listening.Sources.Bluesky;

/// <summary>What one entry of a page says.</summary>
/// <param name="At">When the server places it, newest first; null when it does not say.</param>
/// <param name="Post">The post; null when the entry holds none for us (a repost, a like, a withheld post).</param>
/// <param name="Gone">Native ids of posts that the entry shows to be gone.</param>
/// <param name="Replies">Direct answers to the post.</param>
internal sealed record BlueskyEntry(DateTime? At, Post? Post, IReadOnlyList<string> Gone, long Replies = 0);
