using Listening.Application.Storage;
using Listening.Core.Auditing;
using Listening.Core.Content;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>Answers whether the post of a link was deleted, when and why, while the key of that year lives.</summary>
public sealed class DeletionEvidence(
    IDbContextFactory<ListeningDbContext> databases, IContentKeys keys, IDeletionKeys deletionKeys, LogCheckpoints checkpoints)
{
    /// <summary>Answers for a link, or for the native id of a post that has none.</summary>
    public async Task<DeletionAnswer> FindAsync(string link, CancellationToken cancellationToken)
    {
        var hash = keys.HashLink(link);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await db.Posts.AsNoTracking().Where(post => post.LinkHash == hash).Select(post => (DateTime?)post.DueAt).FirstOrDefaultAsync(cancellationToken);
        if (held is not null) return new DeletionAnswer(DeletionAnswerKind.Held, DueAt: held);

        var years = await db.DeletionLog.Where(entry => entry.IdsKey != null).Select(entry => entry.IdsKey!.Value).Distinct().OrderDescending().ToListAsync(cancellationToken);
        var lost = new List<int>();
        foreach (var year in years)
        {
            if (deletionKeys.Hash(year, hash) is not { } id)
            {
                lost.Add(year);
                continue;
            }

            // Newest first: a post may have been deleted, collected again and deleted again.
            await foreach (var entry in db.DeletionLog.AsNoTracking().Where(entry => entry.IdsKey == year).OrderByDescending(entry => entry.Index).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (DeletionFacts.Holds(entry.Ids, id)) return await ProveAsync(entry, id, cancellationToken);
            }
        }

        lost.Sort();
        return new DeletionAnswer(DeletionAnswerKind.NotRecorded, LostYears: lost);
    }

    private async Task<DeletionAnswer> ProveAsync(DeletionLogRow entry, byte[] id, CancellationToken cancellationToken)
    {
        var json = entry.Write(new CanonicalJson()).ToArray();
        var facts = DeletionFacts.Read(json);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await CoveringAsync(db, entry.Index, cancellationToken) is not { } checkpoint)
        {
            await checkpoints.SignAsync(cancellationToken);
            checkpoint = await CoveringAsync(db, entry.Index, cancellationToken);
        }

        if (checkpoint is null) return new DeletionAnswer(DeletionAnswerKind.Deleted, facts);
        var path = new MerkleRangeHashes(MerkleRanges.OfInclusion(entry.Index, checkpoint.Size));
        await foreach (var hash in LogRowReader.ReadHashesAsync(db, 0, checkpoint.Size, cancellationToken)) path.Add(hash);
        return new DeletionAnswer(DeletionAnswerKind.Deleted, facts, new DeletionProof(id, json, path.Roots(), checkpoint.ToCheckpoint()));
    }

    private static Task<LogCheckpointRow?> CoveringAsync(ListeningDbContext db, long index, CancellationToken cancellationToken) =>
        db.LogCheckpoints.AsNoTracking().Where(row => row.Size > index).OrderBy(row => row.Size).FirstOrDefaultAsync(cancellationToken);
}
