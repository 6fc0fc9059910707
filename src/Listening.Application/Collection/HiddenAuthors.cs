using Listening.Application.Content;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Collection;

/// <summary>Finds what is held of authors whose accounts were closed upstream.</summary>
public sealed class HiddenAuthors(HeldPosts held, PostContent content)
{
    private const int RowsAtOnce = 2_000;

    /// <summary>Id hashes of the held posts of the page's hidden authors.</summary>
    /// <remarks>
    /// The database knows authors by their handles, which such a message does not have, and by hashes only. So the source's
    /// posts are opened and looked at, but only when something of such an author may be held, which is rare.
    /// </remarks>
    public async Task<IReadOnlyList<byte[]>> FindAsync(ListeningDbContext db, PageToStore page, CancellationToken cancellationToken)
    {
        var authors = page.Page.HiddenAuthors.Where(author => held.MayHoldFrom(page.Source.Id, author)).ToHashSet(StringComparer.Ordinal);
        if (authors.Count == 0) return [];
        var found = new List<byte[]>();
        for (long after = 0; ;)
        {
            var rows = await db.Posts.AsNoTracking().Where(post => post.SourceId == page.Source.Id && post.Id > after).OrderBy(post => post.Id).Take(RowsAtOnce)
                .Select(post => new { post.Id, post.Content, post.KeyId, post.IdHash }).ToListAsync(cancellationToken);
            if (rows.Count == 0) return found;
            after = rows[^1].Id;
            found.AddRange(rows.Where(row => content.Open(row.Content, row.KeyId, row.IdHash) is { } post && authors.Contains(post.Author.Id)).Select(row => row.IdHash));
        }
    }
}
