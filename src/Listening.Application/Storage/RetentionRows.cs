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

    /// <summary>Their author asked for it, or objected to being collected.</summary>
    PersonAsked = 4,
}

/// <summary>One version of the retention rules, in force or waiting for a second person.</summary>
public sealed class RetentionRuleSetRow
{
    public int Version { get; set; }

    public int StandardHours { get; set; }

    public int NoiseHours { get; set; }

    /// <summary>Hours that platforms allow by the name of the source, as a JSON object.</summary>
    public required string PlatformHours { get; set; }

    public required string ProposedBy { get; set; }

    public DateTime ProposedAt { get; set; }

    public RuleSetState State { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    /// <summary>Held posts that go sooner under these rules, counted when they were proposed.</summary>
    public int Sooner { get; set; }
}

/// <summary>Where a version of the rules stands. Numbers are stored, so they never change.</summary>
public enum RuleSetState
{
    /// <summary>Waits for a second person.</summary>
    Proposed = 1,

    /// <summary>In force since it was decided, until a later version is.</summary>
    InForce = 2,

    /// <summary>Refused, or the configuration was changed again before anybody decided.</summary>
    Dropped = 3,
}

/// <summary>A content key that was made: what its destruction is held against.</summary>
public sealed class ContentKeyRow
{
    public long KeyId { get; set; }

    /// <summary>Says nothing about the key, but no other key has it.</summary>
    public required byte[] Commitment { get; set; }

    public DateTime MadeAt { get; set; }

    public DateTime? DestroyedAt { get; set; }
}

/// <summary>A meeting for which posts are kept.</summary>
public sealed class MeetingRow
{
    public int Id { get; set; }

    public DateTime HeldAt { get; set; }

    public required string AddedBy { get; set; }

    public DateTime AddedAt { get; set; }
}

/// <summary>Something that is wrong and stays so until it is seen to be right.</summary>
public sealed class IncidentRow
{
    public long Id { get; set; }

    public IncidentKind Kind { get; set; }

    /// <summary>What it is about, for example <c>key:2026-03-10.standard.120h</c>.</summary>
    public required string Subject { get; set; }

    /// <summary>For staff; nothing of a post.</summary>
    public required string Problem { get; set; }

    public DateTime OpenedAt { get; set; }

    public DateTime LastSeenAt { get; set; }

    public int Times { get; set; }

    public DateTime? ClosedAt { get; set; }
}

/// <summary>What can go wrong with retention. Numbers are stored, so they never change.</summary>
public enum IncidentKind
{
    /// <summary>A purge could not delete what was due.</summary>
    DeletionFailed = 1,

    /// <summary>A key that should be there is not, or is another one.</summary>
    KeyLost = 2,

    /// <summary>A key that should be gone could not be destroyed.</summary>
    KeyNotDestroyed = 3,

    /// <summary>No key can be made.</summary>
    KeyFolderUnusable = 4,
}
