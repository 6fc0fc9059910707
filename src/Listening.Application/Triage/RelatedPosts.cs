using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Posts;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Finds the posts of the same thread and those that say nearly the same, among all that are held.</summary>
/// <remarks>
/// The database holds ciphertext, so it cannot. In memory stand a post's number and a few hashes that are this process's
/// own; whatever they point to is opened and compared before it is shown, so a deleted post never is.
/// </remarks>
public sealed class RelatedPosts(
    IDbContextFactory<ListeningDbContext> databases, ITriageReader triage, PostContent content, TimeProvider time) : IDisposable
{
    /// <summary>Posts known at most; older ones are not found.</summary>
    public const int MostPosts = 300_000;

    private const int MostShown = 20;
    private const int MostOpened = 100;

    // A page does not wait for the first reading of everything; it shows what is known by then.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(300);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<Known> _posts = [];
    private long _lastId;

    /// <summary>What belongs to an item's post, of the queues that whoever asks may see.</summary>
    public async Task<RelatedItems> OfAsync(long itemId, IReadOnlyCollection<TriageQueue> queues, CancellationToken cancellationToken)
    {
        // SQLite reads on the caller's thread, which is not to wait.
        var reading = Task.Run(RefreshAsync, CancellationToken.None);
        if (await Task.WhenAny(reading, Task.Delay(LongestWait, TimeProvider.System, cancellationToken)) == reading) await reading;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if ((await OpenAsync(db, [itemId], queues, cancellationToken)).GetValueOrDefault(itemId) is not { } post) return RelatedItems.None;

        var candidates = Candidates(itemId, Thread(post), TextSketch.Of(post));
        var open = await OpenAsync(db, candidates, queues, cancellationToken);
        var runs = TextSketch.Runs(post);
        var sameThread = open.Where(other => IsSameThread(other.Value, post)).OrderBy(other => other.Value.CreatedAt).Select(other => other.Key).Take(MostShown).ToList();
        var alike = open.Where(other => TextSketch.Shared(runs, TextSketch.Runs(other.Value)) >= TextSketch.Alike).Select(other => other.Key).OrderDescending().ToList();
        var shown = (await triage.FindAllAsync([.. sameThread.Union(alike.Take(MostShown))], cancellationToken)).ToDictionary(item => item.Id);
        return new RelatedItems(
            [.. sameThread.Select(id => shown.GetValueOrDefault(id)).OfType<ItemView>()],
            [.. alike.Take(MostShown).Select(id => shown.GetValueOrDefault(id)).OfType<ItemView>()],
            alike.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // Newest first: what is said just now is what people want to see together.
    private List<long> Candidates(long itemId, int thread, Vector256<int> sketch)
    {
        var (found, sameThread, similar) = (new List<long>(), 0, 0);
        lock (_posts)
        {
            var posts = CollectionsMarshal.AsSpan(_posts);
            for (var at = posts.Length - 1; at >= 0; at--)
            {
                ref readonly var known = ref posts[at];
                if (known.Id == itemId) continue;
                if ((known.Thread == thread && sameThread++ < MostOpened) || (Vector256.EqualsAny(known.Sketch, sketch) && similar++ < MostOpened)) found.Add(known.Id);
            }
        }

        return found;
    }

    private async Task RefreshAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            var (last, now) = (_lastId, time.GetUtcNow().UtcDateTime);
            var rows = db.Posts.AsNoTracking().Where(post => post.Id > last && post.DueAt > now).OrderByDescending(post => post.Id).Take(MostPosts)
                .Select(post => new { post.Id, post.IdHash, post.Content, post.KeyId });
            var read = new List<Known>();
            await foreach (var row in rows.AsAsyncEnumerable())
            {
                _lastId = Math.Max(_lastId, row.Id);
                if (content.Open(row.Content, row.KeyId, row.IdHash) is { } post) read.Add(new Known(row.Id, Thread(post), TextSketch.Of(post)));
            }

            lock (_posts)
            {
                read.Reverse();
                _posts.AddRange(read);
                if (_posts.Count > MostPosts) _posts.RemoveRange(0, _posts.Count - MostPosts);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Dictionary<long, Post>> OpenAsync(ListeningDbContext db, IReadOnlyList<long> ids, IReadOnlyCollection<TriageQueue> queues, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await (
            from item in db.TriageItems.AsNoTracking()
            join post in db.Posts on item.PostId equals post.Id
            where EF.Parameter(ids).Contains(item.PostId) && EF.Parameter(queues).Contains(item.Queue) && post.DueAt > now
            select new { post.Id, post.IdHash, post.Content, post.KeyId }).ToListAsync(cancellationToken);
        var opened = new Dictionary<long, Post>();
        foreach (var row in rows)
        {
            if (content.Open(row.Content, row.KeyId, row.IdHash) is { } post) opened.Add(row.Id, post);
        }

        return opened;
    }

    private static int Thread(Post post) => HashCode.Combine(post.Source, post.Conversation ?? post.ReplyTo ?? post.Id);

    // Hashes can meet by chance; the ids decide.
    private static bool IsSameThread(Post one, Post other) =>
        one.Source == other.Source && (one.Conversation ?? one.ReplyTo ?? one.Id) == (other.Conversation ?? other.ReplyTo ?? other.Id);

    private readonly record struct Known(long Id, int Thread, Vector256<int> Sketch);
}

/// <summary>What belongs to an item.</summary>
/// <param name="Thread">Other posts of its thread, oldest first.</param>
/// <param name="Similar">The newest posts that say nearly the same.</param>
/// <param name="SimilarCount">How many there are of these.</param>
public sealed record RelatedItems(IReadOnlyList<ItemView> Thread, IReadOnlyList<ItemView> Similar, int SimilarCount)
{
    /// <summary>Nothing belongs to it.</summary>
    public static RelatedItems None { get; } = new([], [], 0);
}
