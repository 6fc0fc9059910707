using Listening.Application.Storage;
using Listening.Core.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>Writes the whole log as JSON Lines that can be verified alone; see <see cref="LogExportLine"/>.</summary>
public sealed class LogExport(IDbContextFactory<ListeningDbContext> databases, AuditSettings settings, LogCheckpoints checkpoints)
{
    /// <summary>Records that the log is exported, signs it so far, and writes it.</summary>
    /// <returns>How many entries were written.</returns>
    public async Task<long> WriteAsync(Stream output, OperationContext operation, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            db.Record(operation, AuditEvents.LogExported, "log");
            await db.SaveChangesAsync(cancellationToken);
        }

        await checkpoints.SignAsync(cancellationToken);
        await using var reading = await databases.CreateDbContextAsync(cancellationToken);
        var size = await reading.LogHead.Select(head => head.Size).SingleAsync(cancellationToken);
        await using var buffered = new BufferedStream(output, 1 << 17);
        var written = 0L;
        await foreach (var entry in LogRowReader.ReadAsync(reading, 0, cancellationToken))
        {
            if (entry.Index >= size) break;
            if (entry.Unreadable is { } reason) throw new InvalidDataException(FormattableString.Invariant($"Entry {written} cannot be read: {reason}. The log was changed; the export is broken off."));
            LogExportLine.Write(buffered, entry);
            written++;
        }

        var signed = (await CheckpointsAsync(reading, cancellationToken)).Where(checkpoint => checkpoint.Size <= size).ToList();
        foreach (var checkpoint in signed) LogExportLine.Write(buffered, checkpoint);
        LogExportLine.WriteEnd(buffered, written, signed.Count);
        await buffered.FlushAsync(cancellationToken);
        return written;
    }

    // What is missing in one of the two places stands in the other.
    private async Task<IEnumerable<LogCheckpoint>> CheckpointsAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        var kept = await db.LogCheckpoints.AsNoTracking().OrderBy(row => row.Size).ToListAsync(cancellationToken);
        var outside = settings.CheckpointFolder is { } folder ? new CheckpointFolder(folder).Read() : [];
        return kept.Select(row => row.ToCheckpoint()).Concat(outside).DistinctBy(checkpoint => Convert.ToHexString(checkpoint.ToJson())).OrderBy(checkpoint => checkpoint.Size);
    }
}
