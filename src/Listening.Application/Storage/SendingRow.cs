namespace Listening.Application.Storage;

/// <summary>Something that leaves the service because of an item: a mail to a team, a case, a reply. Deleted with its item.</summary>
public sealed class SendingRow
{
    public long Id { get; set; }

    public long PostId { get; set; }

    public SendingKind Kind { get; set; }

    public SendingState State { get; set; }

    /// <summary>Where to: the name of a configured team, of the case system, or of the source.</summary>
    public required string Target { get; set; }

    /// <summary>The words that are sent, sealed under <see cref="KeyId"/> for the post's id hash; null when there are none.</summary>
    public byte[]? Words { get; set; }

    /// <summary>Number of the content key of <see cref="Words"/>.</summary>
    public long KeyId { get; set; }

    /// <summary>Random, given once and sent each time: what makes sending again harmless.</summary>
    public required string MessageId { get; set; }

    /// <summary>SHA-256 of the token of the link in a mail; null for other kinds.</summary>
    public byte[]? LinkHash { get; set; }

    /// <summary>The account's number.</summary>
    public required string AskedBy { get; set; }

    public DateTime AskedAt { get; set; }

    /// <summary>The account of the second person; null when none was needed or nobody decided yet.</summary>
    public string? DecidedBy { get; set; }

    public int Attempts { get; set; }

    /// <summary>When it is tried next; null when it is not.</summary>
    public DateTime? NextAttemptAt { get; set; }

    public DateTime? SentAt { get; set; }

    /// <summary>The case's reference, or the address of the reply, as the receiver gave it.</summary>
    public string? Reference { get; set; }

    /// <summary>What was wrong last, for staff; nothing of the post.</summary>
    public string? Problem { get; set; }
}

/// <summary>Ways out. Numbers are stored, so they never change.</summary>
public enum SendingKind
{
    /// <summary>By mail to a named team.</summary>
    PassOn = 1,

    /// <summary>By webhook to the case system.</summary>
    HandOver = 2,

    /// <summary>As a reply on the post's platform.</summary>
    Reply = 3,
}

/// <summary>Where a sending stands. Numbers are stored, so they never change.</summary>
public enum SendingState
{
    /// <summary>Waits for a second person.</summary>
    Asked = 1,

    /// <summary>To be sent, or sent again.</summary>
    Waiting = 2,

    /// <summary>The receiver has it.</summary>
    Sent = 3,

    /// <summary>Given up, or refused by the receiver.</summary>
    Failed = 4,

    /// <summary>The second person said no.</summary>
    Refused = 5,
}
