using Listening.Core.Triage;

namespace Listening.Application.Storage;

/// <summary>Something that somebody did with an item: its history, deleted with it. The audit entry stays.</summary>
public sealed class ItemActionRow
{
    public long Id { get; set; }

    public long PostId { get; set; }

    public DateTime At { get; set; }

    /// <summary>The account's number, or another actor's word; never a name.</summary>
    public required string Actor { get; set; }

    public ItemActionKind Kind { get; set; }

    public TriageQueue FromQueue { get; set; }

    public TriageQueue ToQueue { get; set; }

    public int? FromAssignee { get; set; }

    public int? ToAssignee { get; set; }

    public ItemOutcome? FromOutcome { get; set; }

    public ItemOutcome? ToOutcome { get; set; }

    /// <summary>Words that somebody wrote, sealed under <see cref="KeyId"/> for the post's id hash; null when there are none.</summary>
    public byte[]? Words { get; set; }

    /// <summary>Number of the content key of <see cref="Words"/>.</summary>
    public long KeyId { get; set; }

    /// <summary>The item's version after it: only the last thing done can be undone.</summary>
    public int Version { get; set; }

    /// <summary>When it was undone; null when it stands.</summary>
    public DateTime? UndoneAt { get; set; }
}
