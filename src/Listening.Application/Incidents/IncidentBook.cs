using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Incidents;

/// <summary>What is wrong with retention, from when it is first seen until it is seen to be right again.</summary>
public sealed partial class IncidentBook(
    IDbContextFactory<ListeningDbContext> databases, IEnumerable<IIncidentListener> listeners, TimeProvider time, ILogger<IncidentBook> logger)
{
    /// <summary>Notes that something is wrong. What is open already is counted again, with one audit entry for all.</summary>
    /// <param name="kind">What kind of thing.</param>
    /// <param name="subject">What it is about; nothing of a post.</param>
    /// <param name="problem">For staff: what happened and what to do.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task OpenAsync(IncidentKind kind, string subject, string problem, CancellationToken cancellationToken)
    {
        LogIncident(kind, subject, problem);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db.Incidents.Where(row => row.Kind == kind && row.Subject == subject && row.ClosedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(i => i.LastSeenAt, now).SetProperty(i => i.Times, i => i.Times + 1), cancellationToken);
        if (known > 0) return;
        db.Incidents.Add(new IncidentRow { Kind = kind, Subject = subject, Problem = problem, OpenedAt = now, LastSeenAt = now, Times = 1 });
        db.Record(OperationContext.System(time, problem), AuditEvents.IncidentOpened, subject);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var listener in listeners) listener.Opened();
    }

    /// <summary>Closes what was open of that kind and subject, because it was seen to be right.</summary>
    public Task CloseAsync(IncidentKind kind, string subject, CancellationToken cancellationToken) =>
        CloseExceptAsync(kind, [], cancellationToken, subject);

    /// <summary>Closes all that was open of that kind but these subjects.</summary>
    public Task CloseAllButAsync(IncidentKind kind, IReadOnlyCollection<string> still, CancellationToken cancellationToken) =>
        CloseExceptAsync(kind, still, cancellationToken);

    /// <summary>What is open, newest first.</summary>
    public async Task<IReadOnlyList<IncidentRow>> OpenOnesAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Incidents.AsNoTracking().Where(row => row.ClosedAt == null).OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
    }

    private async Task CloseExceptAsync(
        IncidentKind kind, IReadOnlyCollection<string> still, CancellationToken cancellationToken, string? only = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var over = await db.Incidents
            .Where(row => row.Kind == kind && row.ClosedAt == null && (only == null || row.Subject == only) && !still.Contains(row.Subject))
            .ToListAsync(cancellationToken);
        foreach (var incident in over)
        {
            var operation = OperationContext.System(time, "Seen to be right again.");
            incident.ClosedAt = operation.At;
            db.Record(operation, AuditEvents.IncidentClosed, incident.Subject);
        }

        if (over.Count > 0) await db.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Incident {Kind} on {Subject}: {Problem}")]
    private partial void LogIncident(IncidentKind kind, string subject, string problem);
}
