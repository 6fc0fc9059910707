using Listening.Core.Posts;

namespace Listening.Core.Sources;

/// <summary>A connector whose stream leaves things out (handles, names) that are worth asking for only once a post has matched.</summary>
public interface IPostCompletion
{
    /// <summary>Fills in what the stream left out.</summary>
    /// <param name="matched">Posts of this source that matched.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>As many posts in the same order, with the same ids; a post that cannot be completed comes back as it was.</returns>
    Task<IReadOnlyList<Post>> CompleteAsync(IReadOnlyList<Post> matched, CancellationToken cancellationToken);
}
