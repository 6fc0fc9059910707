using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Watches;

/// <summary>Reads the meter of attention. What came before an allowed watch does not count against it.</summary>
public sealed class AttentionReader(IContentKeys keys, OfficialAccounts official, AttentionSettings settings, TimeProvider time)
{
    /// <summary>The first day that is added up.</summary>
    public static DateOnly FirstDay(DateTime now) => DateOnly.FromDateTime(now).AddDays(1 - AttentionSettings.Days);

    /// <summary>What is to be said of the authors of these posts, by the post's number; nothing of most.</summary>
    internal async Task<IReadOnlyDictionary<long, AuthorAttention>> OfAsync(ListeningDbContext db, IReadOnlyList<PostRow> posts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (first, said) = (FirstDay(now), new Dictionary<long, AuthorAttention>());
        var hashes = posts.Select(post => post.AuthorHash).DistinctBy(Convert.ToHexString).ToArray();
        var days = (await db.Attention.AsNoTracking().Where(row => hashes.Contains(row.AuthorHash) && row.Day >= first).ToListAsync(cancellationToken))
            .ToLookup(row => Convert.ToHexString(row.AuthorHash), StringComparer.Ordinal);
        var loud = new List<PostRow>();
        foreach (var same in posts.GroupBy(post => Convert.ToHexString(post.AuthorHash), StringComparer.Ordinal))
        {
            if (IsLoud(days[same.Key]) && !await official.HasAsync(same.First().AuthorHash, cancellationToken)) loud.AddRange(same);
        }

        if (loud.Count == 0) return said;
        var covered = await WatchCover.OfAsync(db, keys, loud, now, cancellationToken);
        foreach (var post in loud)
        {
            var watched = covered.TryGetValue(post.Id, out var decided);
            var counted = days[Convert.ToHexString(post.AuthorHash)].Where(row => !watched || IsSince(row.Day, decided)).ToList();
            if (IsLoud(counted)) said[post.Id] = new AuthorAttention(counted.Sum(row => row.Captures), counted.Sum(row => row.Views), settings.BlockViews, watched);
        }

        return said;
    }

    /// <summary>Which of these posts are shown to nobody.</summary>
    internal async Task<IReadOnlySet<long>> ClosedAsync(ListeningDbContext db, IReadOnlyList<long> postIds, CancellationToken cancellationToken)
    {
        var posts = await db.Posts.AsNoTracking().Where(post => EF.Parameter(postIds).Contains(post.Id)).ToListAsync(cancellationToken);
        return (await OfAsync(db, posts, cancellationToken)).Where(said => said.Value.IsClosed).Select(said => said.Key).ToHashSet();
    }

    /// <summary>The attention that the account of a search got.</summary>
    /// <param name="db">The database.</param>
    /// <param name="target">The account as the search names it.</param>
    /// <param name="decided">When its watch was allowed: only what came after is counted; null when none is in force.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<AccountAttention> OfAccountAsync(ListeningDbContext db, string target, DateTime? decided, CancellationToken cancellationToken)
    {
        var (author, first) = (keys.HashAuthor(new Author(Handle: target)), FirstDay(time.GetUtcNow().UtcDateTime));
        var days = await db.Attention.AsNoTracking().Where(row => row.AuthorHash == author && row.Day >= first).ToListAsync(cancellationToken);
        var counted = days.FindAll(row => decided is not { } since || IsSince(row.Day, since));
        return new AccountAttention(counted.Sum(row => row.Captures), counted.Sum(row => row.Views));
    }

    // The days are counted whole: of the one on which it was decided nobody can tell what came before.
    private static bool IsSince(DateOnly day, DateTime decided) => day > DateOnly.FromDateTime(decided);

    private bool IsLoud(IEnumerable<AttentionRow> days) => days.Sum(row => row.Views) >= settings.WarnViews || days.Sum(row => row.Captures) >= settings.WarnCaptures;
}

/// <summary>The attention that an account got.</summary>
/// <param name="Captures">Posts of it that were stored.</param>
/// <param name="Views">Times that posts of it were opened.</param>
public sealed record AccountAttention(int Captures, int Views);
