using System.Globalization;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Watches;

/// <summary>
/// Whether a search that is aimed at one account may run: somebody has allowed to watch it, not too long ago, and not too
/// much was taken since. An authority's own account, by the register's handles, needs none of this.
/// </summary>
public sealed class WatchGate(
    IDbContextFactory<ListeningDbContext> databases, AttentionReader attention, OfficialAccounts official, AttentionSettings settings, TimeProvider time)
{
    private const string Missing =
        "This search is aimed at one account, and no watch of it is allowed, so it does not run. Ask for one on the page Watches or with the command: listening watch ask.";

    private const string Waiting = "This search is aimed at one account, and its watch waits for an authoriser. It runs when the watch is allowed on the page Watches.";

    private const string Over =
        "The watch of this account is over, so the search does not run. Ask for its renewal on the page Watches or with the command: listening watch ask.";

    /// <summary>Why a search may not run, for staff; null when it may.</summary>
    public Task<string?> RefusalAsync(ActiveSearch search, CancellationToken cancellationToken) => RefusalAsync(search.Id, search.Kind, search.Target, cancellationToken);

    /// <summary>Why a search may not run, for staff; null when it may.</summary>
    public async Task<string?> RefusalAsync(int searchId, SearchKind kind, string? target, CancellationToken cancellationToken)
    {
        if (!kind.IsOfOneAccount() || target is null) return null;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var refusal = await RefusalAsync(db, searchId, target, cancellationToken);
        // Only asked when it matters: most account searches have a watch, and the register is long.
        return refusal is null || await official.HasAsync(target, cancellationToken) ? null : refusal;
    }

    /// <summary>Why a search that is not saved as it is here may not be tried out; null when it may. A trial would look at the account already.</summary>
    public async Task<string?> TrialRefusalAsync(SearchDraft draft, CancellationToken cancellationToken)
    {
        if (!draft.Kind.IsOfOneAccount() || draft.Target is not { } target) return null;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var saved = await db.SavedSearches.AsNoTracking().SingleOrDefaultAsync(
            row => row.Name == draft.Name && row.RemovedAt == null && row.Kind == draft.Kind && row.Target == target, cancellationToken);
        return await RefusalAsync(saved?.Id ?? 0, draft.Kind, target, cancellationToken);
    }

    private async Task<string?> RefusalAsync(ListeningDbContext db, int searchId, string target, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var allowed = await WatchCover.InForce(db, now).Where(watch => watch.SearchId == searchId).MaxAsync(watch => watch.DecidedAt, cancellationToken);
        if (allowed is { } decided)
        {
            var (captures, _) = await attention.OfAccountAsync(db, target, decided, cancellationToken);
            return captures >= settings.BlockCaptures ? Blocked(captures) : null;
        }

        var states = await db.Watches.Where(watch => watch.SearchId == searchId && watch.State != WatchState.Refused).Select(watch => watch.State).ToListAsync(cancellationToken);
        return states.Count == 0 ? Missing : states.Contains(WatchState.Asked) ? Waiting : Over;
    }

    private string Blocked(int captures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{captures} posts of this account were stored since its watch was allowed. At {settings.BlockCaptures} the search stops until the watch is renewed: ask for it on the page Watches.");
}
