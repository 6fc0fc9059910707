using Listening.Application.Foi;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Meetings;

/// <summary>What is kept for a meeting and can be seen, without opening it: whose, about which authorities, with which signals.</summary>
internal sealed class KeptPosts
{
    private readonly Dictionary<long, KeptPost> _posts;
    private readonly ILookup<int, long> _byAuthority;
    private readonly ILookup<long, PostSignalRow> _signals;

    private KeptPosts(IReadOnlyList<KeptPost> posts, IReadOnlyList<SightingRow> sightings, IReadOnlyList<PostSignalRow> signals)
    {
        _posts = posts.ToDictionary(post => post.Id);
        _byAuthority = sightings.ToLookup(sighting => sighting.AuthorityId, sighting => sighting.PostId);
        _signals = signals.ToLookup(signal => signal.PostId);
        Authorities = [.. _byAuthority.Select(authority => authority.Key).Order()];
        var about = sightings.Select(sighting => sighting.PostId).ToHashSet();
        WithoutAuthority = [.. posts.Select(post => post.Id).Where(id => !about.Contains(id))];
    }

    /// <summary>The authorities that the posts are about.</summary>
    public IReadOnlyList<int> Authorities { get; }

    /// <summary>The posts about none.</summary>
    public IReadOnlyList<long> WithoutAuthority { get; }

    /// <summary>When the last of them is due; null when there is none.</summary>
    public DateTime? LastDueAt => _posts.Count == 0 ? null : _posts.Values.Max(post => post.DueAt);

    /// <summary>The figures of all.</summary>
    public MeetingFigures All => FiguresOf(_posts.Keys);

    /// <summary>Reads what is not due yet.</summary>
    public static async Task<KeptPosts> ReadAsync(ListeningDbContext db, int meetingId, DateTime now, CancellationToken cancellationToken)
    {
        var kept = db.Posts.AsNoTracking().Where(post => post.MeetingId == meetingId && post.DueAt > now);
        var posts = await kept.OrderBy(post => post.Id).Select(post => new KeptPost(post.Id, post.AuthorHash, post.DueAt)).ToListAsync(cancellationToken);
        var ids = posts.ConvertAll(post => post.Id);
        var sightings = ids.Count == 0 ? [] : await db.Sightings.AsNoTracking()
            .Where(sighting => EF.Parameter(ids).Contains(sighting.PostId) && sighting.State == SightingState.Counted).ToListAsync(cancellationToken);
        var signals = ids.Count == 0 ? [] : await db.PostSignals.AsNoTracking()
            .Where(signal => EF.Parameter(ids).Contains(signal.PostId)).OrderBy(signal => signal.Kind).ToListAsync(cancellationToken);
        return new KeptPosts(posts, sightings, signals);
    }

    /// <summary>The posts about an authority.</summary>
    public IReadOnlyList<long> About(int authorityId) => [.. _byAuthority[authorityId].Order()];

    /// <summary>The figures of the posts about an authority.</summary>
    public MeetingFigures FiguresOf(int authorityId) => FiguresOf(_byAuthority[authorityId]);

    /// <summary>The signals of a post.</summary>
    public IReadOnlyList<PostSignalRow> SignalsOf(long postId) => [.. _signals[postId]];

    private MeetingFigures FiguresOf(IEnumerable<long> ids)
    {
        var posts = ids.Select(id => _posts[id]).ToList();
        if (posts.Count == 0) return MeetingFigures.None;
        return new MeetingFigures(
            posts.Count,
            posts.Select(post => Convert.ToHexString(post.AuthorHash)).Distinct(StringComparer.Ordinal).Count(),
            [.. posts.SelectMany(post => _signals[post.Id]).GroupBy(signal => signal.Kind).OrderBy(kind => kind.Key).Select(kind => (kind.Key, kind.Count()))]);
    }

    private sealed record KeptPost(long Id, byte[] AuthorHash, DateTime DueAt);
}
