using Listening.Core.Posts;

namespace Listening.Application.Collection;

/// <summary>A post of a page that concerns the store: it matches, or it may be held already.</summary>
/// <param name="Post">The post.</param>
/// <param name="IdHash">Keyed hash of its native id.</param>
/// <param name="SearchIds">The searches that match, ascending; empty when it only may be held.</param>
/// <param name="Objected">True when its author objected: it must not be held any longer.</param>
internal sealed record MatchedPost(Post Post, byte[] IdHash, IReadOnlyList<int> SearchIds, bool Objected = false);
