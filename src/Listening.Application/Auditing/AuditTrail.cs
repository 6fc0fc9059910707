using Listening.Application.Storage;

namespace Listening.Application.Auditing;

/// <summary>Writes audit entries into the transaction of the change they tell of.</summary>
public static class AuditTrail
{
    /// <summary>The longest reason; what is longer is cut.</summary>
    public const int LongestReason = 1000;

    /// <summary>Adds an entry to the context; it is saved with the change.</summary>
    public static void Record(this ListeningDbContext db, OperationContext operation, string @event, string subject) =>
        db.AuditEntries.Add(new AuditRow
        {
            At = operation.At,
            Actor = operation.Actor,
            Event = @event,
            Subject = subject,
            // Longer than its column it would keep the change itself from being saved.
            Reason = operation.Reason is { Length: > LongestReason } words ? words[..(LongestReason - 1)] + "…" : operation.Reason,
        });
}
