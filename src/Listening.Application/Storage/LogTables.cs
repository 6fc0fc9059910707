using Listening.Application.Auditing;
using Listening.Core.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Listening.Application.Storage;

internal sealed class LogEntryTable : IEntityTypeConfiguration<LogEntryRow>
{
    public const string Name = "LogEntries";

    /// <summary>The column that tells the kinds apart.</summary>
    public const string Kind = "Kind";

    public void Configure(EntityTypeBuilder<LogEntryRow> builder)
    {
        builder.ToTable(Name);
        builder.HasKey(entry => entry.Index);
        builder.Property(entry => entry.Index).ValueGeneratedNever();
        builder.Property(entry => entry.LeafHash).HasMaxLength(MerkleHash.Size);
        builder.HasIndex(entry => entry.At);
        builder.HasDiscriminator<int>(Kind).HasValue<AuditRow>(1).HasValue<DeletionLogRow>(2);
    }
}

internal sealed class AuditTable : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.Property(entry => entry.Event).HasMaxLength(64);
        builder.Property(entry => entry.Actor).HasMaxLength(64);
        builder.Property(entry => entry.Subject).HasMaxLength(128);
        builder.Property(entry => entry.Reason).HasMaxLength(AuditTrail.LongestReason);
    }
}

internal sealed class DeletionLogTable : IEntityTypeConfiguration<DeletionLogRow>
{
    public void Configure(EntityTypeBuilder<DeletionLogRow> builder) =>
        // Audit entries have a reason in words.
        builder.Property(entry => entry.Reason).HasColumnName("DeletionReason");
}

internal sealed class LogHeadTable : IEntityTypeConfiguration<LogHeadRow>
{
    public void Configure(EntityTypeBuilder<LogHeadRow> builder)
    {
        builder.ToTable("LogHead");
        builder.Property(head => head.Id).ValueGeneratedNever();
        builder.HasData(new LogHeadRow());
    }
}

internal sealed class LogCheckpointTable : IEntityTypeConfiguration<LogCheckpointRow>
{
    public void Configure(EntityTypeBuilder<LogCheckpointRow> builder)
    {
        builder.ToTable("LogCheckpoints");
        builder.HasKey(checkpoint => checkpoint.Size);
        builder.Property(checkpoint => checkpoint.Size).ValueGeneratedNever();
        builder.Property(checkpoint => checkpoint.Root).HasMaxLength(MerkleHash.Size);
        builder.Property(checkpoint => checkpoint.KeyId).HasMaxLength(16);
        builder.Property(checkpoint => checkpoint.Signature).HasMaxLength(80);
    }
}
