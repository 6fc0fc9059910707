using Listening.Core.Triage;

namespace Listening.Application.Triage;

/// <summary>Something that somebody wants to do with one item.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Kind">What.</param>
/// <param name="Version">The item's version that they saw; null to do it whatever happened meanwhile.</param>
public sealed record ItemAct(long ItemId, ItemActionKind Kind, int? Version)
{
    /// <summary>The longest note.</summary>
    public const int LongestWords = 2000;

    /// <summary>Where to, when it is moved.</summary>
    public TriageQueue? Queue { get; init; }

    /// <summary>Why, when it is moved.</summary>
    public MoveReason MoveReason { get; init; } = MoveReason.WordsMisread;

    /// <summary>What came of it, when it is closed.</summary>
    public ItemOutcome? Outcome { get; init; }

    /// <summary>To whom, when it is assigned.</summary>
    public int? Assignee { get; init; }

    /// <summary>A note, or words beside another action; sealed and deleted with the item.</summary>
    public string? Words { get; init; }
}

/// <summary>What came of it: either it was done, or it was refused.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="ActionId">Number of what was done, to undo it by; null when it was refused.</param>
/// <param name="Refusal">Why it was refused; null when it was done.</param>
/// <param name="Meanwhile">What somebody did after the version that was seen; set when that is why it was refused.</param>
public sealed record ItemResult(long ItemId, long? ActionId, ActRefusal? Refusal, ItemEvent? Meanwhile = null)
{
    /// <summary>It was refused.</summary>
    public static ItemResult Refused(long itemId, ActRefusal why, ItemEvent? meanwhile = null) => new(itemId, null, why, meanwhile);
}

/// <summary>Why something was not done.</summary>
public enum ActRefusal
{
    /// <summary>There is no such item, it was deleted, or it is in a queue of another team.</summary>
    Gone,

    /// <summary>Somebody did something with it since it was seen.</summary>
    Changed,

    /// <summary>It is closed already, or for reopening: open already.</summary>
    StateAlready,

    /// <summary>It is theirs already, or for releasing: nobody's.</summary>
    OwnerAlready,

    /// <summary>It is in that queue already.</summary>
    QueueAlready,

    /// <summary>That account does not see the queue.</summary>
    NotTheirQueue,

    /// <summary>There is nothing in it: a note without words, a move without a queue, a close without an outcome.</summary>
    Incomplete,

    /// <summary>Something else was done since, or it is too long ago, or it was somebody else.</summary>
    TooLate,
}
