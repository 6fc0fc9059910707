using System.Buffers.Binary;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Watches;

/// <summary>
/// Counts what one author gets of the service's attention: posts stored, by whichever search, and posts opened, by whomever
/// of the staff. Kept by keyed hash and day; it says nothing of who looked, which stands in the log.
/// </summary>
public sealed class AttentionMeter(IStorageDialect dialect, IContentKeys keys, TimeProvider time)
{
    // Posts whose platform withholds the author all have this hash; they are nobody's.
    private readonly Lazy<UInt128> _nobody = new(() => KeyOf(keys.HashAuthor(Author.Unknown)));

    /// <summary>Counts posts that were stored, one for each author given. In the caller's transaction.</summary>
    internal Task AddCapturesAsync(ListeningDbContext db, IEnumerable<byte[]> authors, CancellationToken cancellationToken) =>
        AddAsync(db, authors, (row, posts) => row.Captures = posts, cancellationToken);

    /// <summary>Counts posts that were opened, one for each number given. In the caller's transaction.</summary>
    internal async Task AddViewsAsync(ListeningDbContext db, IReadOnlyList<long> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0) return;
        var authors = await db.Posts.Where(post => EF.Parameter(items).Contains(post.Id))
            .Select(post => new { post.Id, post.AuthorHash }).ToDictionaryAsync(post => post.Id, post => post.AuthorHash, cancellationToken);
        await AddAsync(db, items.Select(id => authors.GetValueOrDefault(id)).OfType<byte[]>(), (row, views) => row.Views = views, cancellationToken);
    }

    // In key order, so that two who count at once wait for each other instead of locking each other out.
    private Task AddAsync(ListeningDbContext db, IEnumerable<byte[]> authors, Action<AttentionRow, int> count, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var counted = new Dictionary<UInt128, (byte[] Author, int Times)>();
        foreach (var author in authors)
        {
            var key = KeyOf(author);
            if (key != _nobody.Value) counted[key] = (author, counted.GetValueOrDefault(key).Times + 1);
        }

        if (counted.Count == 0) return Task.CompletedTask;
        List<AttentionRow> rows = [.. counted.OrderBy(each => each.Key).Select(each =>
        {
            var row = new AttentionRow { AuthorHash = each.Value.Author, Day = today };
            count(row, each.Value.Times);
            return row;
        })];
        return dialect.AddAttentionAsync(db, rows, cancellationToken);
    }

    private static UInt128 KeyOf(byte[] hash) => BinaryPrimitives.ReadUInt128BigEndian(hash);
}
