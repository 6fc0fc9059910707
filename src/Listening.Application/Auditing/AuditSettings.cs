namespace Listening.Application.Auditing;

/// <summary>Where the log is signed and what is kept of that outside the database.</summary>
/// <param name="SigningKeyFolder">Folder of the key that signs; null in a process that appends but does not sign.</param>
/// <param name="CheckpointFolder">Folder of the signed checkpoints; null when none are kept outside the database.</param>
public sealed record AuditSettings(string? SigningKeyFolder = null, string? CheckpointFolder = null);
