using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Collection;

/// <summary>
/// Says quickly whether a post may be held already, so that an edit of a held post is noticed although the new text
/// matches nothing, without asking the database about every post of a stream or hashing its id with a key.
/// </summary>
/// <remarks>
/// Holds 32 bits of each held post's native id and of its author's, by a hash that is this process's own and is gone with it. A wrong yes
/// costs one look-up; there is no wrong no once it is refreshed, but for a post whose key is gone, which nobody can edit.
/// </remarks>
public sealed class HeldPosts(PostContent content) : IDisposable
{
    // Numbers are given before a transaction commits, so another writer's smaller ones may appear after larger ones.
    private const int MayAppearLate = 5_000;
    private const int RowsAtOnce = 500;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly HashSet<long> _recent = [];
    private HashSet<int> _known = [];
    private HashSet<int>? _next;
    private long _lastId;
    private int _gone;

    /// <summary>True when the post may be held.</summary>
    public bool MayHold(int sourceId, string nativeId)
    {
        var key = Key(sourceId, nativeId);
        lock (_lock) return _known.Contains(key);
    }

    /// <summary>True when something of that author, named by the platform's own id, may be held.</summary>
    public bool MayHoldFrom(int sourceId, string authorId)
    {
        var key = AuthorKey(sourceId, authorId);
        lock (_lock) return _known.Contains(key);
    }

    /// <summary>Learns a post that this process has just stored.</summary>
    public void Learn(int sourceId, Post post, long postId)
    {
        lock (_lock) Note(sourceId, post, postId);
    }

    /// <summary>Notes that so many posts were deleted. When most of what is known is gone, the next refresh begins anew.</summary>
    public void Forget(int posts)
    {
        lock (_lock) _gone += posts;
    }

    /// <summary>Learns the posts that were stored since the last call, by whichever process. A run that goes on meanwhile misses nothing.</summary>
    public async Task RefreshAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            long after;
            lock (_lock)
            {
                if (_gone > _known.Count / 2)
                {
                    (_next, _gone, _lastId) = ([], 0, 0);
                    _recent.Clear();
                }

                after = _lastId - MayAppearLate;
            }

            var ids = await db.Posts.Where(post => post.Id > after).OrderBy(post => post.Id).Select(post => post.Id).ToListAsync(cancellationToken);
            var last = ids.Count == 0 ? 0 : ids[^1];
            lock (_lock) ids.RemoveAll(_recent.Contains);
            foreach (var chunk in ids.Chunk(RowsAtOnce)) await ReadAsync(db, chunk, cancellationToken);
            lock (_lock)
            {
                // Only now: a post that this process stored meanwhile says nothing about what others stored before it.
                _lastId = Math.Max(_lastId, last);
                _recent.RemoveWhere(id => id <= _lastId - MayAppearLate);
                if (_next is not null) (_known, _next) = (_next, null);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _turn.Dispose();

    private async Task ReadAsync(ListeningDbContext db, long[] ids, CancellationToken cancellationToken)
    {
        var rows = await db.Posts.AsNoTracking().Where(post => EF.Parameter(ids).Contains(post.Id))
            .Select(post => new { post.Id, post.SourceId, post.Content, post.KeyId, post.IdHash }).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            if (content.Open(row.Content, row.KeyId, row.IdHash) is not { } post) continue;
            lock (_lock) Note(row.SourceId, post, row.Id);
        }
    }

    private void Note(int sourceId, Post post, long postId)
    {
        Note(Key(sourceId, post.Id));
        if (post.Author.Id is { Length: > 0 } author) Note(AuthorKey(sourceId, author));
        _recent.Add(postId);
    }

    private void Note(int key)
    {
        _known.Add(key);
        _next?.Add(key);
    }

    // Authors stand among the posts: a key that happens to be both costs one look-up.
    private static int AuthorKey(int sourceId, string authorId) => HashCode.Combine(sourceId, authorId.GetHashCode(StringComparison.Ordinal), nameof(Author));

    private static int Key(int sourceId, string nativeId) => HashCode.Combine(sourceId, nativeId.GetHashCode(StringComparison.Ordinal));
}
