using System.Data.Common;
using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi.Registers;

/// <summary>Brings a register of authorities into the database: one transaction, the same result however often it is done.</summary>
public sealed class RegisterImport(IDbContextFactory<ListeningDbContext> databases, AuthorityBook book)
{
    // Two imports at once meet at a key at most once each; the second then sees what the first did.
    private const int Attempts = 4;

    /// <summary>Imports a register, or says what that would do.</summary>
    /// <param name="file">The register.</param>
    /// <param name="dryRun">True to change nothing.</param>
    /// <param name="allowRemovals">True when it is meant that more than a quarter of the register's bodies go.</param>
    /// <param name="operation">Who, when, why.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <returns>What was done; or why nothing was.</returns>
    public async Task<(RegisterReport? Report, string? Refusal)> ImportAsync(
        RegisterFile file, bool dryRun, bool allowRemovals, OperationContext operation, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(file, dryRun, allowRemovals, operation, cancellationToken);
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException && attempt < Attempts)
            {
                // Most likely another process imported the same bodies at the same time; what lasts comes again and is thrown.
            }
        }
    }

    private async Task<(RegisterReport? Report, string? Refusal)> TryAsync(
        RegisterFile file, bool dryRun, bool allowRemovals, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (dryRun) return Answer(await PlanAsync(db, file, operation.At, cancellationToken), allowRemovals);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RegisterStore.WaitForTurnAsync(db, cancellationToken);
        var plan = await PlanAsync(db, file, operation.At, cancellationToken);
        if (Answer(plan, allowRemovals) is (null, { } refusal)) return (null, refusal);
        await RegisterStore.SaveAsync(db, file.Register, plan.Touched, cancellationToken);
        db.Record(operation with { Reason = Reason(operation.Reason, plan.Report, file) }, AuditEvents.AuthoritiesImported, $"register:{file.Register}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        book.LookAgain();
        return (plan.Report, null);
    }

    private static async Task<RegisterPlan> PlanAsync(ListeningDbContext db, RegisterFile file, DateTime at, CancellationToken cancellationToken)
    {
        var known = await RegisterStore.ReadAsync(db, cancellationToken);
        // Always later than every change before, whatever the clock does: that is how others see that something changed.
        var last = known.Count == 0 ? DateTime.MinValue : known.Max(body => body.Row.ChangedAt);
        return RegisterPlan.Of(file, known, at > last ? at : last.AddMilliseconds(1));
    }

    private static (RegisterReport? Report, string? Refusal) Answer(RegisterPlan plan, bool allowRemovals) =>
        plan.Gone * 4 > plan.Had && !allowRemovals
            ? (null, string.Create(CultureInfo.InvariantCulture, $"The file lacks {plan.Gone} of the {plan.Had} bodies that {plan.Report.Register} had. If that is meant, import it with --allow-removals."))
            : (plan.Report, null);

    private static string Reason(string reason, RegisterReport report, RegisterFile file) =>
        file.Digest.Length == 0 ? $"{reason} {report.Summary}." : $"{reason} {report.Summary}; SHA-256 {file.Digest}.";
}
