using Listening.Application.Storage;
using Listening.Core.Foi;
using Listening.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi;

/// <summary>Keeps which authorities held posts are about and what they say of them, and the counts that outlive the posts.</summary>
public sealed class Sightings(IStorageDialect dialect, AuthorityBook book, FoiSignalRules rules)
{
    /// <summary>The register to recognise with; asked for outside any transaction.</summary>
    public Task<KnownAuthorities> KnownAsync(CancellationToken cancellationToken) => book.CurrentAsync(cancellationToken);

    /// <summary>What a post is about and says.</summary>
    internal SightedPost Look(KnownAuthorities known, Post post, string sourceKind)
    {
        var found = known.Recogniser.Find(post);
        var signals = rules.Find(post);
        var state = sourceKind == RequestStates.SourceKind ? RequestStates.Read(post) : null;
        if (state is not null) signals = [state, .. signals.Where(signal => signal.Kind != state.Kind)];
        return new SightedPost([.. found.Authorities.Select(one => known.NumberOf(one.Authority))], [.. found.Possible.Select(known.NumberOf)], signals, state);
    }

    /// <summary>Keeps what was found, in the caller's transaction. What a person has corrected stays as they said.</summary>
    /// <param name="db">With the transaction.</param>
    /// <param name="posts">The held posts by number, and whether an earlier revision was looked at before.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task StoreAsync(ListeningDbContext db, IReadOnlyList<(long PostId, bool IsEdit, SightedPost Found)> posts, CancellationToken cancellationToken)
    {
        var counts = new List<AuthorityCountRow>();
        foreach (var (postId, isEdit, found) in posts)
        {
            if (isEdit)
            {
                await CountAsync(db, postId, -1, counts, cancellationToken);
                await db.PostSignals.Where(row => row.PostId == postId).ExecuteDeleteAsync(cancellationToken);
                await db.Sightings.Where(row => row.PostId == postId).ExecuteDeleteAsync(cancellationToken);
            }
            else if (found.IsNothing)
            {
                continue;
            }

            var corrected = isEdit ? await CorrectedAsync(db, postId, cancellationToken) : [];
            db.Sightings.AddRange(Rows(postId, found, corrected));
            db.PostSignals.AddRange(found.Signals.Select(signal =>
                new PostSignalRow { PostId = postId, Kind = signal.Kind, Marks = signal.Marks, Days = signal.Days, IsState = signal == found.State }));
            await db.SaveChangesAsync(cancellationToken);
            await CountAsync(db, postId, 1, counts, cancellationToken);
        }

        await AddAsync(db, counts, cancellationToken);
    }

    /// <summary>Adds counts to those that are there, in the caller's transaction.</summary>
    internal Task AddAsync(ListeningDbContext db, List<AuthorityCountRow> counts, CancellationToken cancellationToken) => dialect.AddAuthorityCountsAsync(
        db,
        [.. counts.GroupBy(count => (count.Day, count.AuthorityId, count.Kind))
            .Select(group => new AuthorityCountRow { Day = group.Key.Day, AuthorityId = group.Key.AuthorityId, Kind = group.Key.Kind, Count = group.Sum(count => count.Count) })
            .Where(count => count.Count != 0)],
        cancellationToken);

    /// <summary>What a post adds to the counts (or takes from them, with <paramref name="times"/> -1) as it stands in the database now.</summary>
    internal static async Task CountAsync(ListeningDbContext db, long postId, int times, List<AuthorityCountRow> counts, CancellationToken cancellationToken)
    {
        var signals = await db.PostSignals.AsNoTracking().Where(row => row.PostId == postId).ToListAsync(cancellationToken);
        // Praise that is meant the other way round is none.
        signals.RemoveAll(signal => signal.Kind == FoiSignalKind.Praise && signal.Marks.HasFlag(FoiSignalMarks.Sarcastic));
        if (signals.Count == 0) return;
        var about = await db.Sightings.Where(row => row.PostId == postId && row.State == SightingState.Counted).Select(row => row.AuthorityId).ToListAsync(cancellationToken);
        if (about.Count == 0) return;
        var post = await db.Posts.AsNoTracking().Where(row => row.Id == postId).Select(row => new { row.AuthorHash, row.CollectedAt }).SingleAsync(cancellationToken);
        var day = DateOnly.FromDateTime(post.CollectedAt);
        var known = await SpokenOfByAsync(db, postId, post.AuthorHash, day, about, cancellationToken);
        foreach (var authority in about)
        {
            void Add(int kind) => counts.Add(new AuthorityCountRow { AuthorityId = authority, Day = day, Kind = kind, Count = times });
            Add(AuthorityCountKinds.Posts);
            if (!known.Contains(authority)) Add(AuthorityCountKinds.Authors);
            if (signals.Exists(signal => signal.IsState)) Add(AuthorityCountKinds.Corroborated);
            foreach (var signal in signals) Add((int)signal.Kind);
        }
    }

    // The authorities of which the author has another post that counts on that day: they are counted as its author once.
    private static async Task<HashSet<int>> SpokenOfByAsync(
        ListeningDbContext db, long postId, byte[] author, DateOnly day, List<int> about, CancellationToken cancellationToken)
    {
        var (first, next) = (day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        return await (
            from sighting in db.Sightings
            where about.Contains(sighting.AuthorityId) && sighting.State == SightingState.Counted && sighting.PostId != postId
            join post in db.Posts on sighting.PostId equals post.Id
            where post.AuthorHash == author && post.CollectedAt >= first && post.CollectedAt < next && db.PostSignals.Any(signal => signal.PostId == post.Id)
            select sighting.AuthorityId).Distinct().ToHashSetAsync(cancellationToken);
    }

    private static IEnumerable<SightingRow> Rows(long postId, SightedPost found, Dictionary<int, SightingState> corrected) =>
        found.Possible.Select(id => (Id: id, State: SightingState.Possible))
            .Concat(found.Counted.Select(id => (Id: id, State: SightingState.Counted)))
            .Concat(corrected.Select(one => (Id: one.Key, State: one.Value)))
            .GroupBy(one => one.Id)
            .Select(one => new SightingRow { PostId = postId, AuthorityId = one.Key, State = one.Last().State });

    private static async Task<Dictionary<int, SightingState>> CorrectedAsync(ListeningDbContext db, long postId, CancellationToken cancellationToken) =>
        (await db.AuthorityCorrections.AsNoTracking().Where(row => row.PostId == postId).OrderBy(row => row.Id).ToListAsync(cancellationToken))
            .GroupBy(row => row.AuthorityId)
            .ToDictionary(row => row.Key, row => row.Last().Kind == AuthorityCorrectionKind.ThisAuthority ? SightingState.Counted : SightingState.Refused);
}
