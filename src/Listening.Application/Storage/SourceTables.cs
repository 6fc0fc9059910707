using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Listening.Application.Storage;

internal sealed class SourcePermissionTable : IEntityTypeConfiguration<SourcePermissionRow>
{
    public void Configure(EntityTypeBuilder<SourcePermissionRow> builder)
    {
        builder.ToTable("SourcePermissions");
        builder.Property(permission => permission.Terms).HasMaxLength(200);
        builder.Property(permission => permission.Approval).HasMaxLength(200);
        builder.Property(permission => permission.PermittedUse).HasMaxLength(1000);
        builder.Property(permission => permission.RecordedBy).HasMaxLength(64);
        builder.HasIndex(permission => permission.SourceId);
    }
}

internal sealed class SourceUsageTable : IEntityTypeConfiguration<SourceUsageRow>
{
    public void Configure(EntityTypeBuilder<SourceUsageRow> builder)
    {
        builder.ToTable("SourceUsage");
        builder.HasKey(usage => new { usage.SourceId, usage.Day, usage.Bucket });
        builder.Property(usage => usage.Bucket).HasMaxLength(32);
    }
}
