using Listening.Core.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Listening.Application.Storage;

internal sealed class AuthorityTable : IEntityTypeConfiguration<AuthorityRow>
{
    public void Configure(EntityTypeBuilder<AuthorityRow> builder)
    {
        builder.ToTable("Authorities");
        builder.Property(authority => authority.Name).HasMaxLength(300);
        builder.Property(authority => authority.Nation).HasMaxLength(40);
        builder.Property(authority => authority.Region).HasMaxLength(80);
        builder.HasIndex(authority => authority.Name);
    }
}

internal sealed class AuthorityEntryTable : IEntityTypeConfiguration<AuthorityEntryRow>
{
    public void Configure(EntityTypeBuilder<AuthorityEntryRow> builder)
    {
        builder.ToTable("AuthorityEntries");
        builder.HasKey(entry => new { entry.Register, entry.Code });
        builder.Property(entry => entry.Register).HasMaxLength(32);
        builder.Property(entry => entry.Code).HasMaxLength(300);
        builder.HasIndex(entry => entry.AuthorityId);
    }
}

internal sealed class SightingTable : IEntityTypeConfiguration<SightingRow>
{
    public void Configure(EntityTypeBuilder<SightingRow> builder)
    {
        builder.ToTable("Sightings");
        builder.HasKey(sighting => new { sighting.PostId, sighting.AuthorityId });
        builder.HasIndex(sighting => new { sighting.AuthorityId, sighting.State, sighting.PostId });
    }
}

internal sealed class PostSignalTable : IEntityTypeConfiguration<PostSignalRow>
{
    public void Configure(EntityTypeBuilder<PostSignalRow> builder)
    {
        builder.ToTable("PostSignals");
        builder.HasKey(signal => new { signal.PostId, signal.Kind });
    }
}

internal sealed class AuthorityCountTable : IEntityTypeConfiguration<AuthorityCountRow>
{
    public void Configure(EntityTypeBuilder<AuthorityCountRow> builder)
    {
        builder.ToTable("AuthorityCounts");
        builder.HasKey(count => new { count.Day, count.AuthorityId, count.Kind });
        builder.HasIndex(count => count.AuthorityId);
    }
}

internal sealed class AuthorityCorrectionTable : IEntityTypeConfiguration<AuthorityCorrectionRow>
{
    public void Configure(EntityTypeBuilder<AuthorityCorrectionRow> builder)
    {
        builder.ToTable("AuthorityCorrections");
        builder.Property(correction => correction.Words).HasMaxLength(120);
        builder.Property(correction => correction.Actor).HasMaxLength(64);
        builder.HasIndex(correction => correction.AuthorityId);
    }
}

internal sealed class AuthorityNoteTable : IEntityTypeConfiguration<AuthorityNoteRow>
{
    public void Configure(EntityTypeBuilder<AuthorityNoteRow> builder)
    {
        builder.ToTable("AuthorityNotes");
        builder.Property(note => note.Text).HasMaxLength(2000);
        builder.Property(note => note.Actor).HasMaxLength(64);
        builder.HasIndex(note => note.AuthorityId);
    }
}

internal sealed class MeetingAuthorityTable : IEntityTypeConfiguration<MeetingAuthorityRow>
{
    public void Configure(EntityTypeBuilder<MeetingAuthorityRow> builder)
    {
        builder.ToTable("MeetingAuthorities");
        builder.HasKey(agenda => new { agenda.MeetingId, agenda.AuthorityId });
        builder.Property(agenda => agenda.AddedBy).HasMaxLength(64);
        builder.Property(agenda => agenda.DecidedBy).HasMaxLength(64);
        builder.Property(agenda => agenda.Reference).HasMaxLength(64);
        builder.Property(agenda => agenda.Signals).HasMaxLength(1000);
        builder.HasIndex(agenda => agenda.AuthorityId);
    }
}

internal sealed class WatchTable : IEntityTypeConfiguration<WatchRow>
{
    public void Configure(EntityTypeBuilder<WatchRow> builder)
    {
        builder.ToTable("Watches");
        builder.Property(watch => watch.Necessity).HasMaxLength(2000);
        builder.Property(watch => watch.Proportionality).HasMaxLength(2000);
        builder.Property(watch => watch.AskedBy).HasMaxLength(64);
        builder.Property(watch => watch.DecidedBy).HasMaxLength(64);
        builder.HasIndex(watch => watch.SearchId);
    }
}

internal sealed class AttentionTable : IEntityTypeConfiguration<AttentionRow>
{
    public void Configure(EntityTypeBuilder<AttentionRow> builder)
    {
        builder.ToTable("Attention");
        builder.HasKey(attention => new { attention.AuthorHash, attention.Day });
        builder.Property(attention => attention.AuthorHash).HasMaxLength(IContentKeys.IdHashSize);
        builder.HasIndex(attention => attention.Day);
    }
}
