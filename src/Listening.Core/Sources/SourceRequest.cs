using Listening.Core.Querying;

namespace Listening.Core.Sources;

/// <summary>What a saved search asks of a source.</summary>
/// <param name="Kind">Where on the platform to look.</param>
/// <param name="Query">The search's query, from which a connector may derive a wider platform-side pre-filter.</param>
/// <param name="Target">Account handle or list address for the kinds that <see cref="SearchKinds.NeedsTarget"/>; else null.</param>
public sealed record SourceRequest(SearchKind Kind, Query Query, string? Target = null)
{
    /// <summary>
    /// Handles that the searches sharing this reading name (<c>from:</c>, <c>to:</c>), for a stream that tells accounts by
    /// number only. Empty for a source that is asked for one search at a time.
    /// </summary>
    public IReadOnlyList<string> Handles { get; init; } = [];

    /// <summary>
    /// Makes a short keyed mark of a native id, so that a cursor can tell threads apart without naming them. The same id
    /// gives the same mark as long as the service keeps its key.
    /// </summary>
    public Func<string, string> MarkOf { get; init; } = static id => id;
}

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

    /// <summary>Posts of one account and everything said under them.</summary>
    AccountWithComments,
}

/// <summary>What the kinds of search have to do with their targets.</summary>
public static class SearchKinds
{
    /// <summary>True when a search of this kind names an account or a list.</summary>
    public static bool NeedsTarget(this SearchKind kind) => kind is SearchKind.Account or SearchKind.List or SearchKind.AccountWithComments;

    /// <summary>True when a search of this kind is aimed at one account, which may be a person's.</summary>
    public static bool IsOfOneAccount(this SearchKind kind) => kind is SearchKind.Account or SearchKind.AccountWithComments;
}
