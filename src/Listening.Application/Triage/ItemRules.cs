using Listening.Application.Access;
using Listening.Core.Triage;

namespace Listening.Application.Triage;

/// <summary>What can be done with an item where it is.</summary>
internal static class ItemRules
{
    /// <summary>Where an act puts an item, or why it cannot be done.</summary>
    /// <param name="at">Where the item is.</param>
    /// <param name="act">What somebody wants.</param>
    /// <param name="account">Who wants it; null for an actor without an account.</param>
    public static (ItemPlace To, ActRefusal? Refusal) Decide(ItemPlace at, ItemAct act, int? account)
    {
        var isOpen = at.Outcome is null;
        return act.Kind switch
        {
            ItemActionKind.Noted => (at, string.IsNullOrWhiteSpace(act.Words) ? ActRefusal.Incomplete : null),
            ItemActionKind.Reopened => (at with { Outcome = null }, isOpen ? ActRefusal.StateAlready : null),
            _ when !isOpen => (at, ActRefusal.StateAlready),
            ItemActionKind.Taken => (at with { Assignee = account }, account is null ? ActRefusal.Incomplete : at.Assignee == account ? ActRefusal.OwnerAlready : null),
            ItemActionKind.Assigned => (at with { Assignee = act.Assignee }, act.Assignee is null ? ActRefusal.Incomplete : at.Assignee == act.Assignee ? ActRefusal.OwnerAlready : null),
            ItemActionKind.Released => (at with { Assignee = null }, at.Assignee is null ? ActRefusal.OwnerAlready : null),
            ItemActionKind.Moved => Move(at, act.Queue),
            ItemActionKind.Closed => (at with { Outcome = act.Outcome }, act.Outcome is null ? ActRefusal.Incomplete : null),
            _ => (at, ActRefusal.Incomplete),
        };
    }

    /// <summary>Whether there is a way back.</summary>
    public static bool CanBeUndone(ItemActionKind kind) =>
        kind is ItemActionKind.Taken or ItemActionKind.Assigned or ItemActionKind.Released or ItemActionKind.Moved or ItemActionKind.Closed or ItemActionKind.Reopened;

    // Whoever has it keeps it within the team; in the other team's queue they could not open it.
    private static (ItemPlace To, ActRefusal? Refusal) Move(ItemPlace at, TriageQueue? queue)
    {
        if (queue is not { } to) return (at, ActRefusal.Incomplete);
        var assignee = QueueAccess.TeamOf(at.Queue) == QueueAccess.TeamOf(to) ? at.Assignee : null;
        return (at with { Queue = to, Assignee = assignee }, at.Queue == to ? ActRefusal.QueueAlready : null);
    }
}
