using Listening.Core.Posts;
using Listening.Core.Triage;

namespace Listening.Application.Outgoing;

/// <summary>What leaves because of an item. Held in memory only while it is sent.</summary>
public sealed record OutgoingMessage
{
    /// <summary>The item's number.</summary>
    public required long ItemId { get; init; }

    /// <summary>Where to: a team, the case system, or the source.</summary>
    public required string Target { get; init; }

    /// <summary>Given once and sent each time.</summary>
    public required string MessageId { get; init; }

    /// <summary>Words of staff: why it is passed on, a note, or the reply itself.</summary>
    public required string Words { get; init; }

    /// <summary>Token of the link to the item; null when the message has none.</summary>
    public string? Token { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTime AskedAt { get; init; }

    /// <summary>The post.</summary>
    public required Post Post { get; init; }

    /// <summary>The configured source it came from.</summary>
    public required string SourceName { get; init; }

    /// <summary>The queue it is in.</summary>
    public required TriageQueue Queue { get; init; }

    /// <summary>Why it is in that queue; quotes the post.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>When it was collected, UTC.</summary>
    public required DateTime CollectedAt { get; init; }

    /// <summary>When everything about it is deleted, UTC.</summary>
    public required DateTime DueAt { get; init; }
}
