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
/// <param name="HoldId">The hold's number; null when it was refused.</param>
/// <param name="Refusal">Why it was refused, in words.</param>
/// <param name="Field">The part of the draft that is at fault, when one is.</param>
public sealed record HoldResult(int? HoldId, string? Refusal, HoldField? Field = null)
{
    /// <summary>It was done.</summary>
    public static HoldResult Done(int holdId) => new(holdId, null);

    /// <summary>It was not done.</summary>
    public static HoldResult Refused(string why) => new(null, why);

    /// <summary>It was not done because of the draft.</summary>
    public static HoldResult Refused(HoldRefusal refusal) => new(null, refusal.Text, refusal.Field);
}

/// <summary>Why a draft cannot be a hold.</summary>
/// <param name="Text">In words.</param>
/// <param name="Field">The part at fault.</param>
public sealed record HoldRefusal(string Text, HoldField Field);

/// <summary>The parts of a draft that can be at fault.</summary>
public enum HoldField
{
    /// <summary>The case's reference.</summary>
    Reference,

    /// <summary>The items, or the scope as a whole.</summary>
    Items,

    /// <summary>The search's name.</summary>
    Search,

    /// <summary>The first or last day.</summary>
    Days,

    /// <summary>When it ends.</summary>
    Ends,
}
