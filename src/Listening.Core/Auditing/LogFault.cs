namespace Listening.Core.Auditing;

/// <summary>What is wrong with a log.</summary>
/// <param name="Kind">The kind of thing.</param>
/// <param name="Entry">The first entry that is wrong, or where the first one is missing.</param>
/// <param name="Message">In words, for auditors.</param>
public sealed record LogFault(LogFaultKind Kind, long Entry, string Message);

/// <summary>Kinds of fault.</summary>
public enum LogFaultKind
{
    /// <summary>An entry cannot be read.</summary>
    Unreadable,

    /// <summary>An entry's content and its hash do not fit each other.</summary>
    Edited,

    /// <summary>Entries are not there.</summary>
    Missing,

    /// <summary>An entry is there that the log did not count, or stands where another one belongs.</summary>
    Inserted,

    /// <summary>Entries stand in another order.</summary>
    OutOfOrder,

    /// <summary>An entry is earlier than the one before without saying so.</summary>
    BackDated,

    /// <summary>The log is shorter than a signed checkpoint.</summary>
    Truncated,

    /// <summary>The entries are not those that were signed, though each fits its hash.</summary>
    Rewritten,

    /// <summary>A checkpoint was not signed by a key that is trusted.</summary>
    Forged,

    /// <summary>What the log keeps about itself does not fit its entries.</summary>
    Head,
}
