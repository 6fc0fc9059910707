namespace Listening.Application.Storage;

/// <summary>A configured source and how it is doing. Its settings stand in the configuration, not here.</summary>
public sealed class SourceRow
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Kind { get; set; }

    /// <summary>Runs that failed since the last that did not; 0 means healthy.</summary>
    public int Failures { get; set; }

    /// <summary>What was wrong last, for staff; null when healthy.</summary>
    public string? Problem { get; set; }

    public DateTime? LastSuccessAt { get; set; }

    /// <summary>Before this time the source is left alone; null when it need not be.</summary>
    public DateTime? RetryAt { get; set; }

    /// <summary>Sealed session of a connector that signs in; null when there is none.</summary>
    public byte[]? Session { get; set; }
}
