using Listening.Core.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Listening.Application.Storage;

// Posts, matches and items refer to each other without foreign keys: they are written in prepared batches on the hot
// path and deleted together by one service (RetentionService, PostRemoval), whose tests count the rows that are left.

// Nothing of a post is indexed by its hash but in KnownPosts, which a deletion leaves as it is: to take a million hashes
// out of one tree and put them into another costs more than all the rest of deleting.
internal sealed class PostTable : IEntityTypeConfiguration<PostRow>
{
    public void Configure(EntityTypeBuilder<PostRow> builder)
    {
        builder.ToTable("Posts");
        builder.Property(post => post.IdHash).HasMaxLength(IContentKeys.IdHashSize);
        builder.Property(post => post.ContentHash).HasMaxLength(IContentKeys.IdHashSize);
        builder.Property(post => post.LinkHash).HasMaxLength(IContentKeys.IdHashSize);
        builder.Property(post => post.AuthorHash).HasMaxLength(IContentKeys.IdHashSize);
        builder.HasIndex(post => new { post.Holds, post.DueAt });
        // Only the few that are kept for a meeting are in it.
        builder.HasIndex(post => post.MeetingId).HasFilter("\"MeetingId\" IS NOT NULL");
    }
}

internal sealed class MatchTable : IEntityTypeConfiguration<MatchRow>
{
    public void Configure(EntityTypeBuilder<MatchRow> builder)
    {
        builder.ToTable("Matches");
        builder.HasKey(match => new { match.PostId, match.SearchId });
    }
}

internal sealed class KnownPostTable : IEntityTypeConfiguration<KnownPostRow>
{
    public void Configure(EntityTypeBuilder<KnownPostRow> builder)
    {
        builder.ToTable("KnownPosts");
        builder.HasKey(known => new { known.SourceId, known.IdHash });
        builder.Property(known => known.IdHash).HasMaxLength(IContentKeys.IdHashSize);
    }
}
