using Listening.Core.Triage;

namespace Listening.Application.Triage;

/// <summary>Something that an open page wants to know. Numbers only.</summary>
public abstract record TriageEvent;

/// <summary>New posts were put in a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Count">How many.</param>
public sealed record ItemsArrived(TriageQueue Queue, int Count) : TriageEvent;

/// <summary>Somebody did something with an item.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Actor">The account's number, or another actor's word.</param>
/// <param name="Kind">What was done.</param>
/// <param name="From">The queue it was in.</param>
/// <param name="To">Where it is now.</param>
/// <param name="IsUndone">True when it was taken back.</param>
public sealed record ItemChanged(long ItemId, string Actor, ItemActionKind Kind, TriageQueue From, ItemPlace To, bool IsUndone) : TriageEvent;

/// <summary>Who has an item open at the moment, in this process.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Accounts">Their numbers.</param>
public sealed record ItemWatched(long ItemId, IReadOnlyList<int> Accounts) : TriageEvent;
