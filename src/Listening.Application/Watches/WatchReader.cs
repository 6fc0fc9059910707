using Listening.Application.Storage;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Watches;

/// <summary>Reads the watches, for people. Reading changes nothing.</summary>
public sealed class WatchReader(IDbContextFactory<ListeningDbContext> databases, AttentionReader attention, AttentionSettings settings, TimeProvider time)
{
    /// <summary>All watches: those that wait first, then those in force, then the others; the newest of each first.</summary>
    public Task<IReadOnlyList<WatchSummary>> ListAsync(CancellationToken cancellationToken) => ReadAsync(null, cancellationToken);

    /// <summary>The watches of one search, in the same order.</summary>
    public Task<IReadOnlyList<WatchSummary>> OfSearchAsync(int searchId, CancellationToken cancellationToken) => ReadAsync(searchId, cancellationToken);

    /// <summary>Names of the searches that are aimed at one account, for the form that asks.</summary>
    public async Task<IReadOnlyList<string>> SearchesAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.SavedSearches.Where(search => search.RemovedAt == null && (search.Kind == SearchKind.Account || search.Kind == SearchKind.AccountWithComments))
            .OrderBy(search => search.Name).Select(search => search.Name).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<WatchSummary>> ReadAsync(int? searchId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var searches = await db.SavedSearches.AsNoTracking().ToDictionaryAsync(search => search.Id, cancellationToken);
        var rows = (await db.Watches.AsNoTracking().Where(row => searchId == null || row.SearchId == searchId).ToListAsync(cancellationToken)).OrderBy(row => StandingOf(row, now)).ThenByDescending(row => row.Id).ToList();
        var newest = rows.Where(row => row.State != WatchState.Refused).GroupBy(row => row.SearchId).ToDictionary(same => same.Key, same => same.Max(row => row.Id));
        var watches = new List<WatchSummary>();
        foreach (var row in rows) watches.Add(await SummariseAsync(db, row, searches.GetValueOrDefault(row.SearchId), newest.GetValueOrDefault(row.SearchId) == row.Id, now, cancellationToken));
        return watches;
    }

    private static WatchStanding StandingOf(WatchRow row, DateTime now) => row.State switch
    {
        WatchState.Asked => WatchStanding.Asked,
        WatchState.Refused => WatchStanding.Refused,
        WatchState.Allowed => row.ExpiresAt > now ? WatchStanding.Allowed : WatchStanding.Expired,
        _ => row.EndedAt is { } ended && ended == row.ExpiresAt ? WatchStanding.Expired : WatchStanding.Ended,
    };

    private async Task<WatchSummary> SummariseAsync(
        ListeningDbContext db, WatchRow row, SavedSearchRow? search, bool isNewest, DateTime now, CancellationToken cancellationToken)
    {
        var standing = StandingOf(row, now);
        var inForce = standing == WatchStanding.Allowed;
        var target = search is { RemovedAt: null } && search.Kind.IsOfOneAccount() ? search.Target : null;
        var got = target is null ? new AccountAttention(0, 0) : await attention.OfAccountAsync(db, target, inForce ? row.DecidedAt : null, cancellationToken);
        var renewable = target is not null && isNewest && (standing is WatchStanding.Expired or WatchStanding.Ended
            || (inForce && (now >= row.ExpiresAt!.Value.AddDays(-WatchService.RenewalDays) || got.Captures >= settings.BlockCaptures || got.Views >= settings.BlockViews)));
        return new WatchSummary(
            row, standing, search?.Name ?? "", target, got, inForce ? (int)Math.Ceiling((row.ExpiresAt!.Value - now).TotalDays) : null, renewable);
    }
}
