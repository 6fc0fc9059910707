namespace Listening.Application.Storage;

/// <summary>Posts of one transaction that are still to be announced: ids only. Removed when the transport has confirmed.</summary>
public sealed class OutboxRow
{
    public long Id { get; set; }

    /// <summary>Numbers of the posts, as a JSON list.</summary>
    public required string PostIds { get; set; }

    public DateTime CreatedAt { get; set; }
}
