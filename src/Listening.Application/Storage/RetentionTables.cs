using Listening.Core.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Listening.Application.Storage;

internal sealed class RetentionRuleSetTable : IEntityTypeConfiguration<RetentionRuleSetRow>
{
    public void Configure(EntityTypeBuilder<RetentionRuleSetRow> builder)
    {
        builder.ToTable("RetentionRuleSets");
        builder.HasKey(rules => rules.Version);
        builder.Property(rules => rules.Version).ValueGeneratedNever();
        builder.Property(rules => rules.ProposedBy).HasMaxLength(64);
        builder.Property(rules => rules.DecidedBy).HasMaxLength(64);
    }
}

internal sealed class ContentKeyTable : IEntityTypeConfiguration<ContentKeyRow>
{
    public void Configure(EntityTypeBuilder<ContentKeyRow> builder)
    {
        builder.ToTable("ContentKeys");
        builder.HasKey(key => key.KeyId);
        builder.Property(key => key.KeyId).ValueGeneratedNever();
        builder.Property(key => key.Commitment).HasMaxLength(32);
        builder.HasIndex(key => key.DestroyedAt);
    }
}

internal sealed class MeetingTable : IEntityTypeConfiguration<MeetingRow>
{
    public void Configure(EntityTypeBuilder<MeetingRow> builder)
    {
        builder.ToTable("Meetings");
        builder.Property(meeting => meeting.AddedBy).HasMaxLength(64);
        builder.Property(meeting => meeting.Version).IsConcurrencyToken();
    }
}

internal sealed class IncidentTable : IEntityTypeConfiguration<IncidentRow>
{
    public void Configure(EntityTypeBuilder<IncidentRow> builder)
    {
        builder.ToTable("Incidents");
        builder.Property(incident => incident.Subject).HasMaxLength(128);
        builder.Property(incident => incident.Problem).HasMaxLength(1000);
        builder.HasIndex(incident => incident.ClosedAt);
    }
}

internal sealed class HoldTable : IEntityTypeConfiguration<HoldRow>
{
    public void Configure(EntityTypeBuilder<HoldRow> builder)
    {
        builder.ToTable("Holds");
        builder.Property(hold => hold.Reference).HasMaxLength(64);
        builder.Property(hold => hold.AuthorHash).HasMaxLength(IContentKeys.IdHashSize);
        builder.Property(hold => hold.AskedBy).HasMaxLength(64);
        builder.Property(hold => hold.DecidedBy).HasMaxLength(64);
        builder.Property(hold => hold.LiftedBy).HasMaxLength(64);
        builder.HasIndex(hold => hold.State);
    }
}

internal sealed class HoldPostTable : IEntityTypeConfiguration<HoldPostRow>
{
    public void Configure(EntityTypeBuilder<HoldPostRow> builder)
    {
        builder.ToTable("HoldPosts");
        builder.HasKey(held => new { held.HoldId, held.PostId });
        builder.HasIndex(held => held.PostId);
    }
}

internal sealed class PersonRequestTable : IEntityTypeConfiguration<PersonRequestRow>
{
    public void Configure(EntityTypeBuilder<PersonRequestRow> builder)
    {
        builder.ToTable("PersonRequests");
        builder.Property(request => request.Reference).HasMaxLength(64);
        builder.Property(request => request.DoneBy).HasMaxLength(64);
        builder.HasIndex(request => request.DoneAt);
    }
}

internal sealed class ObjectionTable : IEntityTypeConfiguration<ObjectionRow>
{
    public void Configure(EntityTypeBuilder<ObjectionRow> builder)
    {
        builder.ToTable("Objections");
        builder.HasKey(objection => new { objection.AuthorHash, objection.SourceId });
        builder.Property(objection => objection.AuthorHash).HasMaxLength(IContentKeys.IdHashSize);
    }
}
