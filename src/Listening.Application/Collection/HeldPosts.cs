using System.Buffers.Binary;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Collection;

/// <summary>
/// Says quickly whether a post may be held already, so that an edit of a held post is noticed although the new text
/// matches nothing, without asking the database about every post of a stream.
/// </summary>
/// <remarks>Holds the first eight bytes of the keyed id hashes. A wrong yes costs one look-up; there is no wrong no once it is refreshed.</remarks>
public sealed class HeldPosts : IDisposable
{
    // Numbers are given before a transaction commits, so another writer's smaller ones may appear after larger ones.
    private const int MayAppearLate = 5_000;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private HashSet<long> _known = [];
    private List<long>? _meanwhile;
    private long _lastId;

    /// <summary>True when a post of that id hash may be held.</summary>
    public bool MayHold(ReadOnlySpan<byte> idHash)
    {
        var key = BinaryPrimitives.ReadInt64LittleEndian(idHash);
        lock (_lock) return _known.Contains(key);
    }

    /// <summary>Learns posts that this process has just stored.</summary>
    public void Learn(IEnumerable<byte[]> idHashes)
    {
        lock (_lock)
        {
            foreach (var key in idHashes.Select(Key))
            {
                _known.Add(key);
                _meanwhile?.Add(key);
            }
        }
    }

    /// <summary>Learns the posts that were stored since the last call, by whichever process.</summary>
    public async Task RefreshAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var (found, last) = await ReadAsync(db, _lastId - MayAppearLate, cancellationToken);
            lock (_lock) _known.UnionWith(found);
            _lastId = Math.Max(_lastId, last);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Forgets, after posts were deleted, those that are gone. A run that goes on meanwhile misses nothing.</summary>
    public async Task ReloadAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // What is learned while the database is being read may be missing from what is read.
            lock (_lock) _meanwhile = [];
            var (found, last) = await ReadAsync(db, 0, cancellationToken);
            lock (_lock)
            {
                found.UnionWith(_meanwhile);
                _known = found;
            }

            _lastId = last;
        }
        finally
        {
            lock (_lock) _meanwhile = null;
            _turn.Release();
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _turn.Dispose();

    private static async Task<(HashSet<long> Keys, long LastId)> ReadAsync(ListeningDbContext db, long after, CancellationToken cancellationToken)
    {
        var (keys, last) = (new HashSet<long>(), 0L);
        await foreach (var row in db.Posts.AsNoTracking().Where(post => post.Id > after).OrderBy(post => post.Id)
            .Select(post => new { post.Id, post.IdHash }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            keys.Add(Key(row.IdHash));
            last = row.Id;
        }

        return (keys, last);
    }

    private static long Key(byte[] idHash) => BinaryPrimitives.ReadInt64LittleEndian(idHash);
}
