using Listening.Core.Auditing;

namespace Listening.Application.Storage;

/// <summary>Appends entries to the log inside a transaction that is about to commit.</summary>
/// <remarks>
/// Counting them on the head's one row comes first: whoever appends at the same time waits there until this transaction
/// ends, so places have no gaps and none is given twice, on every database alike.
/// </remarks>
internal static class LogAppend
{
    public static async Task RunAsync(ListeningDbContext db, IReadOnlyList<LogEntryRow> entries, CancellationToken cancellationToken)
    {
        var (size, last) = await CountAsync(db, entries.Count, cancellationToken);
        Place(entries, size - entries.Count, last);
        await LogColumns.Of(db).InsertAsync(db, entries, cancellationToken);
    }

    private static async Task<(long Size, DateTime? Last)> CountAsync(ListeningDbContext db, int count, CancellationToken cancellationToken)
    {
        using var add = db.CreateCommand("""UPDATE "LogHead" SET "Size"="Size"+@count""");
        add.AddParameter("@count", count);
        if (await add.ExecuteNonQueryAsync(cancellationToken) != 1)
            throw new InvalidOperationException("The log has no head, or more than one: its table was changed by somebody else. Nothing is written until that is put right.");
        using var read = db.CreateCommand(
            """SELECT h."Size",e."At" FROM "LogHead" h LEFT JOIN "LogEntries" e ON e."Index"=h."Size"-@count-1""");
        read.AddParameter("@count", count);
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), LogColumns.Time(reader, 1));
    }

    private static void Place(IReadOnlyList<LogEntryRow> entries, long first, DateTime? last)
    {
        var json = new CanonicalJson();
        foreach (var entry in entries)
        {
            entry.Index = first++;
            entry.At = LogTime.Settle(entry.At);
            entry.ClockBack = last is { } before ? LogTime.ClockBack(before, entry.At) : null;
            last = entry.At;
            entry.Write(json);
            entry.LeafHash = new byte[MerkleHash.Size];
            json.Hash(entry.LeafHash);
        }
    }
}
