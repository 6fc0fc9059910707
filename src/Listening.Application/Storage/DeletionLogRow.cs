using Listening.Core.Auditing;
using Listening.Core.Retention;
using Listening.Core.Triage;

namespace Listening.Application.Storage;

/// <summary>A number of posts deleted in one transaction for one reason. Holds nothing of the posts.</summary>
public sealed class DeletionLogRow : LogEntryRow
{
    public DeletionReason Reason { get; set; }

    public int SourceId { get; set; }

    /// <summary>The queue they were in; null when they had not been routed.</summary>
    public TriageQueue? Queue { get; set; }

    public RetentionRule Rule { get; set; }

    public int RuleHours { get; set; }

    /// <summary>Version of the retention rules by which they were due.</summary>
    public int RulesVersion { get; set; }

    public int Posts { get; set; }

    public int Matches { get; set; }

    public DateTime OldestDueAt { get; set; }

    public DateTime NewestDueAt { get; set; }

    /// <summary>Seconds from the oldest due time to the deletion; 0 when none was overdue.</summary>
    public long Lateness { get; set; }

    /// <summary>Keyed hashes of the posts' links, 16 bytes each, sorted and joined; see <see cref="Core.Content.IDeletionKeys"/>.</summary>
    public byte[]? Ids { get; set; }

    /// <summary>The year whose key they are hashed with; null when there are none.</summary>
    public int? IdsKey { get; set; }

    /// <inheritdoc/>
    /// <remarks>The names of the reasons, rules and queues are hashed, so they never change.</remarks>
    public override ReadOnlyMemory<byte> Write(CanonicalJson json) => json.Begin()
        .Time(LogEntryJson.At, At)
        .Number(LogEntryJson.ClockBack, ClockBack)
        .Number("hours", RuleHours)
        .Bytes("ids", Ids)
        .Number("idsKey", IdsKey)
        .Number(LogEntryJson.Index, Index)
        .Text("kind", "deletion")
        .Number("late", Lateness)
        .Number("matches", Matches)
        .Time("newestDue", NewestDueAt)
        .Time("oldestDue", OldestDueAt)
        .Number("posts", Posts)
        .Text("queue", Queue?.ToString())
        .Text("reason", Reason.ToString())
        .Text("rule", Rule.ToString())
        .Number("rulesVersion", RulesVersion)
        .Number("source", SourceId)
        .End();
}

/// <summary>Why posts were deleted. Numbers are stored and names are hashed, so neither ever changes.</summary>
public enum DeletionReason
{
    /// <summary>Their limit had passed.</summary>
    LimitPassed = 1,

    /// <summary>They are gone on the platform.</summary>
    DeletedUpstream = 2,

    /// <summary>Since an edit no saved search matches them.</summary>
    NoLongerMatches = 3,

    /// <summary>Their author asked for it, or objected to being collected.</summary>
    PersonAsked = 4,

    /// <summary>The case system has them.</summary>
    HandedOver = 5,
}
