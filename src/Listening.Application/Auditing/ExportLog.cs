using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>Notes that something of the log was taken out of the service, before it is.</summary>
public sealed class ExportLog(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>Notes it.</summary>
    /// <param name="what">What was taken out, for example <c>audit:entries</c>.</param>
    /// <param name="operation">By whom; the reason says which part.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task RecordAsync(string what, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Record(operation, AuditEvents.AuditExported, what);
        await db.SaveChangesAsync(cancellationToken);
    }
}
