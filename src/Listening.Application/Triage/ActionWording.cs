using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Triage;

namespace Listening.Application.Triage;

/// <summary>Actions in the words of the audit log: nothing of the post, no names, nothing that anybody typed.</summary>
internal static class ActionWording
{
    /// <summary>The event of an audit entry.</summary>
    public static string EventOf(ItemActionKind kind) => kind switch
    {
        ItemActionKind.Taken => AuditEvents.ItemTaken,
        ItemActionKind.Assigned => AuditEvents.ItemAssigned,
        ItemActionKind.Released => AuditEvents.ItemReleased,
        ItemActionKind.Moved => AuditEvents.ItemMoved,
        ItemActionKind.Closed => AuditEvents.ItemClosed,
        ItemActionKind.Reopened => AuditEvents.ItemReopened,
        ItemActionKind.Noted => AuditEvents.ItemNoted,
        ItemActionKind.PassedOn => AuditEvents.ItemPassedOn,
        ItemActionKind.HandedOver => AuditEvents.ItemHandedOver,
        ItemActionKind.Replied => AuditEvents.ItemReplied,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This action has no event."),
    };

    /// <summary>The reason of an audit entry.</summary>
    public static string Of(ItemActionRow action) => action.Kind switch
    {
        ItemActionKind.Moved => $"From {action.FromQueue.Name()} to {action.ToQueue.Name()}.",
        ItemActionKind.Closed => $"As {Word(action.ToOutcome)}.",
        ItemActionKind.Assigned => FormattableString.Invariant($"To account:{action.ToAssignee}."),
        ItemActionKind.Reopened => $"It was closed as {Word(action.FromOutcome)}.",
        _ when action.ToOutcome is { } outcome && action.FromOutcome is null => $"And closed as {Word(outcome)}.",
        _ => "On its page.",
    };

    private static string Word(ItemOutcome? outcome) => outcome?.Name() ?? "nothing";
}
