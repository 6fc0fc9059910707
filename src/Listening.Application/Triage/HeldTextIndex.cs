using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>The newest held posts, opened, in memory only: what a text search of the queues runs on.</summary>
/// <remarks>
/// The database holds ciphertext, so it cannot search. Bounded by a number of posts; emptied whenever posts are edited
/// or deleted and at every purge, so that it never outlives what it copies.
/// </remarks>
public sealed class HeldTextIndex(IDbContextFactory<ListeningDbContext> databases, PostContent content, TimeProvider time) : IDisposable
{
    /// <summary>Posts held at most; older ones are not found by text.</summary>
    public const int MostPosts = 50_000;

    private readonly SemaphoreSlim _turn = new(1);
    private SortedDictionary<long, Entry> _posts = [];
    private long _lastId;

    /// <summary>Posts held at the moment.</summary>
    public int Count => _posts.Count;

    /// <summary>Numbers of the held posts that the query matches, newest first, not yet due.</summary>
    public Task<IReadOnlyList<long>> FindAsync(Query query, CancellationToken cancellationToken) =>
        MatchAsync<IReadOnlyList<long>>(query, matching => [.. matching.Select(entry => entry.Key)], cancellationToken);

    /// <summary>What the query would have found among the posts that are held now.</summary>
    /// <param name="query">The query.</param>
    /// <param name="most">Posts to give back at most, newest first.</param>
    /// <param name="cancellationToken">Stops the reading of what is held.</param>
    public Task<SearchPreview> PreviewAsync(Query query, int most, CancellationToken cancellationToken) => MatchAsync(
        query,
        entries =>
        {
            var matching = entries.Select(entry => entry.Value.Post).ToList();
            return new SearchPreview(_posts.Count, matching.Count, [.. matching.Take(most)]);
        },
        cancellationToken);

    /// <summary>Forgets everything; the next search reads what is held then.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        (_posts, _lastId) = ([], 0);
        _turn.Release();
    }

    /// <summary>Forgets everything.</summary>
    public void Dispose()
    {
        _posts = [];
        _turn.Dispose();
    }

    private async Task<T> MatchAsync<T>(Query query, Func<IEnumerable<KeyValuePair<long, Entry>>, T> read, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(cancellationToken);
            return read(Matching(query));
        }
        finally
        {
            _turn.Release();
        }
    }

    private IEnumerable<KeyValuePair<long, Entry>> Matching(Query query)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var set = SearchSet.Build([KeyValuePair.Create(0, query)]);
        var found = new List<int>();
        return _posts.Reverse().Where(entry =>
        {
            found.Clear();
            if (entry.Value.DueAt > now) set.Match(entry.Value.Post, found);
            return found.Count > 0;
        });
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = db.Posts.AsNoTracking().Where(post => post.Id > _lastId).OrderByDescending(post => post.Id).Take(MostPosts)
            .Select(post => new { post.Id, post.IdHash, post.Content, post.KeyId, post.DueAt });
        var newest = _lastId;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            newest = Math.Max(newest, row.Id);
            if (content.Open(row.Content, row.KeyId, row.IdHash) is { } post) _posts[row.Id] = new Entry(post, row.DueAt);
        }

        _lastId = newest;
        while (_posts.Count > MostPosts) _posts.Remove(_posts.First().Key);
    }

    private sealed record Entry(Post Post, DateTime DueAt);
}

/// <summary>What a query would have found.</summary>
/// <param name="Held">Posts that were looked at: the newest <see cref="HeldTextIndex.MostPosts"/> at most.</param>
/// <param name="Matching">How many of them match.</param>
/// <param name="Newest">The newest of these.</param>
public sealed record SearchPreview(int Held, int Matching, IReadOnlyList<Post> Newest);
