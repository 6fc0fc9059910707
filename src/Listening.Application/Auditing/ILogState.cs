namespace Listening.Application.Auditing;

/// <summary>Says how the log stands.</summary>
public interface ILogState
{
    /// <summary>The log as it is now.</summary>
    Task<LogState> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>How the log stands.</summary>
/// <param name="Entries">Entries in it.</param>
/// <param name="Checkpoint">The last signed checkpoint; null when there is none.</param>
/// <param name="Verified">The last time the log was verified; null when it never was.</param>
public sealed record LogState(long Entries, CheckpointSummary? Checkpoint = null, VerificationSummary? Verified = null);

/// <summary>A signed statement of what the log held.</summary>
/// <param name="Size">Entries that it covers.</param>
/// <param name="At">When it was made, UTC.</param>
public sealed record CheckpointSummary(long Size, DateTime At);

/// <summary>What came of a verification.</summary>
/// <param name="Size">Entries that were verified.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Problem">What was wrong first; null when nothing was.</param>
public sealed record VerificationSummary(long Size, DateTime At, string? Problem);
