namespace Listening.Application.Storage;

/// <summary>What somebody asked about the data held on them: for the counts of the annual report. Does not say who.</summary>
public sealed class PersonRequestRow
{
    public int Id { get; set; }

    public PersonRequestKind Kind { get; set; }

    /// <summary>The case's reference, for example <c>IC-123456</c>.</summary>
    public required string Reference { get; set; }

    public required string DoneBy { get; set; }

    public DateTime DoneAt { get; set; }

    /// <summary>Posts that were found.</summary>
    public int Found { get; set; }

    /// <summary>Posts that were deleted.</summary>
    public int Deleted { get; set; }
}

/// <summary>What people ask. Numbers are stored, so they never change.</summary>
public enum PersonRequestKind
{
    /// <summary>A copy of what is held about them.</summary>
    Access = 1,

    /// <summary>Deletion.</summary>
    Erasure = 2,

    /// <summary>Not to be collected again.</summary>
    Objection = 3,

    /// <summary>To be collected again after an objection.</summary>
    Withdrawal = 4,
}

/// <summary>Somebody objected: posts of this author are not collected. A keyed hash is all that is kept of them.</summary>
public sealed class ObjectionRow
{
    public required byte[] AuthorHash { get; set; }

    /// <summary>The source for which they objected; 0 for all.</summary>
    public int SourceId { get; set; }

    public DateTime ObjectedAt { get; set; }
}
