using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Listening.Application.Storage;

internal sealed class SavedSearchTable : IEntityTypeConfiguration<SavedSearchRow>
{
    public void Configure(EntityTypeBuilder<SavedSearchRow> builder)
    {
        builder.ToTable("SavedSearches");
        builder.Property(search => search.Name).HasMaxLength(64);
        builder.Property(search => search.Target).HasMaxLength(512);
        builder.Property(search => search.Cron).HasMaxLength(128);
        builder.HasIndex(search => search.Name).IsUnique();
        builder.HasMany(search => search.Sources).WithOne().HasForeignKey(link => link.SearchId);
    }
}

internal sealed class SearchSourceTable : IEntityTypeConfiguration<SearchSourceRow>
{
    public void Configure(EntityTypeBuilder<SearchSourceRow> builder)
    {
        builder.ToTable("SearchSources");
        builder.HasKey(link => new { link.SearchId, link.SourceId });
    }
}

internal sealed class SearchVersionTable : IEntityTypeConfiguration<SearchVersionRow>
{
    public void Configure(EntityTypeBuilder<SearchVersionRow> builder)
    {
        builder.ToTable("SearchVersions");
        builder.HasKey(version => new { version.SearchId, version.Version });
        builder.Property(version => version.ChangedBy).HasMaxLength(64);
        builder.Property(version => version.Reason).HasMaxLength(1000);
    }
}

internal sealed class SourceTable : IEntityTypeConfiguration<SourceRow>
{
    public void Configure(EntityTypeBuilder<SourceRow> builder)
    {
        builder.ToTable("Sources");
        builder.Property(source => source.Name).HasMaxLength(64);
        builder.Property(source => source.Kind).HasMaxLength(32);
        builder.Property(source => source.Problem).HasMaxLength(1000);
        builder.HasIndex(source => source.Name).IsUnique();
    }
}

internal sealed class CheckpointTable : IEntityTypeConfiguration<CheckpointRow>
{
    public void Configure(EntityTypeBuilder<CheckpointRow> builder)
    {
        builder.ToTable("Checkpoints");
        builder.HasKey(checkpoint => new { checkpoint.SourceId, checkpoint.SearchId });
        builder.Property(checkpoint => checkpoint.Version).IsConcurrencyToken();
    }
}

internal sealed class CollectionRunTable : IEntityTypeConfiguration<CollectionRunRow>
{
    public void Configure(EntityTypeBuilder<CollectionRunRow> builder)
    {
        builder.ToTable("CollectionRuns");
        builder.Property(run => run.Problem).HasMaxLength(1000);
        builder.HasIndex(run => new { run.SearchId, run.SourceId, run.Id });
        builder.HasIndex(run => run.StartedAt);
    }
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder) => builder.ToTable("Outbox");
}
