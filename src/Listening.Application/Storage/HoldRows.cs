namespace Listening.Application.Storage;

/// <summary>An order not to delete certain posts, because somebody has a right to them.</summary>
public sealed class HoldRow
{
    public int Id { get; set; }

    public HoldReason Reason { get; set; }

    /// <summary>The case's reference, for example <c>IC-123456</c>.</summary>
    public required string Reference { get; set; }

    /// <summary>Numbers of the posts it names, as a JSON list; null when it names none.</summary>
    public string? PostIds { get; set; }

    /// <summary>Keyed hash of the author it is about; null for any.</summary>
    public byte[]? AuthorHash { get; set; }

    /// <summary>The saved search it is about; null for any.</summary>
    public int? SearchId { get; set; }

    /// <summary>Only posts collected from then on; null for any.</summary>
    public DateTime? CollectedFrom { get; set; }

    /// <summary>Only posts collected before; null for any.</summary>
    public DateTime? CollectedTo { get; set; }

    public HoldState State { get; set; }

    public required string AskedBy { get; set; }

    public DateTime AskedAt { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    /// <summary>When it lifts itself.</summary>
    public DateTime EndsAt { get; set; }

    public string? LiftedBy { get; set; }

    public DateTime? LiftedAt { get; set; }
}

/// <summary>Why posts are held back from deletion. Numbers are stored, so they never change.</summary>
public enum HoldReason
{
    /// <summary>A request under the Freedom of Information Act; destroying what was asked for is an offence under its section 77.</summary>
    FoiRequest = 1,

    /// <summary>Somebody asked for the personal data held about them.</summary>
    SubjectAccessRequest = 2,

    /// <summary>A legal claim, made or expected.</summary>
    LegalClaim = 3,
}

/// <summary>Where a hold stands. Numbers are stored, so they never change.</summary>
public enum HoldState
{
    /// <summary>Asked for; holds nothing yet.</summary>
    Asked = 1,

    /// <summary>Approved by a second person; what is in its scope is not deleted.</summary>
    InForce = 2,

    /// <summary>A second person said no.</summary>
    Refused = 3,

    /// <summary>Over.</summary>
    Lifted = 4,
}

/// <summary>A post that a hold keeps.</summary>
public sealed class HoldPostRow
{
    public int HoldId { get; set; }

    public long PostId { get; set; }
}
