using System.Data.Common;
using System.Runtime.CompilerServices;
using Listening.Core.Auditing;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Storage;

/// <summary>Reads the log's rows as they stand in the database, by one statement, whatever somebody may have put there.</summary>
public static class LogRowReader
{
    private const int LeafHash = 4;

    /// <summary>The entries from a place on, each in canonical form made from its columns.</summary>
    public static async IAsyncEnumerable<LogEntry> ReadAsync(ListeningDbContext db, long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            using var command = db.CreateCommand($"""SELECT {LogColumns.Of(db).Names} FROM "{LogEntryTable.Name}" WHERE "Index">=@from ORDER BY "Index" """);
            command.AddParameter("@from", from);
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var json = new CanonicalJson();
            while (await reader.ReadAsync(cancellationToken)) yield return Read(reader, json);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The leaf hashes from a place on, as they are kept.</summary>
    public static async IAsyncEnumerable<byte[]> ReadHashesAsync(
        ListeningDbContext db, long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            using var command = db.CreateCommand($"""SELECT "LeafHash" FROM "{LogEntryTable.Name}" WHERE "Index">=@from AND "Index"<@to ORDER BY "Index" """);
            command.AddParameter("@from", from);
            command.AddParameter("@to", to);
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) yield return (byte[])reader.GetValue(0);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static LogEntry Read(DbDataReader reader, CanonicalJson json)
    {
        var index = -1L;
        try
        {
            index = reader.GetInt64(0);
            var row = RowOf(reader);
            (row.Index, row.At, row.ClockBack) = (index, LogColumns.Time(reader, 2)!.Value, Number(reader, 3));
            return new LogEntry
            {
                Index = index,
                At = row.At,
                ClockBack = row.ClockBack,
                Json = row.Write(json),
                LeafHash = (byte[])reader.GetValue(LeafHash),
            };
        }
        catch (Exception wrong) when (wrong is InvalidCastException or FormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            // On SQLite a column takes anything, and what it takes need not be what this service wrote.
            return new LogEntry { Index = index, Unreadable = "a column holds nothing, or something that does not belong there" };
        }
    }

    private static LogEntryRow RowOf(DbDataReader reader) => reader.GetInt32(1) switch
    {
        1 => new AuditRow { Event = reader.GetString(5), Actor = reader.GetString(6), Subject = reader.GetString(7), Reason = reader.GetString(8) },
        2 => new DeletionLogRow
        {
            Reason = (DeletionReason)reader.GetInt32(9),
            SourceId = reader.GetInt32(10),
            Queue = (TriageQueue?)(int?)Number(reader, 11),
            Rule = (RetentionRule)reader.GetInt32(12),
            RuleHours = reader.GetInt32(13),
            RulesVersion = reader.GetInt32(14),
            Posts = reader.GetInt32(15),
            Matches = reader.GetInt32(16),
            OldestDueAt = LogColumns.Time(reader, 17)!.Value,
            NewestDueAt = LogColumns.Time(reader, 18)!.Value,
            Lateness = reader.GetInt64(19),
            Ids = reader.IsDBNull(20) ? null : (byte[])reader.GetValue(20),
            IdsKey = (int?)Number(reader, 21),
        },
        _ => throw new FormatException("No such kind."),
    };

    // Columns of whole numbers come as 32 or 64 bits.
    private static long? Number(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Convert.ToInt64(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
}
