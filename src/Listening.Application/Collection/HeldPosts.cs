using System.Buffers.Binary;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Collection;

/// <summary>
/// Says quickly whether a post may be held already, so that an edit of a held post is noticed although the new text
/// matches nothing, without asking the database about every post of a stream.
/// </summary>
/// <remarks>Holds the first eight bytes of the keyed id hashes. A wrong yes costs one look-up; there is no wrong no once it is refreshed.</remarks>
public sealed class HeldPosts
{
    private readonly Lock _lock = new();
    private HashSet<long> _known = [];
    private long _lastId;

    /// <summary>True when a post of that id hash may be held.</summary>
    public bool MayHold(ReadOnlySpan<byte> idHash)
    {
        var key = BinaryPrimitives.ReadInt64LittleEndian(idHash);
        lock (_lock) return _known.Contains(key);
    }

    /// <summary>Learns the posts that were stored since the last call, by whichever process.</summary>
    public async Task RefreshAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        var after = Interlocked.Read(ref _lastId);
        await foreach (var row in db.Posts.AsNoTracking().Where(post => post.Id > after).OrderBy(post => post.Id)
            .Select(post => new { post.Id, post.IdHash }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            lock (_lock) _known.Add(BinaryPrimitives.ReadInt64LittleEndian(row.IdHash));
            after = row.Id;
        }

        Interlocked.Exchange(ref _lastId, after);
    }

    /// <summary>Forgets everything, after posts were deleted; the next refresh learns what is left.</summary>
    public void Reset()
    {
        lock (_lock) _known = [];
        Interlocked.Exchange(ref _lastId, 0);
    }
}
