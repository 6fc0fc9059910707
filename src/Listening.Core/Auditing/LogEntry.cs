namespace Listening.Core.Auditing;

/// <summary>One entry as somebody found it, in a database or in an export.</summary>
/// <remarks>Its bytes are good until the next entry is read.</remarks>
public readonly record struct LogEntry
{
    /// <summary>The place where it stands; the first is 0.</summary>
    public required long Index { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>The seconds by which it says it is earlier than the entry before; null when it says nothing.</summary>
    public long? ClockBack { get; init; }

    /// <summary>What it says, in canonical form.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>The leaf hash that was kept with it.</summary>
    public ReadOnlyMemory<byte> LeafHash { get; init; }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public string? Unreadable { get; init; }
}
