namespace Listening.Application.Messages;

/// <summary>Posts were stored or edited and wait to be routed. Numbers only: a broker keeps what it was given.</summary>
/// <param name="PostIds">Numbers of the posts, at most 500.</param>
public sealed record PostsMatched(IReadOnlyList<long> PostIds);
