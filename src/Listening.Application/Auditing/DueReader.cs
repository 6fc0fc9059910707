using Listening.Application.Storage;
using Listening.Core.Retention;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>Holds what was due against what was done, by the day on which it was due.</summary>
public sealed class DueReader(IDbContextFactory<ListeningDbContext> databases, TimeProvider time)
{
    /// <summary>One row for each day, oldest first.</summary>
    /// <param name="days">The days, oldest first, without gaps.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<DueDay>> ReadAsync(IReadOnlyList<LogDay> days, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var deleted = await DeletedAsync(db, days, cancellationToken);
        var held = await HeldAsync(db, days, cancellationToken);
        return [.. days.Select((day, place) =>
        {
            var done = deleted[place].ToList();
            return new DueDay(
                day.Day,
                done.GroupBy(group => group.Rule).ToDictionary(rule => rule.Key, rule => rule.Sum(group => group.Posts)),
                held[place].Where(group => group.OnHold).Sum(group => group.Posts),
                held[place].Where(group => !group.OnHold).Sum(group => group.Posts),
                done.Select(group => group.Largest).DefaultIfEmpty().Max(),
                Lateness.Median(done.Select(group => (group.Middle, (long)group.Posts))));
        })];
    }

    // By purge and by the day of the month of the oldest due time: as many groups as purges, however many entries. The
    // oldest of each says on which day it counts.
    private static async Task<ILookup<int, DeletedGroup>> DeletedAsync(ListeningDbContext db, IReadOnlyList<LogDay> days, CancellationToken cancellationToken)
    {
        var from = days[0].From;
        var groups = await db.DeletionLog
            .Where(entry => entry.At >= from && entry.Reason == DeletionReason.LimitPassed)
            .GroupBy(entry => new { entry.At, entry.Rule, entry.OldestDueAt.Day })
            .Select(group => new
            {
                group.Key.At,
                group.Key.Rule,
                Posts = group.Sum(entry => entry.Posts),
                Oldest = group.Min(entry => entry.OldestDueAt),
                Newest = group.Max(entry => entry.NewestDueAt),
            }).ToListAsync(cancellationToken);
        return groups.ToLookup(
            group => LogDay.PlaceOf(days, group.Oldest),
            group => new DeletedGroup(
                group.Rule, group.Posts, Lateness.Of(group.At - group.Oldest),
                (Lateness.Of(group.At - group.Oldest) + Lateness.Of(group.At - group.Newest)) / 2));
    }

    private async Task<ILookup<int, HeldGroup>> HeldAsync(ListeningDbContext db, IReadOnlyList<LogDay> days, CancellationToken cancellationToken)
    {
        var (from, now) = (days[0].From, time.GetUtcNow().UtcDateTime);
        var groups = await db.Posts.Where(post => post.DueAt >= from && post.DueAt < now)
            .GroupBy(post => new { OnHold = post.Holds > 0, post.DueAt.Date, post.DueAt.Hour })
            .Select(group => new { group.Key.OnHold, Posts = group.Count(), First = group.Min(post => post.DueAt) })
            .ToListAsync(cancellationToken);
        return groups.ToLookup(group => LogDay.PlaceOf(days, group.First), group => new HeldGroup(group.OnHold, group.Posts));
    }

    private sealed record DeletedGroup(RetentionRule Rule, int Posts, TimeSpan Largest, TimeSpan Middle);

    private sealed record HeldGroup(bool OnHold, int Posts);
}
