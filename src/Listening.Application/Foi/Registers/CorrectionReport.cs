using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi.Registers;

/// <summary>What people corrected, as advice for the tables of names. Says nothing of posts or of who corrected.</summary>
public sealed class CorrectionReport(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>Corrections by words and authority, the most frequent first.</summary>
    public async Task<IReadOnlyList<CorrectedWords>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var counts = await db.AuthorityCorrections.GroupBy(row => new { row.Words, row.AuthorityId, row.Kind })
            .Select(same => new { same.Key.Words, same.Key.AuthorityId, same.Key.Kind, Count = same.Count() }).ToListAsync(cancellationToken);
        var ids = counts.Select(count => count.AuthorityId).Distinct().ToList();
        var names = await db.Authorities.Where(row => EF.Parameter(ids).Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        return
        [
            .. counts.GroupBy(count => (count.Words, count.AuthorityId))
                .Select(same => new CorrectedWords(
                    same.Key.Words, names.GetValueOrDefault(same.Key.AuthorityId) ?? "", same.ToDictionary(count => count.Kind, count => count.Count)))
                .OrderByDescending(corrected => corrected.Total).ThenBy(corrected => corrected.Words, StringComparer.Ordinal).ThenBy(corrected => corrected.Authority, StringComparer.Ordinal),
        ];
    }
}

/// <summary>How often words were corrected for an authority.</summary>
/// <param name="Words">The words that were taken for it; null when none were.</param>
/// <param name="Authority">Its official name.</param>
/// <param name="Counts">Corrections by kind.</param>
public sealed record CorrectedWords(string? Words, string Authority, IReadOnlyDictionary<AuthorityCorrectionKind, int> Counts)
{
    /// <summary>All corrections.</summary>
    public int Total => Counts.Values.Sum();
}
