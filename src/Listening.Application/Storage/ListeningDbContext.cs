using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Storage;

/// <summary>The service's one database. Each provider has a subclass, so that it can have migrations of its own.</summary>
public abstract class ListeningDbContext(DbContextOptions options) : IdentityUserContext<StaffAccount, int>(options)
{
    public DbSet<PostRow> Posts => Set<PostRow>();

    public DbSet<MatchRow> Matches => Set<MatchRow>();

    public DbSet<TriageItemRow> TriageItems => Set<TriageItemRow>();

    public DbSet<SavedSearchRow> SavedSearches => Set<SavedSearchRow>();

    public DbSet<SearchVersionRow> SearchVersions => Set<SearchVersionRow>();

    public DbSet<SourceRow> Sources => Set<SourceRow>();

    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    public DbSet<CollectionRunRow> CollectionRuns => Set<CollectionRunRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<TombstoneRow> Tombstones => Set<TombstoneRow>();

    public DbSet<DeletionLogRow> DeletionLog => Set<DeletionLogRow>();

    public DbSet<AuditRow> AuditEntries => Set<AuditRow>();

    public DbSet<SignInLinkRow> SignInLinks => Set<SignInLinkRow>();

    public DbSet<RetentionRuleSetRow> RetentionRuleSets => Set<RetentionRuleSetRow>();

    public DbSet<ContentKeyRow> ContentKeys => Set<ContentKeyRow>();

    public DbSet<MeetingRow> Meetings => Set<MeetingRow>();

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<HoldRow> Holds => Set<HoldRow>();

    public DbSet<HoldPostRow> HoldPosts => Set<HoldPostRow>();

    public DbSet<PersonRequestRow> PersonRequests => Set<PersonRequestRow>();

    public DbSet<ObjectionRow> Objections => Set<ObjectionRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ListeningDbContext).Assembly);
    }
}
