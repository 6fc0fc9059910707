using Listening.Core.Querying;

namespace Listening.Core.Sources;

/// <summary>What a saved search asks of a source.</summary>
/// <param name="Kind">Where on the platform to look.</param>
/// <param name="Query">The search's query, from which a connector may derive a wider platform-side pre-filter.</param>
/// <param name="Target">Account handle or list address for <see cref="SearchKind.Account"/> and <see cref="SearchKind.List"/>; else null.</param>
public sealed record SourceRequest(SearchKind Kind, Query Query, string? Target = null);

/// <summary>Where a saved search looks.</summary>
public enum SearchKind
{
    /// <summary>Anything the source carries, narrowed by the query's words.</summary>
    Keywords,

    /// <summary>Posts that mention, answer or quote the organisation's own account.</summary>
    Mentions,

    /// <summary>Posts and replies of one account.</summary>
    Account,

    /// <summary>Posts of the members of one public list.</summary>
    List,
}
