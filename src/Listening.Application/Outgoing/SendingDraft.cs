using Listening.Application.Storage;

namespace Listening.Application.Outgoing;

/// <summary>Something that somebody wants to send.</summary>
public sealed record SendingDraft
{
    /// <summary>The longest explanation or note.</summary>
    public const int LongestWords = 1000;

    public required long ItemId { get; init; }

    public required SendingKind Kind { get; init; }

    /// <summary>The team, when it is passed on; not looked at otherwise.</summary>
    public string Target { get; init; } = "";

    /// <summary>Drawn when the form was shown: the same form sent twice is one sending.</summary>
    public required string MessageId { get; init; }

    /// <summary>Why, a note, or the reply.</summary>
    public required string Words { get; init; }

    /// <summary>True when the item is to be closed as soon as the receiver has it.</summary>
    public bool Close { get; init; } = true;
}

/// <summary>What came of it: the sending's number or a refusal.</summary>
/// <param name="SendingId">Null when it was refused.</param>
/// <param name="Refusal">Why it was refused, for people.</param>
/// <param name="Field">What in the draft is at fault.</param>
public sealed record SendingResult(long? SendingId, string? Refusal = null, SendingField Field = SendingField.Words)
{
    /// <summary>It was refused.</summary>
    public static SendingResult Refused(string why, SendingField field = SendingField.Words) => new(null, why, field);
}

/// <summary>Parts of a draft.</summary>
public enum SendingField
{
    Words,
    Target,
    Reference,
}
