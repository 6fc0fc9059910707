namespace Listening.Application.Storage;

/// <summary>
/// A post that was stored once, by its keyed hash: it makes a post unique within its source while it is held, and is its
/// tombstone afterwards, so that it is not collected again while the source still shows it.
/// </summary>
public sealed class KnownPostRow
{
    public int SourceId { get; set; }

    public required byte[] IdHash { get; set; }

    /// <summary>The post's row while it is held; numbers are not given twice, so afterwards there is none.</summary>
    public long PostId { get; set; }

    /// <summary>When the source last showed the post, to the day; it is forgotten some time after that.</summary>
    public DateTime LastSeenAt { get; set; }
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

    /// <summary>When it was closed: what is kept for it goes five days later at the latest; null while it is open.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>One more each time it is moved or closed.</summary>
    public int Version { get; set; }
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

    /// <summary>The log is not as it was written.</summary>
    LogChanged = 5,
}
