using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Matching;

/// <summary>All saved searches, compiled: holds a post against every one of them at once. Immutable and safe to share by threads.</summary>
public sealed class SearchSet
{
    /// <summary>Compiles searches; the numbers given come back from <see cref="Match"/>.</summary>
    public static SearchSet Build(IEnumerable<KeyValuePair<int, Query>> searches) => throw new NotSupportedException(searches.ToString());

    /// <summary>Adds to <paramref name="found"/> the numbers of the searches that match, each once, in ascending order.</summary>
    public void Match(Post post, ICollection<int> found) => throw new NotSupportedException(post.Id + found.Count);
}
