using System.Globalization;
using System.Text.Json;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Posts;
using Listening.Core.Retention;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Holds;

/// <summary>Asks for holds, decides them by a second person, and lifts them; each with its audit entry.</summary>
public sealed class HoldService(IDbContextFactory<ListeningDbContext> databases, IContentKeys keys, HoldKeeper keeper, TimeProvider time)
{
    /// <summary>The longest a hold lasts; whoever needs it longer asks again.</summary>
    public const int LongestDays = 366;

    private const int MostItems = 10_000;

    /// <summary>What the hold would keep, without asking for it.</summary>
    public async Task<(HoldPreview? Preview, HoldRefusal? Refusal)> PreviewAsync(HoldDraft draft, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (row, refusal) = await RowOfAsync(db, draft, OperationContext.SystemActor, cancellationToken);
        return row is null ? (null, refusal) : (await PreviewAsync(db, row, cancellationToken), null);
    }

    /// <summary>Asks for a hold. It keeps nothing before a second person approves it.</summary>
    public async Task<HoldResult> AskAsync(HoldDraft draft, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (row, refusal) = await RowOfAsync(db, draft, operation.Actor, cancellationToken);
        if (row is null) return HoldResult.Refused(refusal!);
        db.Holds.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        db.Record(operation, AuditEvents.HoldAsked, HoldKeeper.SubjectOf(row.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return HoldResult.Done(row.Id);
    }

    /// <summary>Approves or refuses a hold. When an approval returns, nothing in its scope is deleted any more.</summary>
    public async Task<HoldResult> DecideAsync(int holdId, bool approve, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var hold = await db.Holds.SingleOrDefaultAsync(row => row.Id == holdId, cancellationToken);
        if (hold is not { State: HoldState.Asked }) return HoldResult.Refused($"No hold {Number(holdId)} waits for a decision.");
        if (string.Equals(hold.AskedBy, operation.Actor, StringComparison.Ordinal))
            return HoldResult.Refused("Somebody else than who asked for the hold has to decide it.");
        hold.State = approve ? HoldState.InForce : HoldState.Refused;
        (hold.DecidedBy, hold.DecidedAt) = (operation.Actor, operation.At);
        db.Record(operation, approve ? AuditEvents.HoldApproved : AuditEvents.HoldRefused, HoldKeeper.SubjectOf(holdId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (approve) await keeper.PutOnAsync(hold, cancellationToken);
        return HoldResult.Done(holdId);
    }

    /// <summary>Lifts a hold before its end. What nothing else keeps goes at the next purge, when it is due.</summary>
    public async Task<HoldResult> LiftAsync(int holdId, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hold = await db.Holds.SingleOrDefaultAsync(row => row.Id == holdId, cancellationToken);
        if (hold is not { State: HoldState.Asked or HoldState.InForce }) return HoldResult.Refused($"No hold {Number(holdId)} is in force.");
        (hold.State, hold.LiftedBy, hold.LiftedAt) = (HoldState.Lifted, operation.Actor, operation.At);
        db.Record(operation, AuditEvents.HoldLifted, HoldKeeper.SubjectOf(holdId));
        await db.SaveChangesAsync(cancellationToken);
        await keeper.TakeOffAsync(holdId, cancellationToken);
        return HoldResult.Done(holdId);
    }

    /// <summary>All holds, newest first, with the posts each keeps now.</summary>
    public async Task<IReadOnlyList<HoldSummary>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var counts = await db.HoldPosts.GroupBy(post => post.HoldId).Select(hold => new { Id = hold.Key, Posts = hold.Count() })
            .ToDictionaryAsync(hold => hold.Id, hold => hold.Posts, cancellationToken);
        var searches = await db.SavedSearches.ToDictionaryAsync(search => search.Id, search => search.Name, cancellationToken);
        var holds = new List<HoldSummary>();
        foreach (var row in await db.Holds.AsNoTracking().OrderByDescending(hold => hold.Id).ToListAsync(cancellationToken))
        {
            var preview = row.State == HoldState.Asked ? await PreviewAsync(db, row, cancellationToken) : null;
            var search = row.SearchId is { } id ? searches.GetValueOrDefault(id) : null;
            holds.Add(new HoldSummary(row, search, preview?.Posts ?? counts.GetValueOrDefault(row.Id), preview?.BeyondPlatform ?? 0));
        }

        return holds;
    }

    private static async Task<HoldPreview> PreviewAsync(ListeningDbContext db, HoldRow row, CancellationToken cancellationToken)
    {
        var posts = HoldScope.PostsOf(db, row);
        return new HoldPreview(
            await posts.CountAsync(cancellationToken),
            await posts.CountAsync(post => post.Rule == RetentionRule.Platform, cancellationToken),
            await posts.MinAsync(post => (DateTime?)post.DueAt, cancellationToken));
    }

    private async Task<(HoldRow? Row, HoldRefusal? Refusal)> RowOfAsync(
        ListeningDbContext db, HoldDraft draft, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (CaseReference.RefusalOf(draft.Reference) is { } unusable) return Refuse(HoldField.Reference, unusable);
        if (draft.Items.Count == 0 && draft.Author is null && draft.Search is null)
            return Refuse(HoldField.Items, "A hold names items, an author or a search: one that keeps everything would be no hold but another retention period.");
        if (draft.Items.Count > MostItems) return Refuse(HoldField.Items, $"A hold names {Number(MostItems)} items at most; name a search or an author instead.");
        if (draft.EndsAt <= now || draft.EndsAt > now.AddDays(LongestDays))
            return Refuse(HoldField.Ends, $"A hold ends in the future, {Number(LongestDays)} days ahead at most; when it is needed longer somebody asks again.");
        if (draft.From >= draft.To) return Refuse(HoldField.Days, "The first day of the hold comes after its last.");
        var search = draft.Search is { } name ? await db.SavedSearches.SingleOrDefaultAsync(row => row.Name == name, cancellationToken) : null;
        if (draft.Search is not null && search is null) return Refuse(HoldField.Search, $"There is no search named {draft.Search}.");
        return (new HoldRow
        {
            Reason = draft.Reason,
            Reference = draft.Reference,
            PostIds = draft.Items.Count == 0 ? null : JsonSerializer.Serialize(draft.Items.Distinct().Order()),
            AuthorHash = draft.Author is { } author ? keys.HashAuthor(new Author(Handle: author)) : null,
            SearchId = search?.Id,
            CollectedFrom = draft.From,
            CollectedTo = draft.To,
            State = HoldState.Asked,
            AskedBy = actor,
            AskedAt = now,
            EndsAt = draft.EndsAt,
        }, null);
    }

    private static (HoldRow?, HoldRefusal?) Refuse(HoldField field, string why) => (null, new HoldRefusal(why, field));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A hold with what it keeps.</summary>
/// <param name="Hold">The hold.</param>
/// <param name="Search">Name of the search it is about; null for any.</param>
/// <param name="Posts">Posts it keeps, or would keep when it still waits for a decision.</param>
/// <param name="BeyondPlatform">Of a hold that waits: posts that it would keep longer than their platform allows.</param>
public sealed record HoldSummary(HoldRow Hold, string? Search, int Posts, int BeyondPlatform);
