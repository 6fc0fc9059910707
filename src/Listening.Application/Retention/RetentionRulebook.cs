using System.Globalization;
using System.Text.Json;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Retention;

/// <summary>The retention rules in force. A configuration that says otherwise proposes a new version, which a second person confirms or refuses.</summary>
public sealed partial class RetentionRulebook(
    IDbContextFactory<ListeningDbContext> databases, RetentionPolicy configured, RuleChange change, TimeProvider time, ILogger<RetentionRulebook> logger)
{
    private volatile RetentionPolicy? _inForce;

    /// <summary>The rules in force, as this process last read them.</summary>
    public RetentionPolicy Current => _inForce ?? configured;

    /// <summary>Holds the configured rules against those in force. The first of all are in force at once: nothing is held yet that they could delete.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var last = await db.RetentionRuleSets.OrderByDescending(rules => rules.Version).FirstOrDefaultAsync(cancellationToken);
        var inForce = await InForceAsync(db, cancellationToken);
        var proposed = await db.RetentionRuleSets.SingleOrDefaultAsync(rules => rules.State == RuleSetState.Proposed, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        if (inForce is null)
        {
            db.RetentionRuleSets.Add(RowOf(1, OperationContext.SystemActor, now, RuleSetState.InForce));
            Record(db, OperationContext.SystemActor, now, AuditEvents.RulesSet, 1, Describe(configured));
        }
        else if (proposed is null || !PolicyOf(proposed).KeepsLike(configured))
        {
            // Whoever changes the configuration again takes back what it proposed before.
            if (proposed is not null) proposed.State = RuleSetState.Dropped;
            if (!PolicyOf(inForce).KeepsLike(configured)) await ProposeAsync(db, PolicyOf(inForce), last!.Version + 1, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await RefreshAsync(db, cancellationToken);
    }

    /// <summary>Reads which rules are in force: another process may have confirmed new ones.</summary>
    public async Task RefreshAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        if (await InForceAsync(db, cancellationToken) is { } row) _inForce = PolicyOf(row);
    }

    /// <summary>All versions, newest first.</summary>
    public async Task<IReadOnlyList<RetentionRuleSetRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.RetentionRuleSets.AsNoTracking().OrderByDescending(rules => rules.Version).ToListAsync(cancellationToken);
    }

    /// <summary>Puts a proposed version in force, or refuses it.</summary>
    /// <returns>Null when it was done; else why not.</returns>
    public async Task<string?> DecideAsync(int version, bool confirm, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await db.RetentionRuleSets.SingleOrDefaultAsync(rules => rules.Version == version, cancellationToken);
        if (row is not { State: RuleSetState.Proposed }) return $"No version {Number(version)} of the rules waits for a decision.";
        if (string.Equals(row.ProposedBy, operation.Actor, StringComparison.Ordinal))
            return "The rules were proposed from the console, by the configuration; somebody else has to decide, signed in to the pages.";

        row.State = confirm ? RuleSetState.InForce : RuleSetState.Dropped;
        (row.DecidedBy, row.DecidedAt) = (operation.Actor, operation.At);
        db.Record(operation, confirm ? AuditEvents.RulesConfirmed : AuditEvents.RulesRefused, Subject(version));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await RefreshAsync(db, cancellationToken);
        return null;
    }

    /// <summary>The rules that a version states.</summary>
    /// <exception cref="InvalidOperationException">Somebody has put limits into the database that nothing may have.</exception>
    public static RetentionPolicy PolicyOf(RetentionRuleSetRow row)
    {
        try
        {
            return new(row.StandardHours, row.NoiseHours, JsonSerializer.Deserialize<Dictionary<string, int>>(row.PlatformHours)) { Version = row.Version };
        }
        catch (ArgumentOutOfRangeException outOfRange)
        {
            throw new InvalidOperationException($"Version {Number(row.Version)} of the retention rules in the database was changed past the service: a limit is out of its range.", outOfRange);
        }
    }

    /// <summary>The rules in one line, for example <c>standard 120 hours, noise 24 hours, linkedin 48 hours</c>.</summary>
    public static string Describe(RetentionPolicy rules) => string.Join(
        ", ",
        new[] { ("standard", rules.StandardHours), ("noise", rules.NoiseHours) }.Concat(rules.PlatformHours.Select(platform => (platform.Key, platform.Value)))
            .Select(rule => $"{rule.Item1} {Number(rule.Item2)} hours"));

    private async Task ProposeAsync(ListeningDbContext db, RetentionPolicy inForce, int version, DateTime now, CancellationToken cancellationToken)
    {
        var row = RowOf(version, OperationContext.ConsoleActor, now, RuleSetState.Proposed);
        row.Sooner = await change.CountSoonerAsync(db, configured with { Version = version }, cancellationToken);
        db.RetentionRuleSets.Add(row);
        Record(
            db, OperationContext.ConsoleActor, now, AuditEvents.RulesProposed, version,
            $"{Describe(configured)}; in force is {Describe(inForce)}. Of what is held now {Number(row.Sooner)} posts would go sooner and none later.");
        LogProposed(version, row.Sooner);
    }

    private RetentionRuleSetRow RowOf(int version, string by, DateTime now, RuleSetState state) => new()
    {
        Version = version,
        StandardHours = configured.StandardHours,
        NoiseHours = configured.NoiseHours,
        PlatformHours = JsonSerializer.Serialize(configured.PlatformHours),
        ProposedBy = by,
        ProposedAt = now,
        State = state,
    };

    private static Task<RetentionRuleSetRow?> InForceAsync(ListeningDbContext db, CancellationToken cancellationToken) =>
        db.RetentionRuleSets.AsNoTracking().Where(rules => rules.State == RuleSetState.InForce)
            .OrderByDescending(rules => rules.Version).FirstOrDefaultAsync(cancellationToken);

    private static void Record(ListeningDbContext db, string actor, DateTime at, string @event, int version, string reason) =>
        db.Record(new OperationContext(actor, at, reason), @event, Subject(version));

    private static string Subject(int version) => $"retention-rules:{Number(version)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configured retention rules differ from those in force. They wait as version {Version} for a second person, on the page Retention; {Posts} posts would go sooner.")]
    private partial void LogProposed(int version, int posts);
}
