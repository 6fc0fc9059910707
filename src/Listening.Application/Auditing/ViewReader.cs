using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>Says how many items each account was shown.</summary>
public sealed class ViewReader(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>One row for each day and account that was shown anything, newest day first.</summary>
    /// <param name="days">The days, oldest first, without gaps.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<ViewCount>> CountAsync(IReadOnlyList<LogDay> days, CancellationToken cancellationToken)
    {
        var (from, to) = (days[0].From, days[^1].To);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // By the hour and by the number in the reason, of which there are few: days begin at another hour in summer.
        var groups = await db.AuditEntries
            .Where(entry => (entry.Event == AuditEvents.ItemViewed || entry.Event == AuditEvents.ItemsViewed) && entry.At >= from && entry.At < to)
            .GroupBy(entry => new { entry.At.Date, entry.At.Hour, entry.Actor, entry.Event, entry.Reason })
            .Select(group => new { Last = group.Max(entry => entry.At), group.Key.Actor, group.Key.Event, group.Key.Reason, Times = group.Count() })
            .ToListAsync(cancellationToken);
        return [.. groups.GroupBy(group => (Place: LogDay.PlaceOf(days, group.Last), group.Actor))
            .OrderByDescending(day => day.Key.Place).ThenBy(day => day.Key.Actor.Length).ThenBy(day => day.Key.Actor, StringComparer.Ordinal)
            .Select(day => new ViewCount(
                days[day.Key.Place].Day,
                day.Key.Actor,
                day.Where(group => group.Event == AuditEvents.ItemViewed).Sum(group => group.Times),
                day.Where(group => group.Event == AuditEvents.ItemsViewed).Sum(group => group.Times),
                day.Where(group => group.Event == AuditEvents.ItemsViewed).Sum(group => group.Times * ViewLog.CountOf(group.Reason))))];
    }
}

/// <summary>What an account was shown on a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Actor">The account's number.</param>
/// <param name="Opened">Items that were opened, each as often as it was.</param>
/// <param name="Lists">Pages of a queue.</param>
/// <param name="Listed">Items on those pages.</param>
public sealed record ViewCount(DateOnly Day, string Actor, int Opened, int Lists, int Listed);
