using Listening.Core.Querying;
using Listening.Core.Triage;

namespace Listening.Application.Triage;

/// <summary>Which items of a queue are wanted, and in which order.</summary>
/// <param name="Queue">The queue.</param>
public sealed record ItemFilter(TriageQueue Queue)
{
    /// <summary>Only items behind this place: the next page after <see cref="ItemPage.Next"/>; null for the first page.</summary>
    public ItemCursor? After { get; init; }

    /// <summary>Items per page, 1 to 100.</summary>
    public int Size { get; init; } = 25;

    /// <summary>Which comes first.</summary>
    public ItemOrder Order { get; init; }

    /// <summary>Open items or closed ones; null for both.</summary>
    public ItemState? State { get; init; } = ItemState.Open;

    /// <summary>Only items that this account has; 0 for those that nobody has; null for all.</summary>
    public int? AssignedTo { get; init; }

    /// <summary>Only what the saved search of this name found; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>Only what the source of this name gave; null for all.</summary>
    public string? Source { get; init; }

    /// <summary>Only posts that are about this authority, or possibly; null for all.</summary>
    public int? Authority { get; init; }

    /// <summary>Only posts in this language, without region, such as <c>cy</c>; null for all.</summary>
    public string? Language { get; init; }

    /// <summary>Only what was collected since, UTC; null for all.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Only items whose post matches this query; null for all.</summary>
    public Query? Text { get; init; }

    /// <summary>A random sample of <see cref="Size"/> items instead of the first: one page, with no next.</summary>
    public bool Sample { get; init; }
}

/// <summary>Which item of a queue comes first.</summary>
public enum ItemOrder
{
    /// <summary>What was collected last.</summary>
    Newest,

    /// <summary>What waits longest.</summary>
    Oldest,

    /// <summary>What is deleted next.</summary>
    Due,
}

/// <summary>One page of a queue.</summary>
/// <param name="Items">The items in order.</param>
/// <param name="Next">What to give as <see cref="ItemFilter.After"/> for the next page; null when this is the last.</param>
/// <param name="Total">Items that the filter selects over all pages, counted up to <see cref="MostCounted"/>.</param>
public sealed record ItemPage(IReadOnlyList<ItemView> Items, ItemCursor? Next, int Total)
{
    /// <summary>Nobody reads further; to count on would cost more than the page.</summary>
    public const int MostCounted = 10_000;

    /// <summary>True when the text was looked for in the newest posts only, because more are held than are kept open in memory.</summary>
    public bool NewestOnly { get; init; }
}
