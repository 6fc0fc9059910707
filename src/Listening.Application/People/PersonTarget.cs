using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.People;

/// <summary>What a question looks for, in keyed hashes: the database is asked for them, and no post is opened to find one.</summary>
/// <param name="Authors">Hashes of the author; for a link those of the posts under it, none when nothing is held.</param>
/// <param name="Link">Hash of the link; null when asked by handle.</param>
/// <param name="SourceId">The only source; 0 for all.</param>
internal sealed record PersonTarget(byte[][] Authors, byte[]? Link, int SourceId)
{
    /// <summary>The posts asked for: of the author, or only those under the link.</summary>
    public IQueryable<PostRow> Posts(ListeningDbContext db)
    {
        var (authors, link) = (Authors, Link);
        return link is null ? Here(db).Where(post => authors.Contains(post.AuthorHash)) : Here(db).Where(post => post.LinkHash == link);
    }

    /// <summary>The same author's other posts, when asked by a link.</summary>
    public IQueryable<PostRow> OtherPosts(ListeningDbContext db)
    {
        var (authors, link) = (Authors, Link);
        return Here(db).Where(post => link != null && post.LinkHash != link && authors.Contains(post.AuthorHash));
    }

    /// <summary>Objections of the author: of every source, or those that cover the one asked for.</summary>
    public IQueryable<ObjectionRow> Objections(ListeningDbContext db)
    {
        var (authors, source) = (Authors, SourceId);
        return db.Objections.Where(row => authors.Contains(row.AuthorHash) && (source == 0 || row.SourceId == 0 || row.SourceId == source));
    }

    private IQueryable<PostRow> Here(ListeningDbContext db)
    {
        var source = SourceId;
        return source == 0 ? db.Posts.AsNoTracking() : db.Posts.AsNoTracking().Where(post => post.SourceId == source);
    }
}
