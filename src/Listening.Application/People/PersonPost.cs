using Listening.Application.Triage;
using Listening.Core.Posts;
using Listening.Core.Retention;
using Listening.Core.Triage;

namespace Listening.Application.People;

/// <summary>A held post with everything the service holds about it.</summary>
public sealed record PersonPost
{
    /// <summary>Its number, which is that of its triage item.</summary>
    public required long Id { get; init; }

    /// <summary>The post; null when its key is gone and nobody can read it any more.</summary>
    public required Post? Post { get; init; }

    /// <summary>Name of the source it was collected from.</summary>
    public required string SourceName { get; init; }

    /// <summary>When it was collected, UTC.</summary>
    public required DateTime CollectedAt { get; init; }

    /// <summary>When it has to be gone, UTC.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>Why then.</summary>
    public required RetentionRule Rule { get; init; }

    /// <summary>How often it was edited since it was collected.</summary>
    public required int Edits { get; init; }

    /// <summary>True when it is kept for a meeting.</summary>
    public required bool KeptForMeeting { get; init; }

    /// <summary>True when a hold keeps it from being deleted.</summary>
    public required bool HeldBack { get; init; }

    /// <summary>References of the holds in force on it. For staff: other cases are no business of the person.</summary>
    public required IReadOnlyList<string> HeldBy { get; init; }

    /// <summary>The queue it is in; null when it was not sorted yet.</summary>
    public required TriageQueue? Queue { get; init; }

    /// <summary>Id of the routing rule that decided; null when it was not sorted yet.</summary>
    public required string? RuleId { get; init; }

    /// <summary>Why it is in that queue. Quotes the post.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The saved searches that found it.</summary>
    public required IReadOnlyList<FoundBy> FoundBy { get; init; }
}
