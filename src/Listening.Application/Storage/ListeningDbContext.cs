using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Storage;

/// <summary>The service's one database. Each provider has a subclass, so that it can have migrations of its own.</summary>
public abstract class ListeningDbContext(DbContextOptions options) : IdentityUserContext<StaffAccount, int>(options)
{
    public DbSet<PostRow> Posts => Set<PostRow>();

    public DbSet<MatchRow> Matches => Set<MatchRow>();

    public DbSet<TriageItemRow> TriageItems => Set<TriageItemRow>();

    public DbSet<ItemActionRow> ItemActions => Set<ItemActionRow>();

    public DbSet<SendingRow> Sendings => Set<SendingRow>();

    public DbSet<RoutingCorrectionRow> RoutingCorrections => Set<RoutingCorrectionRow>();

    public DbSet<TriageCountRow> TriageCounts => Set<TriageCountRow>();

    public DbSet<SavedFilterRow> SavedFilters => Set<SavedFilterRow>();

    public DbSet<SavedReplyRow> SavedReplies => Set<SavedReplyRow>();

    public DbSet<AccountRoleRow> AccountRoles => Set<AccountRoleRow>();

    public DbSet<ApiTokenRow> ApiTokens => Set<ApiTokenRow>();

    public DbSet<SavedSearchRow> SavedSearches => Set<SavedSearchRow>();

    public DbSet<SearchVersionRow> SearchVersions => Set<SearchVersionRow>();

    public DbSet<SourceRow> Sources => Set<SourceRow>();

    public DbSet<SourcePermissionRow> SourcePermissions => Set<SourcePermissionRow>();

    public DbSet<SourceUsageRow> SourceUsage => Set<SourceUsageRow>();

    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    public DbSet<CollectionRunRow> CollectionRuns => Set<CollectionRunRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<KnownPostRow> KnownPosts => Set<KnownPostRow>();

    /// <summary>The whole log; only <see cref="LogAppend"/> writes it.</summary>
    public DbSet<LogEntryRow> LogEntries => Set<LogEntryRow>();

    public DbSet<LogHeadRow> LogHead => Set<LogHeadRow>();

    public DbSet<LogCheckpointRow> LogCheckpoints => Set<LogCheckpointRow>();

    public DbSet<DeletionLogRow> DeletionLog => Set<DeletionLogRow>();

    public DbSet<AuditRow> AuditEntries => Set<AuditRow>();

    public DbSet<SignInLinkRow> SignInLinks => Set<SignInLinkRow>();

    public DbSet<RetentionRuleSetRow> RetentionRuleSets => Set<RetentionRuleSetRow>();

    public DbSet<ContentKeyRow> ContentKeys => Set<ContentKeyRow>();

    public DbSet<MeetingRow> Meetings => Set<MeetingRow>();

    public DbSet<MeetingAuthorityRow> MeetingAuthorities => Set<MeetingAuthorityRow>();

    public DbSet<AuthorityRow> Authorities => Set<AuthorityRow>();

    public DbSet<AuthorityEntryRow> AuthorityEntries => Set<AuthorityEntryRow>();

    public DbSet<SightingRow> Sightings => Set<SightingRow>();

    public DbSet<PostSignalRow> PostSignals => Set<PostSignalRow>();

    public DbSet<AuthorityCountRow> AuthorityCounts => Set<AuthorityCountRow>();

    public DbSet<AuthorityCorrectionRow> AuthorityCorrections => Set<AuthorityCorrectionRow>();

    public DbSet<AuthorityNoteRow> AuthorityNotes => Set<AuthorityNoteRow>();

    public DbSet<WatchRow> Watches => Set<WatchRow>();

    public DbSet<AttentionRow> Attention => Set<AttentionRow>();

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<HoldRow> Holds => Set<HoldRow>();

    public DbSet<HoldPostRow> HoldPosts => Set<HoldPostRow>();

    public DbSet<PersonRequestRow> PersonRequests => Set<PersonRequestRow>();

    public DbSet<ObjectionRow> Objections => Set<ObjectionRow>();

    /// <summary>Log entries that were saved in the current transaction and are appended when it commits.</summary>
    internal PendingLog PendingLog { get; } = new();

    /// <inheritdoc/>
    /// <remarks>
    /// Log entries are not inserted with the rest but set aside, and appended as the last thing before the transaction
    /// commits: so the lock on the log's head is always the last one taken, whoever locks what before.
    /// </remarks>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var entries = PendingLog.Take(ChangeTracker);
        if (entries.Count == 0) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        try
        {
            if (Database.CurrentTransaction is not null)
            {
                var inTransaction = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
                PendingLog.Add(entries);
                return inTransaction;
            }

            await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
            PendingLog.Add(entries);
            var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            if (acceptAllChangesOnSuccess) ChangeTracker.AcceptAllChanges();
            return saved;
        }
        catch
        {
            // Whoever tries again with this context saves them with the change they belong to.
            PendingLog.PutBack(ChangeTracker, entries);
            throw;
        }
    }

    /// <summary>Appends many log entries without change tracking, in the current transaction or in one of their own.</summary>
    public async Task AppendAsync(IReadOnlyList<LogEntryRow> entries, CancellationToken cancellationToken)
    {
        if (Database.CurrentTransaction is not null)
        {
            PendingLog.Add(entries);
            return;
        }

        await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
        PendingLog.Add(entries);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        // Nobody in the service saves this way but libraries may; there is no context to come back to, so nothing can wait for itself.
        SaveChangesAsync(acceptAllChangesOnSuccess).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override void Dispose()
    {
        PendingLog.Clear();
        base.Dispose();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        PendingLog.Clear();
        return base.DisposeAsync();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ListeningDbContext).Assembly);
    }
}
