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
        MatchAsync<IReadOnlyList<long>>([query], matching => [.. matching.Select(entry => entry.Id)], cancellationToken);

    /// <summary>What the query would have found among the posts that are held now.</summary>
    /// <param name="query">The query.</param>
    /// <param name="most">Posts to give back at most, newest first.</param>
    /// <param name="cancellationToken">Stops the reading of what is held.</param>
    public Task<SearchPreview> PreviewAsync(Query query, int most, CancellationToken cancellationToken) => MatchAsync(
        [query],
        entries =>
        {
            var matching = entries.Select(entry => entry.Entry.Post).ToList();
            return new SearchPreview(_posts.Count, matching.Count, [.. matching.Take(most)]);
        },
        cancellationToken);

    /// <summary>The held posts that one of two queries matches, newest first, not yet due.</summary>
    /// <param name="query">The query.</param>
    /// <param name="other">The query it is compared with; null for none.</param>
    /// <param name="cancellationToken">Stops the reading of what is held.</param>
    /// <returns>How many posts were looked at, and those that match, each with which of the two match it.</returns>
    public Task<(int Held, IReadOnlyList<HeldMatch> Matches)> CompareAsync(Query query, Query? other, CancellationToken cancellationToken) =>
        MatchAsync<(int, IReadOnlyList<HeldMatch>)>(
            other is null ? [query] : [query, other],
            entries => (_posts.Count, [.. entries.Select(entry => new HeldMatch(entry.Id, entry.Entry.Post, entry.Found.Contains(0), entry.Found.Contains(1)))]),
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

    private async Task<T> MatchAsync<T>(Query[] queries, Func<IEnumerable<Matching>, T> read, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(cancellationToken);
            return read(Match(queries));
        }
        finally
        {
            _turn.Release();
        }
    }

    private IEnumerable<Matching> Match(Query[] queries)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var set = SearchSet.Build(queries.Index().Select(query => KeyValuePair.Create(query.Index, query.Item)));
        foreach (var (id, entry) in _posts.Reverse())
        {
            var found = new List<int>(queries.Length);
            if (entry.DueAt > now) set.Match(entry.Post, found);
            if (found.Count > 0) yield return new Matching(id, entry, found);
        }
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

    private readonly record struct Matching(long Id, Entry Entry, List<int> Found);
}

/// <summary>What a query would have found.</summary>
/// <param name="Held">Posts that were looked at: the newest <see cref="HeldTextIndex.MostPosts"/> at most.</param>
/// <param name="Matching">How many of them match.</param>
/// <param name="Newest">The newest of these.</param>
public sealed record SearchPreview(int Held, int Matching, IReadOnlyList<Post> Newest);

/// <summary>A held post that one of two queries matches.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Post">The post.</param>
/// <param name="ByQuery">The query matches it.</param>
/// <param name="ByOther">The one it is compared with matches it.</param>
public sealed record HeldMatch(long Id, Post Post, bool ByQuery, bool ByOther);
