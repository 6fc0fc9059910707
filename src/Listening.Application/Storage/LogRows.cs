using Listening.Core.Auditing;

namespace Listening.Application.Storage;

/// <summary>One entry of the log. It is added to a context like any row, and appended when its transaction commits.</summary>
/// <remarks>Adding a column later leaves the hashes of old entries as they are as long as it is null in them.</remarks>
public abstract class LogEntryRow
{
    private static long _provisional;

    protected LogEntryRow() => Unplace();

    /// <summary>Its place, from 0 without gaps; below zero until it is appended.</summary>
    public long Index { get; set; }

    /// <summary>When it happened, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>The seconds by which it is earlier than the entry before, rounded up; null when it is not.</summary>
    public long? ClockBack { get; set; }

    /// <summary>Hash of its canonical form as a leaf.</summary>
    public byte[] LeafHash { get; set; } = [];

    /// <summary>Writes its canonical form. What is written here is hashed for ever, so it never changes; members may be added.</summary>
    public abstract ReadOnlyMemory<byte> Write(CanonicalJson json);

    /// <summary>Takes its place away, or keeps it from having one: below zero, and the lower the later it was made.</summary>
    internal void Unplace() => Index = Interlocked.Decrement(ref _provisional);
}

/// <summary>What the database knows about the log as a whole: one row, whose lock puts appends in order.</summary>
public sealed class LogHeadRow
{
    /// <summary>The number of the one row.</summary>
    public const int TheOne = 1;

    public int Id { get; set; } = TheOne;

    /// <summary>Entries in the log.</summary>
    public long Size { get; set; }

    /// <summary>Entries under <see cref="Frontier"/>: those of the last checkpoint.</summary>
    public long FrontierSize { get; set; }

    /// <summary>The tree's full subtrees, so that the next checkpoint reads only what was appended since.</summary>
    public byte[] Frontier { get; set; } = [];
}

/// <summary>A signed checkpoint. The same stands as a file outside the database.</summary>
public sealed class LogCheckpointRow
{
    /// <summary>Entries it covers.</summary>
    public long Size { get; set; }

    public required byte[] Root { get; set; }

    public DateTime At { get; set; }

    public required string KeyId { get; set; }

    public required byte[] Signature { get; set; }

    /// <summary>The checkpoint of a row.</summary>
    public LogCheckpoint ToCheckpoint() => new(Size, Root, At, KeyId, Signature);
}
