namespace Listening.Core.Auditing;

/// <summary>What came of verifying a log.</summary>
public sealed record LogVerdict
{
    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public LogFault? Fault { get; init; }

    /// <summary>Entries that were looked at.</summary>
    public long Entries { get; init; }

    /// <summary>Time of the last of them, UTC; null when there are none.</summary>
    public DateTime? LastAt { get; init; }

    /// <summary>Root over them.</summary>
    public required byte[] Root { get; init; }

    /// <summary>Signed checkpoints that fit.</summary>
    public int Checkpoints { get; init; }

    /// <summary>The last of them; null when there is none. What comes after it is not signed yet.</summary>
    public LogCheckpoint? LastCheckpoint { get; init; }

    /// <summary>Entries that are earlier than the one before and say so.</summary>
    public long ClockBacks { get; init; }

    /// <summary>The most seconds by which one of them is earlier.</summary>
    public long FurthestBack { get; init; }
}
