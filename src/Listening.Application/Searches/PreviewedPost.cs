using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Routing;

namespace Listening.Application.Searches;

/// <summary>A post that a search would find.</summary>
/// <param name="Post">The post.</param>
/// <param name="Spans">The words that made it match.</param>
/// <param name="Decision">How it would be routed; null when that was not asked.</param>
/// <param name="IsNew">True when the version in force does not find it.</param>
public sealed record PreviewedPost(Post Post, IReadOnlyList<TextSpan> Spans, RoutingDecision? Decision, bool IsNew);
