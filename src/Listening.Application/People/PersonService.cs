using System.Buffers;
using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.People;

/// <inheritdoc cref="IPersonService"/>
public sealed class PersonService(
    IDbContextFactory<ListeningDbContext> databases, PersonSearch search, PersonPosts posts, PersonErasure erasure, PersonObjections objections,
    HeldTextIndex texts) : IPersonService
{
    /// <summary>Posts that <see cref="FindAsync"/> opens at most.</summary>
    public const int PostsShown = 100;

    // Of any other letter the query language might make something else.
    private static readonly SearchValues<char> HandleLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private static readonly PersonRefusal AuthorUnknown = new(
        "No post with this link is held, or its platform withholds the author, so there is nobody to remember. Ask by the handle.", QuestionPart.Person);

    private static readonly PersonRefusal NoObjection = new(
        "No such objection is remembered. One that was made for all sources is withdrawn without naming a source.", QuestionPart.Person);

    /// <inheritdoc/>
    public async Task<PersonResult<PersonFound>> FindAsync(PersonQuestion question, OperationContext operation, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (target, refusal) = await search.ResolveAsync(db, question, ct);
        if (target is null) return PersonResult<PersonFound>.Refused(refusal!);
        var shown = posts.Shown(target, db);
        var held = await shown.Select(post => new { post.Id, post.Holds }).OrderByDescending(post => post.Id).ToListAsync(ct);
        var others = target.Link is null ? 0 : await target.OtherPosts(db).CountAsync(ct);
        var newest = await posts.ReadAsync(db, [.. held.Take(PostsShown).Select(post => post.Id)], ct);
        newest.Reverse();
        db.Record(
            operation with { Reason = $"{operation.Reason} {PersonRequests.Posts(held.Count)} found, {newest.Count.ToString(CultureInfo.InvariantCulture)} shown." },
            AuditEvents.PersonFound, $"case:{question.Reference}");
        await db.SaveChangesAsync(ct);
        return new(new PersonFound(held.Count, newest, held.Count(post => post.Holds > 0), others, await ScopeAsync(db, target, ct)));
    }

    /// <inheritdoc/>
    public async Task<PersonResult<PersonCopy>> CopyAsync(PersonQuestion question, OperationContext operation, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (target, refusal) = await search.ResolveAsync(db, question, ct);
        if (target is null) return PersonResult<PersonCopy>.Refused(refusal!);
        var ids = await posts.Shown(target, db).OrderBy(post => post.Id).Select(post => post.Id).ToListAsync(ct);
        var copy = new PersonCopy
        {
            Question = question,
            MadeAt = operation.At,
            Posts = await posts.ReadAsync(db, ids, ct),
            Mentions = await MentionsAsync(question, ids, ct),
            Objections = await ScopeAsync(db, target, ct),
        };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var request = PersonRequests.Row(PersonRequestKind.Access, question.Reference, operation, ids.Count);
        await db.RecordAsync(request, operation, $"a copy of {PersonRequests.Posts(ids.Count)} was made.", ct);
        await transaction.CommitAsync(ct);
        return new(copy);
    }

    /// <inheritdoc/>
    public async Task<PersonResult<ErasureOutcome>> EraseAsync(
        PersonQuestion question, ErasureReason reason, bool objectToo, OperationContext operation, CancellationToken ct)
    {
        var (target, refusal) = await ResolveAsync(question, needsAuthor: objectToo, ct);
        if (target is null) return PersonResult<ErasureOutcome>.Refused(refusal!);
        if (objectToo) await objections.ObjectAsync(target, question.Reference, operation, ct);
        return new(await erasure.EraseAsync(target, question.Reference, reason, operation, ct) with { Objected = objectToo });
    }

    /// <inheritdoc/>
    public async Task<PersonResult<ObjectionOutcome>> ObjectAsync(PersonQuestion question, OperationContext operation, CancellationToken ct)
    {
        var (target, refusal) = await ResolveAsync(question, needsAuthor: true, ct);
        return target is null
            ? PersonResult<ObjectionOutcome>.Refused(refusal!)
            : new(await objections.ObjectAsync(target, question.Reference, operation, ct));
    }

    /// <inheritdoc/>
    public async Task<PersonResult<ObjectionOutcome>> WithdrawAsync(PersonQuestion question, OperationContext operation, CancellationToken ct)
    {
        var (target, refusal) = await ResolveAsync(question, needsAuthor: true, ct);
        if (target is null) return PersonResult<ObjectionOutcome>.Refused(refusal!);
        return await objections.WithdrawAsync(target, question.Reference, operation, ct) is { } done
            ? new(done)
            : PersonResult<ObjectionOutcome>.Refused(NoObjection);
    }

    /// <inheritdoc/>
    public async Task<PersonCounts> CountAsync(int year, CancellationToken ct)
    {
        var from = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var to = from.AddYears(1);
        await using var db = await databases.CreateDbContextAsync(ct);
        var counts = await db.PersonRequests.Where(row => row.DoneAt >= from && row.DoneAt < to).GroupBy(row => row.Kind)
            .Select(kind => new PersonCount(kind.Key, kind.Count(), kind.Sum(row => row.Found), kind.Sum(row => row.Deleted))).ToListAsync(ct);
        return new PersonCounts(
            year, [.. Enum.GetValues<PersonRequestKind>().Select(kind => counts.Find(count => count.Kind == kind) ?? new PersonCount(kind, 0, 0, 0))],
            await db.Objections.CountAsync(ct));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> SourcesAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Sources.OrderBy(source => source.Name).Select(source => source.Name).ToListAsync(ct);
    }

    private async Task<(PersonTarget?, PersonRefusal?)> ResolveAsync(PersonQuestion question, bool needsAuthor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (target, refusal) = await search.ResolveAsync(db, question, ct);
        return target is { Authors.Length: 0 } && needsAuthor ? (null, AuthorUnknown) : (target, refusal);
    }

    private static async Task<ObjectionScope> ScopeAsync(ListeningDbContext db, PersonTarget target, CancellationToken ct)
    {
        var objected = await target.Objections(db).Select(row => row.SourceId).Distinct().ToListAsync(ct);
        var names = await db.Sources.Where(source => objected.Contains(source.Id)).OrderBy(source => source.Name).Select(source => source.Name).ToListAsync(ct);
        return new ObjectionScope(objected.Contains(0), names);
    }

    // Counted in the index that text search runs on, so that the answer costs no more than a search of the pages.
    private async Task<PersonMentions?> MentionsAsync(PersonQuestion question, List<long> own, CancellationToken ct)
    {
        var handle = question.Handle?.Trim().TrimStart('@');
        if (string.IsNullOrEmpty(handle) || question.Source is not null || handle.AsSpan().ContainsAnyExcept(HandleLetters)) return null;
        if (Query.Parse($"@{handle}").Query is not { } query) return null;
        var mentioning = await texts.FindAsync(query, ct);
        return new PersonMentions(mentioning.Except(own).Count(), HeldTextIndex.MostPosts);
    }
}
