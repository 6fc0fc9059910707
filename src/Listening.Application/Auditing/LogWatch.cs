using System.Globalization;
using Listening.Application.Incidents;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>Verifies the log once a day by itself, so that a change is noticed before an auditor comes, and says how the log stands.</summary>
public sealed class LogWatch(
    IDbContextFactory<ListeningDbContext> databases, LogVerification verification, AuditSettings settings, IncidentBook incidents, TimeProvider time) : ILogState
{
    private const string Log = "log";
    private const string Good = "nothing is wrong.";
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>Verifies the log when it was not since a day. What is wrong is an incident.</summary>
    public async Task VerifyWhenDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        // A time that is still to come was read from a clock that has been put back since.
        if (await LastAsync(db, cancellationToken) is { } last && last.At <= now && last.At + Every > now) return;

        var outside = settings.CheckpointFolder is { } folder ? new CheckpointFolder(folder) : null;
        var verdict = await verification.VerifyAsync(outside, [], cancellationToken);
        var found = string.Create(CultureInfo.InvariantCulture, $"{verdict.Entries} entries: {verdict.Fault?.Message ?? Good}");
        db.Record(OperationContext.System(time, found), AuditEvents.LogVerified, Log);
        await db.SaveChangesAsync(cancellationToken);
        if (verdict.Fault is { } fault)
            await incidents.OpenAsync(IncidentKind.LogChanged, Log, $"The log is not as it was written. {fault.Message} `listening audit verify` says more; keep the checkpoints you have.", cancellationToken);
        else
            await incidents.CloseAsync(IncidentKind.LogChanged, Log, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<LogState> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var size = await db.LogHead.Select(head => head.Size).SingleAsync(cancellationToken);
        var checkpoint = await db.LogCheckpoints.OrderByDescending(row => row.Size)
            .Select(row => new CheckpointSummary(row.Size, row.At)).FirstOrDefaultAsync(cancellationToken);
        var last = await LastAsync(db, cancellationToken);
        return new LogState(size, checkpoint, last is null ? null : SummaryOf(last));
    }

    private static Task<AuditRow?> LastAsync(ListeningDbContext db, CancellationToken cancellationToken) =>
        db.AuditEntries.AsNoTracking().Where(entry => entry.Event == AuditEvents.LogVerified)
            .OrderByDescending(entry => entry.Index).FirstOrDefaultAsync(cancellationToken);

    private static VerificationSummary SummaryOf(AuditRow entry)
    {
        var size = long.TryParse(entry.Reason.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var entries) ? entries : 0;
        return new VerificationSummary(size, entry.At, entry.Reason.EndsWith(Good, StringComparison.Ordinal) ? null : entry.Reason);
    }
}
