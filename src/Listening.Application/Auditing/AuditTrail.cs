using Listening.Application.Storage;

namespace Listening.Application.Auditing;

/// <summary>Writes audit entries into the transaction of the change they tell of.</summary>
public static class AuditTrail
{
    /// <summary>Adds an entry to the context; it is saved with the change.</summary>
    public static void Record(this ListeningDbContext db, OperationContext operation, string @event, string subject) =>
        db.AuditEntries.Add(new AuditRow
        {
            At = operation.At,
            Actor = operation.Actor,
            Event = @event,
            Subject = subject,
            Reason = operation.Reason,
        });
}
