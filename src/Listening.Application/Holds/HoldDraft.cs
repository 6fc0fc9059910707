using Listening.Application.Storage;

namespace Listening.Application.Holds;

/// <summary>A hold as somebody asks for it. Of the scope at least items, an author or a search must be given.</summary>
public sealed record HoldDraft
{
    public required HoldReason Reason { get; init; }

    /// <summary>The case's reference: 3 to 64 letters, digits, hyphens, slashes and dots; never a name.</summary>
    public required string Reference { get; init; }

    /// <summary>Numbers of items; empty for any.</summary>
    public IReadOnlyList<long> Items { get; init; } = [];

    /// <summary>An author's handle; null for any. Only its keyed hash is kept.</summary>
    public string? Author { get; init; }

    /// <summary>Name of a saved search; null for any.</summary>
    public string? Search { get; init; }

    /// <summary>Only what was collected from then on, UTC; null for any.</summary>
    public DateTime? From { get; init; }

    /// <summary>Only what was collected before, UTC; null for any.</summary>
    public DateTime? To { get; init; }

    /// <summary>When it lifts itself, UTC; a year ahead at most.</summary>
    public required DateTime EndsAt { get; init; }
}

/// <summary>What a hold would keep.</summary>
/// <param name="Posts">Held posts in its scope.</param>
/// <param name="BeyondPlatform">Of these, posts that their platform asks to be deleted earlier than the organisation would.</param>
/// <param name="FirstDueAt">When the first of them would be deleted; null when there is none.</param>
public sealed record HoldPreview(int Posts, int BeyondPlatform, DateTime? FirstDueAt);

/// <summary>What came of a call: the hold's number, or why it was refused.</summary>
public sealed record HoldResult(int? HoldId, string? Refusal)
{
    /// <summary>It was done.</summary>
    public static HoldResult Done(int holdId) => new(holdId, null);

    /// <summary>It was not done.</summary>
    public static HoldResult Refused(string why) => new(null, why);
}
