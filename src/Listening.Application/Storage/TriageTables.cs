using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Listening.Application.Storage;

internal sealed class TriageItemTable : IEntityTypeConfiguration<TriageItemRow>
{
    public void Configure(EntityTypeBuilder<TriageItemRow> builder)
    {
        builder.ToTable("TriageItems");
        builder.HasKey(item => item.PostId);
        builder.Property(item => item.PostId).ValueGeneratedNever();
        builder.Property(item => item.RuleId).HasMaxLength(64);
        builder.Property(item => item.RuleSetVersion).HasMaxLength(32);
        builder.Property(item => item.Lang).HasMaxLength(16);
        builder.Property(item => item.Version).IsConcurrencyToken();
        // By number and by due time. Both hold what lists are filtered by: without it SQLite would rather sort the whole
        // queue for every page than walk along the first.
        builder.HasIndex(item => new { item.State, item.Queue, item.PostId, item.DueAt, item.AssignedTo, item.SourceId, item.Lang }, "IX_TriageItems_ByNumber");
        builder.HasIndex(item => new { item.State, item.Queue, item.DueAt, item.PostId, item.AssignedTo }, "IX_TriageItems_ByDueAt");
        builder.HasIndex(item => item.AssignedTo).HasFilter("\"AssignedTo\" IS NOT NULL");
    }
}

internal sealed class ItemActionTable : IEntityTypeConfiguration<ItemActionRow>
{
    public void Configure(EntityTypeBuilder<ItemActionRow> builder)
    {
        builder.ToTable("ItemActions");
        builder.Property(action => action.Actor).HasMaxLength(64);
        builder.HasIndex(action => action.PostId);
    }
}

internal sealed class SendingTable : IEntityTypeConfiguration<SendingRow>
{
    public void Configure(EntityTypeBuilder<SendingRow> builder)
    {
        builder.ToTable("Sendings");
        builder.Property(sending => sending.Target).HasMaxLength(64);
        builder.Property(sending => sending.MessageId).HasMaxLength(64);
        builder.Property(sending => sending.LinkHash).HasMaxLength(32);
        builder.Property(sending => sending.AskedBy).HasMaxLength(64);
        builder.Property(sending => sending.DecidedBy).HasMaxLength(64);
        builder.Property(sending => sending.Reference).HasMaxLength(512);
        builder.Property(sending => sending.Problem).HasMaxLength(1000);
        builder.HasIndex(sending => sending.PostId);
        builder.HasIndex(sending => sending.MessageId).IsUnique();
        builder.HasIndex(sending => sending.NextAttemptAt);
    }
}

internal sealed class RoutingCorrectionTable : IEntityTypeConfiguration<RoutingCorrectionRow>
{
    public void Configure(EntityTypeBuilder<RoutingCorrectionRow> builder)
    {
        builder.ToTable("RoutingCorrections");
        builder.Property(correction => correction.RuleId).HasMaxLength(64);
        builder.Property(correction => correction.RuleSetVersion).HasMaxLength(32);
        builder.HasIndex(correction => correction.At);
        builder.HasIndex(correction => correction.PostId);
    }
}

internal sealed class TriageCountTable : IEntityTypeConfiguration<TriageCountRow>
{
    public void Configure(EntityTypeBuilder<TriageCountRow> builder)
    {
        builder.ToTable("TriageCounts");
        builder.HasKey(count => new { count.Day, count.Queue, count.SearchId, count.Kind });
    }
}

internal sealed class SavedFilterTable : IEntityTypeConfiguration<SavedFilterRow>
{
    public void Configure(EntityTypeBuilder<SavedFilterRow> builder)
    {
        builder.ToTable("SavedFilters");
        builder.Property(filter => filter.Name).HasMaxLength(64);
        builder.Property(filter => filter.Address).HasMaxLength(1000);
        builder.HasIndex(filter => filter.OwnerId);
    }
}

internal sealed class SavedReplyTable : IEntityTypeConfiguration<SavedReplyRow>
{
    public void Configure(EntityTypeBuilder<SavedReplyRow> builder)
    {
        builder.ToTable("SavedReplies");
        builder.Property(reply => reply.Name).HasMaxLength(64);
        builder.Property(reply => reply.Text).HasMaxLength(2000);
        builder.Property(reply => reply.ChangedBy).HasMaxLength(64);
        builder.HasIndex(reply => reply.Name).IsUnique();
    }
}
