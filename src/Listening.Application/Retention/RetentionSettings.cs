namespace Listening.Application.Retention;

/// <summary>How the purge works; what is due is decided by the policy.</summary>
/// <param name="BatchSize">Posts deleted in one transaction.</param>
/// <param name="TombstoneDays">Days for which a deleted post's keyed hash is kept after its source last showed it.</param>
/// <param name="RunDays">Days for which collection runs are kept.</param>
/// <param name="ProofYears">Full years after a year's end for which it can be asked which posts were deleted in it.</param>
public sealed record RetentionSettings(int BatchSize = 15_000, int TombstoneDays = 35, int RunDays = 30, int ProofYears = 1);

/// <summary>What one purge did.</summary>
/// <param name="Posts">Posts deleted.</param>
/// <param name="Keys">Content keys destroyed.</param>
public sealed record PurgeOutcome(int Posts, int Keys);
