using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.People;

/// <summary>Turns a question into what the database can be asked for, or refuses it.</summary>
public sealed class PersonSearch(IContentKeys keys, PostContent content)
{
    private const int LinksOpened = 50;

    /// <summary>What to look for; else why the question cannot be used.</summary>
    internal async Task<(PersonTarget? Target, PersonRefusal? Refusal)> ResolveAsync(
        ListeningDbContext db, PersonQuestion question, CancellationToken cancellationToken)
    {
        if (RefusalOf(question) is { } refusal) return (null, refusal);
        var source = question.Source is null ? null
            : await db.Sources.AsNoTracking().SingleOrDefaultAsync(row => row.Name == question.Source, cancellationToken);
        if (question.Source is not null && source is null) return (null, await UnknownSourceAsync(db, cancellationToken));
        if (question.Handle is { } handle) return (new PersonTarget(HashesOf(handle), null, source?.Id ?? 0), null);
        return await ResolveLinkAsync(db, new PersonTarget([], keys.HashLink(question.Link!), source?.Id ?? 0), question.Reference, cancellationToken);
    }

    private static PersonRefusal? RefusalOf(PersonQuestion question)
    {
        if (CaseReference.RefusalOf(question.Reference) is { } wrong) return new PersonRefusal(wrong, QuestionPart.Reference);
        if (question.Handle is null == question.Link is null) return new PersonRefusal("Give either a handle or the link of a post.", QuestionPart.Person);
        var name = (question.Handle ?? question.Link)!;
        if (name.Length > PersonQuestion.LongestName)
            return new PersonRefusal(string.Create(CultureInfo.InvariantCulture, $"A handle or link may have {PersonQuestion.LongestName} characters at most."), QuestionPart.Person);
        if (Visible(name).Length == 0) return new PersonRefusal("The handle or link is empty.", QuestionPart.Person);
        return question.Handle is { } handle && PersonReference.Names(question.Reference, handle) ? NamesThePerson : null;
    }

    private static PersonRefusal NamesThePerson { get; } =
        new("The reference contains the person's handle. It is kept for years, so it must not say who asked.", QuestionPart.Reference);

    private static async Task<PersonRefusal> UnknownSourceAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        var names = await db.Sources.OrderBy(row => row.Name).Select(row => row.Name).ToListAsync(cancellationToken);
        return new PersonRefusal($"There is no source of that name; there is {string.Join(", ", names)}.", QuestionPart.Source);
    }

    // As typed, and without what a copied handle drags along unseen: direction marks and joiners, which no handle has.
    private byte[][] HashesOf(string handle) =>
        [.. new[] { handle, Visible(handle) }.Select(name => keys.HashAuthor(new Author(Handle: name))).DistinctBy(Convert.ToHexString)];

    private static string Visible(string name) => new string([.. name.Where(letter =>
        CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.Control))]).Trim().TrimStart('@');

    private async Task<(PersonTarget?, PersonRefusal?)> ResolveLinkAsync(
        ListeningDbContext db, PersonTarget target, string reference, CancellationToken cancellationToken)
    {
        var rows = await target.Posts(db).OrderByDescending(post => post.Id).Take(LinksOpened)
            .Select(post => new { post.AuthorHash, post.Content, post.KeyId, post.IdHash }).ToListAsync(cancellationToken);
        var handles = rows.Select(row => content.Open(row.Content, row.KeyId, row.IdHash)?.Author.Handle).OfType<string>();
        if (handles.Any(handle => PersonReference.Names(reference, handle))) return (null, NamesThePerson);

        // Posts whose platform withholds the author all have the same hash; nobody is found by it.
        var nobody = keys.HashAuthor(Author.Unknown);
        var authors = rows.Select(row => row.AuthorHash).Where(hash => !hash.AsSpan().SequenceEqual(nobody)).DistinctBy(Convert.ToHexString);
        return (target with { Authors = [.. authors] }, null);
    }
}
