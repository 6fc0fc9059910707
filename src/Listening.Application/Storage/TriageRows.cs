using Listening.Core.Triage;

namespace Listening.Application.Storage;

/// <summary>A correction of the routing by a person, without anything of the post: what routing is measured by.</summary>
public sealed class RoutingCorrectionRow
{
    public long Id { get; set; }

    /// <summary>The item, as long as it is held.</summary>
    public long PostId { get; set; }

    public DateTime At { get; set; }

    public TriageQueue FromQueue { get; set; }

    public TriageQueue ToQueue { get; set; }

    public MoveReason Reason { get; set; }

    /// <summary>The routing rule that had decided.</summary>
    public required string RuleId { get; set; }

    public required string RuleSetVersion { get; set; }

    public float Confidence { get; set; }

    /// <summary>True when the move was undone: it counts for nothing then.</summary>
    public bool Undone { get; set; }
}

/// <summary>How often something happened in a queue on a day, by saved search or over all. Outlives the items.</summary>
public sealed class TriageCountRow
{
    public DateOnly Day { get; set; }

    public TriageQueue Queue { get; set; }

    /// <summary>The saved search that found the items; 0 for all together.</summary>
    public int SearchId { get; set; }

    public TriageCountKind Kind { get; set; }

    public int Count { get; set; }
}

/// <summary>What is counted. Numbers are stored, so they never change.</summary>
public enum TriageCountKind
{
    /// <summary>Put in the queue by routing.</summary>
    Arrived = 1,

    /// <summary>Put in the queue by a person.</summary>
    MovedIn = 2,

    /// <summary>Taken out of the queue by a person.</summary>
    MovedOut = 3,

    /// <summary>First acted on within an hour of collection.</summary>
    WithinHour = 4,

    /// <summary>First acted on after an hour, within four.</summary>
    WithinFourHours = 5,

    /// <summary>First acted on after four hours, within a day.</summary>
    WithinDay = 6,

    /// <summary>First acted on after more than a day.</summary>
    Later = 7,

    /// <summary>Closed as replied; the outcomes follow in their own order.</summary>
    Replied = 11,

    /// <summary>Closed as passed on.</summary>
    PassedOn = 12,

    /// <summary>Closed as handed over.</summary>
    HandedOver = 13,

    /// <summary>Closed without action.</summary>
    NoAction = 14,

    /// <summary>Closed as noise.</summary>
    Noise = 15,
}

/// <summary>Filters of a queue under a name.</summary>
public sealed class SavedFilterRow
{
    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>The queue and the filters as they stand in the address, such as <c>complaint?assigned=me</c>.</summary>
    public required string Address { get; set; }

    /// <summary>The account whose it is.</summary>
    public int OwnerId { get; set; }

    /// <summary>True when everybody of the queue's team sees it.</summary>
    public bool ForTeam { get; set; }
}

/// <summary>An answer that is given often, with placeholders.</summary>
public sealed class SavedReplyRow
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Text { get; set; }

    public required string ChangedBy { get; set; }

    public DateTime ChangedAt { get; set; }
}
