using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>Reads the deletion log by day.</summary>
public sealed class DeletionReader(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>Names of all sources that were ever configured.</summary>
    public async Task<IReadOnlyList<string>> SourcesAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Sources.OrderBy(source => source.Name).Select(source => source.Name).ToListAsync(cancellationToken);
    }

    /// <summary>What was deleted, newest day first.</summary>
    /// <param name="days">The days, oldest first, without gaps.</param>
    /// <param name="filter">Which deletions.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<DeletionCount>> CountAsync(IReadOnlyList<LogDay> days, DeletionFilter filter, CancellationToken cancellationToken)
    {
        var (from, to) = (days[0].From, days[^1].To);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var entries = db.DeletionLog.Where(entry => entry.At >= from && entry.At < to);
        if (filter.Rule is { } rule) entries = entries.Where(entry => entry.Rule == rule);
        if (filter.Queue is { } queue) entries = entries.Where(entry => entry.Queue == queue);
        if (filter.Source is { } name) entries = entries.Where(entry => db.Sources.Any(source => source.Id == entry.SourceId && source.Name == name));
        var sources = await db.Sources.ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken);
        // All entries of a purge have its time, so these groups are as many as purges, however many posts there were.
        var groups = await entries
            .GroupBy(entry => new { entry.At, entry.Reason, entry.Rule, entry.SourceId, entry.Queue })
            .Select(group => new { group.Key, Posts = group.Sum(entry => entry.Posts), Oldest = group.Min(entry => entry.OldestDueAt) })
            .ToListAsync(cancellationToken);
        return [.. groups
            .GroupBy(group => (Place: LogDay.PlaceOf(days, group.Key.At), group.Key.Reason, group.Key.Rule, group.Key.SourceId, group.Key.Queue))
            .Select(day => new DeletionCount(
                days[day.Key.Place].Day, day.Key.Reason, day.Key.Rule, sources.GetValueOrDefault(day.Key.SourceId, ""), day.Key.Queue,
                day.Sum(group => group.Posts), Lateness.Of(day.Max(group => group.Key.At - group.Oldest))))
            .OrderByDescending(count => count.Day).ThenBy(count => count.Reason).ThenBy(count => count.Rule)
            .ThenBy(count => count.Source, StringComparer.Ordinal).ThenBy(count => count.Queue)];
    }
}
