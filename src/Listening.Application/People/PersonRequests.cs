using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;

namespace Listening.Application.People;

/// <summary>Records requests: a row for the annual counts and an audit entry, with the reference and nothing of the person.</summary>
internal static class PersonRequests
{
    /// <summary>Adds both to the context's transaction and saves them.</summary>
    public static async Task<PersonRequestRow> RecordAsync(
        this ListeningDbContext db, PersonRequestRow request, OperationContext operation, string what, CancellationToken cancellationToken)
    {
        db.PersonRequests.Add(request);
        await db.SaveChangesAsync(cancellationToken);
        db.Record(
            operation with { Reason = $"{operation.Reason} Case {request.Reference}: {what}" }, EventOf(request.Kind),
            string.Create(CultureInfo.InvariantCulture, $"person-request:{request.Id}"));
        await db.SaveChangesAsync(cancellationToken);
        return request;
    }

    /// <summary>A row to be recorded.</summary>
    public static PersonRequestRow Row(PersonRequestKind kind, string reference, OperationContext operation, int found) =>
        new() { Kind = kind, Reference = reference, DoneBy = operation.Actor, DoneAt = operation.At, Found = found };

    /// <summary>A number of posts, in words.</summary>
    public static string Posts(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? "post" : "posts")}");

    private static string EventOf(PersonRequestKind kind) => kind switch
    {
        PersonRequestKind.Access => AuditEvents.PersonCopied,
        PersonRequestKind.Erasure => AuditEvents.PersonErased,
        PersonRequestKind.Objection => AuditEvents.PersonObjected,
        PersonRequestKind.Withdrawal => AuditEvents.ObjectionWithdrawn,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of request has no audit event."),
    };
}
