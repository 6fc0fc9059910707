using System.Linq.Expressions;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Retention;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Retention;

/// <summary>What other rules do to the posts that are held already: they can go sooner, never later.</summary>
/// <remarks>
/// A longer limit counts for what is collected from then on: the key of a collection day dies at the time that was
/// promised when it was made.
/// </remarks>
public sealed class RuleChange(RetentionSettings settings, TimeProvider time)
{
    /// <summary>Another process goes on under the earlier rules until its own next purge; what it collects meanwhile is looked at too.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    private (int Version, DateTimeOffset SeenAt) _seen;
    private int _settled;

    /// <summary>How many held posts would go sooner.</summary>
    public async Task<int> CountSoonerAsync(ListeningDbContext db, RetentionPolicy rules, CancellationToken cancellationToken)
    {
        var sooner = 0;
        foreach (var (limit, posts) in await ShortenedAsync(db, rules, cancellationToken))
            sooner += await db.Posts.CountAsync(posts, cancellationToken);
        return sooner;
    }

    /// <summary>Brings the held posts under the rules, in bounded batches. Done again it changes nothing.</summary>
    /// <remarks>
    /// It looks at every held post, which takes seconds for a million, so it is left out when there were no other rules, and
    /// once these have been in force for an hour. It looks without the writer's lock: an update that finds nothing would keep others from writing.
    /// </remarks>
    /// <returns>How many go sooner now.</returns>
    public async Task<int> ApplyAsync(ListeningDbContext db, RetentionPolicy rules, CancellationToken cancellationToken)
    {
        var earlier = await db.RetentionRuleSets.AnyAsync(set => set.Version < rules.Version, cancellationToken);
        if (!earlier || _settled == rules.Version) return 0;
        var now = time.GetUtcNow();
        if (_seen.Version != rules.Version) _seen = (rules.Version, now);
        var changed = 0;
        foreach (var (limit, posts) in await ShortenedAsync(db, rules, cancellationToken))
        {
            var hours = limit.Hours;
            while (true)
            {
                var batch = await db.Posts.Where(posts).OrderBy(post => post.Id).Take(settings.BatchSize).Select(post => post.Id).ToArrayAsync(cancellationToken);
                if (batch.Length == 0) break;
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                changed += await db.Posts.Where(posts).Where(post => EF.Parameter(batch).Contains(post.Id)).ExecuteUpdateAsync(
                    row => row.SetProperty(p => p.DueAt, p => p.CollectedAt.AddHours(hours))
                        .SetProperty(p => p.Rule, limit.Rule).SetProperty(p => p.RulesVersion, rules.Version),
                    cancellationToken);
                await ItemLimits.FollowAsync(db, batch, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }

        if (now - _seen.SeenAt >= Settling) _settled = rules.Version;
        return changed;
    }

    // Only posts of earlier versions are looked at: whatever is collected under these rules keeps them already.
    private static async Task<List<(RetentionLimit Limit, Expression<Func<PostRow, bool>> Posts)>> ShortenedAsync(
        ListeningDbContext db, RetentionPolicy rules, CancellationToken cancellationToken)
    {
        var version = rules.Version;
        var shortened = new List<(RetentionLimit, Expression<Func<PostRow, bool>>)>();
        foreach (var source in await db.Sources.AsNoTracking().Select(source => new { source.Id, source.Name }).ToListAsync(cancellationToken))
        {
            var sourceId = source.Id;
            var usual = rules.AtCollection(source.Name);
            var noise = rules.AsNoise(usual);
            var (usualHours, noiseHours) = (usual.Hours, noise.Hours);
            shortened.Add((noise, post => post.SourceId == sourceId && post.RulesVersion != version && post.Rule == RetentionRule.Noise
                && post.DueAt > post.CollectedAt.AddHours(noiseHours)));
            shortened.Add((usual, post => post.SourceId == sourceId && post.RulesVersion != version
                && (post.Rule == RetentionRule.Standard || post.Rule == RetentionRule.Platform)
                && post.DueAt > post.CollectedAt.AddHours(usualHours)));
            if (usual.Rule != RetentionRule.Platform) continue;
            shortened.Add((usual, post => post.SourceId == sourceId && post.RulesVersion != version && post.Rule == RetentionRule.Meeting
                && post.DueAt > post.CollectedAt.AddHours(usualHours)));
        }

        return shortened;
    }
}
