using Listening.Core.Querying;
using Listening.Core.Triage;

namespace Listening.Application.Triage;

/// <summary>Which items of a queue are wanted.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="BeforeId">Only items with a smaller id: the next page after <see cref="ItemPage.NextBeforeId"/>; null for the first page.</param>
/// <param name="Size">Items per page, 1 to 100.</param>
/// <param name="Text">Only items whose post matches this query; null for all.</param>
/// <param name="Sample">A random sample of <paramref name="Size"/> items instead of the newest: one page, with no next.</param>
public sealed record ItemFilter(TriageQueue Queue, long? BeforeId = null, int Size = 25, Query? Text = null, bool Sample = false);

/// <summary>One page of a queue.</summary>
/// <param name="Items">The items, newest first.</param>
/// <param name="NextBeforeId">What to give as <see cref="ItemFilter.BeforeId"/> for the next page; null when this is the last.</param>
/// <param name="Total">Items that the filter selects over all pages.</param>
public sealed record ItemPage(IReadOnlyList<ItemView> Items, long? NextBeforeId, int Total);
