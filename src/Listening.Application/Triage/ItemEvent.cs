using Listening.Core.Triage;

namespace Listening.Application.Triage;

/// <summary>One line of an item's history.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">UTC.</param>
/// <param name="Actor">The account's number, or another actor's word.</param>
/// <param name="Kind">What was done.</param>
/// <param name="From">Where it was before.</param>
/// <param name="To">Where it was afterwards.</param>
/// <param name="Words">What was written; null when nothing was, or it cannot be read any more.</param>
/// <param name="UndoneAt">When it was undone; null when it stands.</param>
public sealed record ItemEvent(
    long Id, DateTime At, string Actor, ItemActionKind Kind, ItemPlace From, ItemPlace To, string? Words, DateTime? UndoneAt);

/// <summary>Where an item is: in which queue, whose, and what came of it.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Assignee">The account that has it; null for nobody.</param>
/// <param name="Outcome">What came of it; null while it is open.</param>
public readonly record struct ItemPlace(TriageQueue Queue, int? Assignee, ItemOutcome? Outcome);
