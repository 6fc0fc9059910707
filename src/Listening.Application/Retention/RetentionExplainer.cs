using Listening.Application.Holds;
using Listening.Application.Storage;
using Listening.Core.Retention;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Retention;

/// <summary>Says of a held post when it is deleted and why.</summary>
public sealed class RetentionExplainer(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>The explanation; null when no such post is held.</summary>
    public async Task<LimitExplanation?> WhyAsync(long postId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await (
            from post in db.Posts.AsNoTracking()
            where post.Id == postId
            join source in db.Sources on post.SourceId equals source.Id
            join meeting in db.Meetings on post.MeetingId equals meeting.Id into meetings
            from meeting in meetings.DefaultIfEmpty()
            select new { post.CollectedAt, post.DueAt, post.Rule, post.RulesVersion, Source = source.Name, MeetingAt = meeting == null ? (DateTime?)null : meeting.HeldAt, MeetingClosedAt = meeting == null ? null : meeting.ClosedAt })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;

        var rules = await db.RetentionRuleSets.AsNoTracking().SingleAsync(row => row.Version == found.RulesVersion, cancellationToken);
        var holds = await (
            from held in db.HoldPosts.AsNoTracking()
            where held.PostId == postId
            join hold in db.Holds on held.HoldId equals hold.Id
            orderby hold.EndsAt
            select hold).ToListAsync(cancellationToken);
        return new LimitExplanation(
            new LimitedPost(found.CollectedAt, found.DueAt, found.Rule, found.Source, found.MeetingAt, found.MeetingClosedAt),
            RetentionRulebook.PolicyOf(rules),
            holds.ConvertAll(hold => new HoldInForce(hold.Id, hold.Reason.Words(), hold.Reference, hold.EndsAt)));
    }
}
