using Listening.Application.Auditing;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Posts;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi;

/// <summary>Corrects what was recognised in a held post, and keeps which words misled.</summary>
public sealed class AuthorityCorrections(IDbContextFactory<ListeningDbContext> databases, Sightings sightings, AuthorityBook book, AuthorityBoard board, PostContent content)
{
    private const int LongestWords = 120;

    /// <summary>Corrects whether a post is about an authority.</summary>
    /// <param name="postId">The post, which is its item's number.</param>
    /// <param name="authorityId">The authority.</param>
    /// <param name="kind">What is right.</param>
    /// <param name="queues">The queues of whoever corrects.</param>
    /// <param name="operation">Who, when, why.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Why not; null when done.</returns>
    public async Task<string?> CorrectAsync(
        long postId, int authorityId, AuthorityCorrectionKind kind, IReadOnlyCollection<TriageQueue> queues, OperationContext operation, CancellationToken cancellationToken)
    {
        var known = await book.CurrentAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await db.Posts.AsNoTracking()
            .Where(post => post.Id == postId && post.DueAt > operation.At && db.TriageItems.Any(item => item.PostId == postId && queues.Contains(item.Queue)))
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null) return "The post is not there any more.";
        if (!await db.Authorities.AnyAsync(authority => authority.Id == authorityId, cancellationToken)) return "There is no such authority.";

        var counts = new List<AuthorityCountRow>();
        await Sightings.CountAsync(db, postId, -1, counts, cancellationToken);
        if (!await ChangeAsync(db, postId, authorityId, kind == AuthorityCorrectionKind.ThisAuthority ? SightingState.Counted : SightingState.Refused, cancellationToken))
            return "Somebody has said so already.";
        await Sightings.CountAsync(db, postId, 1, counts, cancellationToken);
        await sightings.AddAsync(db, counts, cancellationToken);
        db.AuthorityCorrections.Add(new AuthorityCorrectionRow
        {
            PostId = postId,
            AuthorityId = authorityId,
            Kind = kind,
            Words = content.Open(row.Content, row.KeyId, row.IdHash) is { } post ? WordsOf(known, post, authorityId) : null,
            Actor = operation.Actor,
            At = operation.At,
        });
        db.Record(operation, AuditEvents.AuthorityCorrected, AuthorityService.SubjectOf(authorityId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        board.CountAnew();
        return null;
    }

    // Two who correct the same at once: the second finds it done, because the state is asserted where it is changed.
    private static async Task<bool> ChangeAsync(ListeningDbContext db, long postId, int authorityId, SightingState to, CancellationToken cancellationToken)
    {
        var rows = db.Sightings.Where(row => row.PostId == postId && row.AuthorityId == authorityId);
        if (await rows.AnyAsync(cancellationToken))
            return await rows.Where(row => row.State != to).ExecuteUpdateAsync(row => row.SetProperty(r => r.State, to), cancellationToken) > 0;
        if (to == SightingState.Refused) return false;
        db.Sightings.Add(new SightingRow { PostId = postId, AuthorityId = authorityId, State = to });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    // Only words that name the authority are kept: nothing else of the post stays.
    private static string? WordsOf(KnownAuthorities known, Post post, int authorityId)
    {
        var named = known.Recogniser.Find(post).Authorities.Where(one => one.Start >= 0 && known.NumberOf(one.Authority) == authorityId).ToList();
        return named is [{ Length: <= LongestWords } one, ..] ? post.Text.Substring(one.Start, one.Length) : null;
    }
}
