using Listening.Application.Watches;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Triage;

namespace Listening.Application.Triage;

/// <summary>One triage item as people see it.</summary>
public sealed record ItemView
{
    /// <summary>The item's number, larger for newer items.</summary>
    public required long Id { get; init; }

    /// <summary>The queue it is in.</summary>
    public required TriageQueue Queue { get; init; }

    /// <summary>The post; null when its key is gone, it cannot be read, or <see cref="Attention"/> has closed it.</summary>
    public required Post? Post { get; init; }

    /// <summary>Name of the configured source it came from; known even when <see cref="Post"/> is null.</summary>
    public required string SourceName { get; init; }

    /// <summary>When the post was collected, UTC.</summary>
    public required DateTime CollectedAt { get; init; }

    /// <summary>When everything about it is deleted, UTC.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>How sure the deciding rule is, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Id of the deciding routing rule; <c>none</c> when no rule decided.</summary>
    public required string RuleId { get; init; }

    /// <summary>Version of the rule set that decided.</summary>
    public required string RuleSetVersion { get; init; }

    /// <summary>Why it is in this queue, most important first: what the rule looks for and the words it found. Quotes the post.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The saved searches that found it.</summary>
    public required IReadOnlyList<FoundBy> FoundBy { get; init; }

    /// <summary>What is to be said of the attention that its author got; null when nothing is.</summary>
    public AuthorAttention? Attention { get; init; }

    /// <summary>Whether something is still to be done about it.</summary>
    public ItemState State { get; init; }

    /// <summary>The account that has it; null when nobody has.</summary>
    public int? AssignedTo { get; init; }

    /// <summary>What came of it; null while it is open.</summary>
    public ItemOutcome? Outcome { get; init; }

    /// <summary>Its version: what somebody does is refused when it has another by then.</summary>
    public int Version { get; init; }

    /// <summary>True when a hold keeps it, whenever it is due.</summary>
    public bool IsOnHold { get; init; }

    /// <summary>The parts of the post's text to mark, ascending and not overlapping.</summary>
    public required IReadOnlyList<TextSpan> Spans { get; init; }
}

/// <summary>A saved search that found a post.</summary>
/// <param name="Search">The search's name.</param>
/// <param name="Version">Its version at that time, from 1.</param>
public sealed record FoundBy(string Search, int Version);
