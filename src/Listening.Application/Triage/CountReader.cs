using Listening.Application.Storage;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Reads what was counted by day and queue, which outlives the items.</summary>
public sealed class CountReader(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>One row for each day and queue in which anything was counted, in order.</summary>
    /// <param name="from">The first day, UTC.</param>
    /// <param name="to">The last day.</param>
    /// <param name="searchId">Only what this saved search found; 0 for all together.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<DayCounts>> ReadAsync(DateOnly from, DateOnly to, int searchId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.TriageCounts.AsNoTracking().Where(count => count.Day >= from && count.Day <= to && count.SearchId == searchId).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => (row.Day, row.Queue)).OrderBy(group => group.Key.Day).ThenBy(group => group.Key.Queue)
            .Select(group => new DayCounts(group.Key.Day, group.Key.Queue, group.ToDictionary(row => row.Kind, row => row.Count)))];
    }
}

/// <summary>What was counted in a queue on a day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Counts">The counts; what did not happen is absent.</param>
public sealed record DayCounts(DateOnly Day, TriageQueue Queue, IReadOnlyDictionary<TriageCountKind, int> Counts)
{
    /// <summary>How often it happened.</summary>
    public int Of(TriageCountKind kind) => Counts.GetValueOrDefault(kind);
}
