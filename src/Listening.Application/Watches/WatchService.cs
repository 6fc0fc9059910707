using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Watches;

/// <summary>Asks for watches of individuals' accounts, decides them and ends them. Who asks never decides.</summary>
public sealed class WatchService(
    IDbContextFactory<ListeningDbContext> databases, WatchKeeper keeper, AttentionReader attention, OfficialAccounts official, AttentionSettings settings)
{
    /// <summary>Days before the end from which a renewal can be asked for.</summary>
    public const int RenewalDays = 7;

    /// <summary>Asks for a watch, or for the renewal of one. It allows nothing before an authoriser has decided.</summary>
    public async Task<WatchResult> AskAsync(WatchDraft draft, OperationContext operation, CancellationToken cancellationToken)
    {
        var (necessity, proportionality) = (WatchText.Clean(draft.Necessity), WatchText.Clean(draft.Proportionality));
        if (WatchText.RefusalOf(necessity, "why nothing less would do") is { } unnecessary) return WatchResult.Refused(unnecessary, WatchField.Necessity);
        if (WatchText.RefusalOf(proportionality, "why it is not more than the purpose needs") is { } tooMuch) return WatchResult.Refused(tooMuch, WatchField.Proportionality);
        if (WatchText.AreSame(necessity, proportionality))
            return WatchResult.Refused("Proportionality is another question than necessity: say how far the watch goes, and why the gain outweighs that.", WatchField.Proportionality);
        await keeper.ExpireAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var search = await db.SavedSearches.AsNoTracking().SingleOrDefaultAsync(row => row.Name == draft.Search && row.RemovedAt == null, cancellationToken);
        if (search is null) return WatchResult.Refused($"There is no search named {draft.Search}.", WatchField.Search);
        if (await RefusalOfAsync(db, search, operation.At, cancellationToken) is { } refusal) return WatchResult.Refused(refusal, WatchField.Search);
        var row = new WatchRow
        {
            SearchId = search.Id,
            State = WatchState.Asked,
            Necessity = necessity,
            Proportionality = proportionality,
            AskedBy = operation.Actor,
            AskedAt = operation.At,
        };
        db.Watches.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        db.Record(operation, AuditEvents.WatchAsked, WatchKeeper.SubjectOf(row.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return WatchResult.Done(row.Id);
    }

    /// <summary>Allows a watch for <see cref="AttentionSettings.Days"/> days, in the place of the one that it renews, or refuses it.</summary>
    public async Task<WatchResult> DecideAsync(int watchId, bool allow, OperationContext operation, CancellationToken cancellationToken)
    {
        if (!int.TryParse(operation.Actor, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return WatchResult.Refused("A watch is decided by an authoriser who is signed in, on the page Watches.");
        await keeper.ExpireAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var watch = await db.Watches.AsNoTracking().SingleOrDefaultAsync(row => row.Id == watchId, cancellationToken);
        if (watch is not { State: WatchState.Asked }) return NoneWaits(watchId);
        if (string.Equals(watch.AskedBy, operation.Actor, StringComparison.Ordinal)) return WatchResult.Refused("Somebody else than who asked for the watch has to decide it.");
        var (state, expires) = allow ? (WatchState.Allowed, operation.At.AddDays(AttentionSettings.Days)) : (WatchState.Refused, (DateTime?)null);
        // The first of two who decide at once has decided.
        var decided = await db.Watches.Where(row => row.Id == watchId && row.State == WatchState.Asked).ExecuteUpdateAsync(
            row => row.SetProperty(w => w.State, state).SetProperty(w => w.DecidedBy, operation.Actor).SetProperty(w => w.DecidedAt, operation.At).SetProperty(w => w.ExpiresAt, expires),
            cancellationToken);
        if (decided == 0) return NoneWaits(watchId);
        if (allow) await ReplaceAsync(db, watch.SearchId, watchId, operation, cancellationToken);
        db.Record(operation, allow ? AuditEvents.WatchAllowed : AuditEvents.WatchRefused, WatchKeeper.SubjectOf(watchId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return WatchResult.Done(watchId);
    }

    /// <summary>Ends a watch before its time, or withdraws one that was asked for. What was collected stays until its limits pass.</summary>
    public async Task<WatchResult> EndAsync(int watchId, OperationContext operation, CancellationToken cancellationToken)
    {
        await keeper.ExpireAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ended = await db.Watches.Where(row => row.Id == watchId && (row.State == WatchState.Asked || row.State == WatchState.Allowed)).ExecuteUpdateAsync(
            row => row.SetProperty(w => w.State, WatchState.Ended).SetProperty(w => w.EndedAt, operation.At), cancellationToken);
        if (ended == 0) return WatchResult.Refused($"No watch {Number(watchId)} is asked for or allowed.");
        db.Record(operation, AuditEvents.WatchEnded, WatchKeeper.SubjectOf(watchId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return WatchResult.Done(watchId);
    }

    private async Task<string?> RefusalOfAsync(ListeningDbContext db, SavedSearchRow search, DateTime now, CancellationToken cancellationToken)
    {
        if (!search.Kind.IsOfOneAccount() || search.Target is not { } target) return $"The search {search.Name} is not aimed at one account, so it needs no watch.";
        if (await official.HasAsync(target, cancellationToken)) return $"The account of {search.Name} is a public authority's, by the register. It is no person and needs no watch.";
        if (await db.Watches.AnyAsync(watch => watch.SearchId == search.Id && watch.State == WatchState.Asked, cancellationToken)) return $"A watch for {search.Name} waits for a decision already.";
        var allowed = await WatchCover.InForce(db, now).Where(watch => watch.SearchId == search.Id).OrderByDescending(watch => watch.DecidedAt).FirstOrDefaultAsync(cancellationToken);
        if (allowed?.ExpiresAt is not { } expires || now >= expires.AddDays(-RenewalDays)) return null;
        var since = await attention.OfAccountAsync(db, target, allowed.DecidedAt, cancellationToken);
        return since.Captures >= settings.BlockCaptures || since.Views >= settings.BlockViews
            ? null
            : $"The watch for {search.Name} is allowed. Its renewal can be asked for in its last {Number(RenewalDays)} days, or when its limits of attention are reached.";
    }

    private static async Task ReplaceAsync(ListeningDbContext db, int searchId, int by, OperationContext operation, CancellationToken cancellationToken)
    {
        foreach (var old in await db.Watches.Where(row => row.SearchId == searchId && row.Id != by && row.State == WatchState.Allowed).ToListAsync(cancellationToken))
        {
            (old.State, old.EndedAt) = (WatchState.Ended, operation.At);
            db.Record(operation with { Reason = $"Replaced by its renewal, watch {Number(by)}." }, AuditEvents.WatchEnded, WatchKeeper.SubjectOf(old.Id));
        }
    }

    private static WatchResult NoneWaits(int watchId) => WatchResult.Refused($"No watch {Number(watchId)} waits for a decision.");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
