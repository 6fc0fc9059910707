using Listening.Core.Retention;
using Listening.Core.Triage;

namespace Listening.Application.Storage;

/// <summary>What remains of a deleted post: its keyed hash, so that it is not collected again while the source still shows it.</summary>
public sealed class TombstoneRow
{
    public int SourceId { get; set; }

    public required byte[] IdHash { get; set; }

    /// <summary>When the source last showed the post, to the day; it is forgotten some time after that.</summary>
    public DateTime LastSeenAt { get; set; }
}

/// <summary>A number of posts deleted in one transaction for one reason. Holds nothing of the posts.</summary>
public sealed class DeletionLogRow
{
    public long Id { get; set; }

    public DateTime DeletedAt { get; set; }

    public DeletionReason Reason { get; set; }

    public int SourceId { get; set; }

    /// <summary>The queue they were in; null when they had not been routed.</summary>
    public TriageQueue? Queue { get; set; }

    public RetentionRule Rule { get; set; }

    public int RuleHours { get; set; }

    public int Posts { get; set; }

    public int Matches { get; set; }

    public DateTime OldestDueAt { get; set; }

    public DateTime NewestDueAt { get; set; }
}

/// <summary>Why posts were deleted. Numbers are stored, so they never change.</summary>
public enum DeletionReason
{
    /// <summary>Their limit had passed.</summary>
    LimitPassed = 1,

    /// <summary>They are gone on the platform.</summary>
    DeletedUpstream = 2,

    /// <summary>Since an edit no saved search matches them.</summary>
    NoLongerMatches = 3,
}
