using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Listening.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Meetings;

/// <summary>Makes the pack of a meeting: what was said about each authority, with the posts themselves. Nothing of it is stored, so it is gone with its posts.</summary>
public sealed class MeetingPacks(IDbContextFactory<ListeningDbContext> databases, PostContent content, AttentionReader attention)
{
    /// <summary>Makes the pack. It opens posts: whoever shows it notes that first.</summary>
    /// <returns>Null when there is no meeting of that number.</returns>
    public async Task<MeetingPack?> MakeAsync(int meetingId, DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var meeting = await db.Meetings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == meetingId, cancellationToken);
        if (meeting is null) return null;
        var kept = await KeptPosts.ReadAsync(db, meetingId, now, cancellationToken);
        var view = await MeetingReader.ViewAsync(db, meeting, kept, cancellationToken);
        var posts = await (
            from post in db.Posts.AsNoTracking()
            where post.MeetingId == meetingId && post.DueAt > now
            join source in db.Sources on post.SourceId equals source.Id
            select new { post, source.Name }).ToListAsync(cancellationToken);
        var said = await attention.OfAsync(db, posts.ConvertAll(found => found.post), cancellationToken);
        var quoted = posts.ToDictionary(found => found.post.Id, found => Quote(found.post, found.Name, kept, said.GetValueOrDefault(found.post.Id) is { IsClosed: true }));
        return new MeetingPack
        {
            View = view,
            Posts = quoted.Count,
            Authorities =
            [
                .. view.Agenda.Select(point => new PackedAuthority(point.Entry.Row.AuthorityId, point.Entry.Name, point.Entry.Row, point.Now, PostsOf(kept.About(point.Entry.Row.AuthorityId)))),
                .. view.Others.Select(other => new PackedAuthority(other.Id, other.Name, null, other.Now, PostsOf(kept.About(other.Id)))),
            ],
            WithoutAuthority = PostsOf(kept.WithoutAuthority),
        };

        // A post that a purge took between the two questions is left out.
        IReadOnlyList<QuotedPost> PostsOf(IReadOnlyList<long> ids) =>
            [.. ids.Select(quoted.GetValueOrDefault).OfType<QuotedPost>().OrderBy(post => post.WrittenAt).ThenBy(post => post.Id)];
    }

    private QuotedPost Quote(PostRow row, string source, KeptPosts kept, bool isClosed)
    {
        // What the meter of attention has closed is quoted to nobody.
        var post = isClosed ? null : content.Open(row.Content, row.KeyId, row.IdHash);
        return new QuotedPost
        {
            Id = row.Id,
            Post = post is null ? null : post with { Author = Author.Unknown },
            WrittenAt = post?.CreatedAt ?? row.CollectedAt,
            Source = source,
            Signals = [.. kept.SignalsOf(row.Id).Select(signal => new FoiSignalMark(signal.Kind, signal.Marks, signal.Days))],
        };
    }
}
