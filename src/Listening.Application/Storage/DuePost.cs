using Listening.Core.Triage;

namespace Listening.Application.Storage;

/// <summary>A post claimed for deletion.</summary>
public readonly record struct DuePost(long Id, int SourceId, long KeyId, DateTime DueAt, TriageQueue? Queue);
