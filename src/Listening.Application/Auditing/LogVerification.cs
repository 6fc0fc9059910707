using Listening.Application.Storage;
using Listening.Core.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>Verifies the log where it is kept. Changes nothing, and the service may go on meanwhile.</summary>
public sealed class LogVerification(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>Verifies the log against the database's own checkpoints and those outside.</summary>
    /// <param name="outside">The folder of checkpoints; null when there is none.</param>
    /// <param name="trusted">The public keys that are trusted; those beside the checkpoints when none is given.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidDataException">A file in the folder is damaged.</exception>
    public async Task<LogVerdict> VerifyAsync(CheckpointFolder? outside, IReadOnlyCollection<LogPublicKey> trusted, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // Checkpoints first, then the head, then the entries: whatever grows meanwhile is more than these say, not less.
        var kept = await db.LogCheckpoints.AsNoTracking().ToListAsync(cancellationToken);
        List<LogCheckpoint> checkpoints = [.. kept.Select(row => row.ToCheckpoint()), .. outside?.Read() ?? []];
        var keys = trusted.Count > 0 ? trusted : outside?.Keys() ?? [];
        var heads = await db.LogHead.AsNoTracking().ToListAsync(cancellationToken);
        if (heads.Count != 1)
            return new LogVerdict { Root = MerkleHash.OfNothing(), Fault = new LogFault(LogFaultKind.Head, 0, $"The log's head is not one row but {heads.Count}: somebody else changed its table.") };

        var claim = new LogHeadClaim(heads[0].Size, SizeAsync, heads[0].FrontierSize, heads[0].Frontier);
        return await new LogVerifier(keys).VerifyAsync(
            LogRowReader.ReadAsync(db, 0, cancellationToken), checkpoints, claim, cancellationToken);
    }

    private async Task<long> SizeAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.LogHead.Select(head => head.Size).SingleAsync(cancellationToken);
    }
}
