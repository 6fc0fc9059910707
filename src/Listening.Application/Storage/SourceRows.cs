namespace Listening.Application.Storage;

/// <summary>What somebody recorded before a source was switched on. The newest that is not withdrawn is in force.</summary>
public sealed class SourcePermissionRow
{
    public int Id { get; set; }

    public int SourceId { get; set; }

    /// <summary>Name and version of the platform's terms that were read.</summary>
    public required string Terms { get; set; }

    /// <summary>The day on which they were read.</summary>
    public DateTime TermsReadOn { get; set; }

    /// <summary>The plan or approval by which the organisation may read the platform.</summary>
    public required string Approval { get; set; }

    /// <summary>What the posts may be used for.</summary>
    public required string PermittedUse { get; set; }

    /// <summary>The actor of the operation that recorded it.</summary>
    public required string RecordedBy { get; set; }

    public DateTime RecordedAt { get; set; }

    /// <summary>When it ended; null while it is in force.</summary>
    public DateTime? WithdrawnAt { get; set; }
}

/// <summary>What a source's requests used up in one day of its platform, by bucket.</summary>
public sealed class SourceUsageRow
{
    public int SourceId { get; set; }

    /// <summary>The day where the platform counts it, as midnight UTC.</summary>
    public DateTime Day { get; set; }

    /// <summary>The platform's bucket; empty for its general one.</summary>
    public required string Bucket { get; set; }

    public long Calls { get; set; }

    /// <summary>Units of the platform's own quota.</summary>
    public long Units { get; set; }

    /// <summary>Money in millionths of the price list's currency: no provider rounds a whole number.</summary>
    public long CostMicros { get; set; }
}
