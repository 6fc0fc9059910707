using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Sources;

/// <summary>By what right each platform is read: a source of somebody else's platform is off until that is recorded.</summary>
public sealed class SourcePermissions(IDbContextFactory<ListeningDbContext> databases, SourceCatalog sources)
{
    /// <summary>What a source that is off says to staff.</summary>
    public const string Missing =
        "Nobody has recorded by what right this platform is read, so it is off. Read its terms and record them on the source's page or with the command: listening source permit.";

    /// <summary>Records it, in the place of what was recorded before.</summary>
    /// <returns>Why not, for the one who asked; null when done.</returns>
    public async Task<PermissionRefusal?> RecordAsync(string name, PermissionDraft draft, OperationContext operation, CancellationToken cancellationToken)
    {
        if (sources.Find(name) is not { } source) return new PermissionRefusal(PermissionFault.Source, Unknown(name));
        if (!source.Terms.NeedsPermission) return new PermissionRefusal(PermissionFault.Source, $"The source {name} is the service's own and needs no permission.");
        if (draft.RefusalAt(operation.At) is { } refusal) return refusal;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await EndAsync(db, source.Id, operation.At, cancellationToken);
        db.SourcePermissions.Add(new SourcePermissionRow
        {
            SourceId = source.Id,
            Terms = draft.Terms.Trim(),
            TermsReadOn = draft.TermsReadOn.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            Approval = draft.Approval.Trim(),
            PermittedUse = draft.PermittedUse.Trim(),
            RecordedBy = operation.Actor,
            RecordedAt = operation.At,
        });
        db.Record(operation, AuditEvents.SourcePermitted, Subject(source.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Switches a source off. What it gave stays until its limits pass.</summary>
    /// <returns>Why not, for the one who asked; null when done.</returns>
    public async Task<PermissionRefusal?> WithdrawAsync(string name, OperationContext operation, CancellationToken cancellationToken)
    {
        if (sources.Find(name) is not { } source) return new PermissionRefusal(PermissionFault.Source, Unknown(name));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await EndAsync(db, source.Id, operation.At, cancellationToken) == 0)
            return new PermissionRefusal(PermissionFault.Source, $"No permission is recorded for {name}.");
        db.Record(operation, AuditEvents.SourcePermissionWithdrawn, Subject(source.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>True when the source may be read.</summary>
    public async Task<bool> MayReadAsync(ConfiguredSource source, CancellationToken cancellationToken)
    {
        if (!source.Terms.NeedsPermission) return true;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.SourcePermissions.AnyAsync(row => row.SourceId == source.Id && row.WithdrawnAt == null, cancellationToken);
    }

    private static Task<int> EndAsync(ListeningDbContext db, int sourceId, DateTime now, CancellationToken cancellationToken) =>
        db.SourcePermissions.Where(row => row.SourceId == sourceId && row.WithdrawnAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.WithdrawnAt, now), cancellationToken);

    private static string Subject(int sourceId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"source:{sourceId}");

    private string Unknown(string name) => $"No source named {name} is configured; there is {string.Join(", ", sources.Names)}.";
}
