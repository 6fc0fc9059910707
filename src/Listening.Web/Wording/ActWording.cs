using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.Web.Triage;

namespace Listening.Web.Wording;

/// <summary>What is done with items, in words.</summary>
internal static class ActWording
{
    /// <summary>The outcome as a button and in lists.</summary>
    public static string Title(this ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Replied => "Replied",
        ItemOutcome.PassedOn => "Passed on",
        ItemOutcome.HandedOver => "Handed over",
        ItemOutcome.NoAction => "No action",
        ItemOutcome.Noise => "Noise",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "This outcome has no title."),
    };

    /// <summary>Why it is moved, as a choice.</summary>
    public static string Title(this MoveReason reason) => reason switch
    {
        MoveReason.WordsMisread => "Its words were misread",
        MoveReason.Context => "The conversation shows what it is",
        MoveReason.OtherTeam => "Another team goes on with it",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason has no title."),
    };

    /// <summary>One line of the history, after the name of whoever did it.</summary>
    public static string Did(this ItemEvent happened, Func<int, string> nameOf) => happened.Kind switch
    {
        ItemActionKind.Taken => "took it",
        ItemActionKind.Assigned => $"gave it to {(happened.To.Assignee is { } account ? nameOf(account) : "nobody")}",
        ItemActionKind.Released => "gave it back",
        ItemActionKind.Moved => $"moved it from {happened.From.Queue.Title()} to {happened.To.Queue.Title()}",
        ItemActionKind.Closed => $"closed it as {happened.To.Outcome?.Title().ToLowerInvariant()}",
        ItemActionKind.Reopened => "opened it again",
        ItemActionKind.Noted => "wrote a note",
        ItemActionKind.PassedOn => "passed it on",
        ItemActionKind.HandedOver => "handed it over",
        ItemActionKind.Replied => "replied",
        _ => "did something with it",
    };

    /// <summary>What happened to an item of a list, after the name of whoever did it.</summary>
    public static string Did(this ItemChanged changed, IReadOnlyDictionary<int, string> names) => changed switch
    {
        { IsUndone: true } => "took something back",
        { Kind: ItemActionKind.Taken } => "took this",
        { Kind: ItemActionKind.Assigned } => $"gave this to {(changed.To.Assignee is { } account ? names.GetValueOrDefault(account, "somebody") : "nobody")}",
        { Kind: ItemActionKind.Released } => "gave this back",
        { Kind: ItemActionKind.Moved } => $"moved this to {changed.To.Queue.Title()}",
        { Kind: ItemActionKind.Reopened } => "opened this again",
        { Kind: ItemActionKind.Noted } => "wrote a note",
        { To.Outcome: { } outcome } => $"closed this: {outcome.Title().ToLowerInvariant()}",
        _ => "did something with this",
    };

    /// <summary>Why something was not done.</summary>
    public static string Words(this ItemResult result, ItemPane pane) => result.Refusal switch
    {
        ActRefusal.Changed when result.Meanwhile is { } meanwhile =>
            $"Nothing was done: {pane.NameOf(meanwhile.Actor)} {meanwhile.Did(pane.NameOf)} in the meantime. The item is shown as it is now.",
        _ => Words(result.Refusal),
    };

    /// <summary>Why something was not done, where the item is not shown.</summary>
    public static string Words(ActRefusal? refusal) => refusal switch
    {
        ActRefusal.Gone => "It was deleted, or another team has it.",
        ActRefusal.Changed => "Somebody did something with it in the meantime.",
        ActRefusal.StateAlready => "It is closed or open already.",
        ActRefusal.OwnerAlready => "Nothing changes: it is with that person, or with nobody, already.",
        ActRefusal.QueueAlready => "It is in that queue already.",
        ActRefusal.NotTheirQueue => "That person does not see this queue.",
        ActRefusal.Incomplete => "Something is missing: choose a queue, an outcome or a person, or write the note.",
        ActRefusal.TooLate => "It can no longer be undone: more than 30 seconds have passed, or something was done since.",
        _ => "It could not be done.",
    };
}
