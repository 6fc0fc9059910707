using Listening.Core.Sources;

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

    /// <summary>What kind of problem it is; null when healthy.</summary>
    public SourceFailureKind? ProblemKind { get; set; }

    public DateTime? LastSuccessAt { get; set; }

    /// <summary>When it last gave a post, matching or not; null when it never did.</summary>
    public DateTime? DeliveredAt { get; set; }

    /// <summary>Reads that gave a post.</summary>
    public long Deliveries { get; set; }

    /// <summary>How long it is usually quiet, in seconds; see <see cref="Sources.SourceRhythm"/>.</summary>
    public long UsualQuiet { get; set; }

    /// <summary>When the newest post that it gave was written; null when it never gave one.</summary>
    public DateTime? NewestAt { get; set; }

    /// <summary>When the look at its held posts that is under way began; null when none is.</summary>
    public DateTime? CheckBegunAt { get; set; }

    /// <summary>Number of the last post that was looked at in it.</summary>
    public long CheckedTo { get; set; }

    /// <summary>When such a look last ended with every held post looked at; null when none did.</summary>
    public DateTime? CheckedAt { get; set; }

    /// <summary>Before this time the source is left alone; null when it need not be.</summary>
    public DateTime? RetryAt { get; set; }

    /// <summary>Sealed session of a connector that signs in; null when there is none.</summary>
    public byte[]? Session { get; set; }
}
