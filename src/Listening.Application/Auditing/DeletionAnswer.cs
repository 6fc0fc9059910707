using Listening.Core.Auditing;

namespace Listening.Application.Auditing;

/// <summary>What can be said about the post of a link.</summary>
/// <param name="Kind">The answer.</param>
/// <param name="Facts">What the log says; set when it was deleted.</param>
/// <param name="Proof">Proof of it; null when it was not deleted, or is not signed yet.</param>
/// <param name="DueAt">When a post that is still held is due, UTC.</param>
/// <param name="LostYears">Years with deletions for which nobody can answer any more.</param>
public sealed record DeletionAnswer(
    DeletionAnswerKind Kind, DeletionFacts? Facts = null, DeletionProof? Proof = null, DateTime? DueAt = null, IReadOnlyList<int>? LostYears = null);

/// <summary>Kinds of answer.</summary>
public enum DeletionAnswerKind
{
    /// <summary>It was deleted, and the log says when and why.</summary>
    Deleted,

    /// <summary>It is held.</summary>
    Held,

    /// <summary>No deletion names it that can still be asked for.</summary>
    NotRecorded,
}
