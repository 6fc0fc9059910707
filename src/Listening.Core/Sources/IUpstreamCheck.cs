using Listening.Core.Posts;

namespace Listening.Core.Sources;

/// <summary>A connector that can tell whether posts it gave are still there. A post that vanished on its platform must vanish here.</summary>
public interface IUpstreamCheck
{
    /// <summary>How soon after one look at all held posts the next begins; a day at most.</summary>
    TimeSpan CheckInterval { get; }

    /// <summary>Posts that one call of <see cref="CheckAsync"/> takes at most.</summary>
    int CheckBatch { get; }

    /// <summary>Asks the platform for posts by their ids.</summary>
    /// <param name="posts">Held posts of this source, at most <see cref="CheckBatch"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What is gone and what has changed, or why that cannot be said.</returns>
    Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken);
}

/// <summary>What came of looking at posts again. With a <see cref="Failure"/> nothing is concluded.</summary>
public sealed record UpstreamRead
{
    /// <summary>Ids of the posts that are certainly gone, protected or suspended.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Posts whose words have changed, as they are now. Optional: only where the answer has them.</summary>
    public IReadOnlyList<Post> Changed { get; init; } = [];

    /// <summary>Why it cannot be said; null when it can.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>It cannot be said.</summary>
    public static UpstreamRead Failed(SourceFailure failure) => new() { Failure = failure };
}
