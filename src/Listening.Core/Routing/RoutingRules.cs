using Listening.Core.Posts;

namespace Listening.Core.Routing;

/// <summary>An ordered, versioned set of routing rules. Immutable and safe to share by threads.</summary>
public sealed class RoutingRules
{
    /// <summary>The rules that ship with the service.</summary>
    public static RoutingRules Default => throw new NotSupportedException();

    /// <summary>The version stated in the rules' file; kept with every item.</summary>
    public string Version => throw new NotSupportedException();

    /// <summary>Decides the queue of one post.</summary>
    /// <param name="post">The post.</param>
    /// <param name="purposes">Purposes of the searches that found it; empty when unknown.</param>
    public RoutingDecision Decide(Post post, IReadOnlyCollection<SearchPurpose> purposes) => throw new NotSupportedException(post.Id + purposes.Count);
}
