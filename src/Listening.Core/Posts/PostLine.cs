namespace Listening.Core.Posts;

/// <summary>One line of a JSON Lines file of posts.</summary>
/// <param name="Post">The post; for a deletion only its id and source mean anything.</param>
/// <param name="Deleted">True when the line says that the post is gone upstream (<c>"deleted": true</c>).</param>
/// <param name="Search">Name of the saved search that found it (<c>"search"</c>); null when the line does not say.</param>
public sealed record PostLine(Post Post, bool Deleted = false, string? Search = null);
