using Listening.Application.Storage;
using Listening.Core.Auditing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Tests.Auditing;

/// <summary>
/// Somebody with every right to the database who changes the log by plain SQL. When clever, hashes, places, the head and
/// the database's own checkpoints are made to fit afterwards; only the folder outside and the signing key are out of reach.
/// </summary>
internal sealed class Tamperer(LogStore store, Random random, bool isClever)
{
    private static readonly string[] AuditChanges =
        ["\"Event\"=\"Event\"||'.'", "\"Actor\"='nobody'", "\"Subject\"='search:1000'", "\"Reason\"=\"Reason\"||' '", "\"At\"=datetime(\"At\",'+1 second')"];

    private static readonly string[] DeletionChanges =
    [
        "\"DeletionReason\"=\"DeletionReason\"%3+1", "\"SourceId\"=\"SourceId\"+1", "\"Queue\"=CASE WHEN \"Queue\" IS NULL THEN 1 END", "\"Rule\"=\"Rule\"%5+1", "\"RuleHours\"=119",
        "\"RulesVersion\"=\"RulesVersion\"+1", "\"Posts\"=2", "\"Matches\"=\"Matches\"+1", "\"OldestDueAt\"=datetime(\"OldestDueAt\",'+1 hour')", "\"NewestDueAt\"=datetime(\"NewestDueAt\",'-1 second')",
        "\"Lateness\"=\"Lateness\"+1", "\"Ids\"=zeroblob(48)", "\"IdsKey\"=2025", "\"Kind\"=1",
    ];

    public async Task EditAsync(long place)
    {
        await using var connection = await store.ConnectAsync();
        var isAudit = await ScalarAsync(connection, $"SELECT \"Kind\" FROM \"LogEntries\" WHERE \"Index\"={place}") == 1;
        var changes = isAudit ? AuditChanges : DeletionChanges;
        // What cannot be read any more cannot be made to fit either.
        var change = changes[random.Next(changes.Length - (isClever ? 1 : 0))];
        await ExecuteAsync(connection, $"UPDATE \"LogEntries\" SET {change} WHERE \"Index\"={place}");
        if (isClever) await FitAsync(connection);
    }

    public async Task DeleteAsync(long place)
    {
        await using var connection = await store.ConnectAsync();
        await ExecuteAsync(connection, $"DELETE FROM \"LogEntries\" WHERE \"Index\"={place}");
        if (!isClever) return;
        await ShiftAsync(connection, place, -1);
        await FitAsync(connection);
    }

    public async Task InsertAsync(long place)
    {
        await using var connection = await store.ConnectAsync();
        await ShiftAsync(connection, place, 1);
        await ExecuteAsync(
            connection,
            $"""
            INSERT INTO "LogEntries" ("Index","Kind","At","LeafHash","Event","Actor","Subject","Reason")
            SELECT {place},1,"At",zeroblob(32),'signed-in','7','account:7','One-time link.' FROM "LogEntries" WHERE "Index"={place + 1}
            """);
        if (isClever) await FitAsync(connection);
    }

    public async Task ReorderAsync(long place, long other)
    {
        await using var connection = await store.ConnectAsync();
        await ExecuteAsync(connection, $"UPDATE \"LogEntries\" SET \"Index\"=-1 WHERE \"Index\"={place}");
        await ExecuteAsync(connection, $"UPDATE \"LogEntries\" SET \"Index\"={place} WHERE \"Index\"={other}");
        await ExecuteAsync(connection, $"UPDATE \"LogEntries\" SET \"Index\"={other} WHERE \"Index\"=-1");
        if (isClever) await FitAsync(connection);
    }

    public async Task TruncateAsync(long place)
    {
        await using var connection = await store.ConnectAsync();
        await ExecuteAsync(connection, $"DELETE FROM \"LogEntries\" WHERE \"Index\">={place}");
        if (isClever) await FitAsync(connection);
    }

    public async Task RewriteAsync(long place)
    {
        await using var connection = await store.ConnectAsync();
        await ExecuteAsync(connection, $"UPDATE \"LogEntries\" SET \"Actor\"='nobody',\"Posts\"=\"Posts\"+1 WHERE \"Index\">={place}");
        await FitAsync(connection, keepCheckpoints: !isClever);
    }

    public async Task BackDateAsync(long place)
    {
        await using var connection = await store.ConnectAsync();
        await ExecuteAsync(connection, $"UPDATE \"LogEntries\" SET \"At\"=datetime(\"At\",'-{random.Next(1, 30)} days') WHERE \"Index\"={place}");
        // Hashed to fit either way; the clever one also lets the entry say that the clock went back.
        await FitAsync(connection, keepCheckpoints: !isClever, declare: isClever);
    }

    private static async Task ShiftAsync(SqliteConnection connection, long from, int by)
    {
        await ExecuteAsync(connection, $"UPDATE \"LogEntries\" SET \"Index\"=-\"Index\"-1 WHERE \"Index\">={from}");
        await ExecuteAsync(connection, $"UPDATE \"LogEntries\" SET \"Index\"=-\"Index\"-1+{by} WHERE \"Index\"<0");
    }

    // Every entry fits its hash again, and the head fits the entries.
    private async Task FitAsync(SqliteConnection connection, bool keepCheckpoints = false, bool declare = true)
    {
        List<LogEntryRow> rows;
        await using (var db = store.Open()) rows = await db.LogEntries.AsNoTracking().OrderBy(row => row.Index).ToListAsync();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        var (json, frontier) = (new CanonicalJson(), new MerkleFrontier());
        foreach (var (row, before) in rows.Zip([null, .. rows]))
        {
            if (declare) row.ClockBack = before is null ? null : LogTime.ClockBack(before.At, row.At);
            row.Write(json);
            var hash = new byte[MerkleHash.Size];
            json.Hash(hash);
            frontier.Append(hash);
            if (hash.AsSpan().SequenceEqual(row.LeafHash)) continue;
            await ExecuteAsync(connection, "UPDATE \"LogEntries\" SET \"LeafHash\"=$hash,\"ClockBack\"=$back WHERE \"Index\"=$index", ("$hash", hash), ("$back", row.ClockBack), ("$index", row.Index));
        }

        await ExecuteAsync(
            connection, "UPDATE \"LogHead\" SET \"Size\"=$size,\"FrontierSize\"=$size,\"Frontier\"=$frontier", ("$size", frontier.Size), ("$frontier", frontier.ToBytes()));
        if (!keepCheckpoints) await ExecuteAsync(connection, "DELETE FROM \"LogCheckpoints\"");
        await transaction.CommitAsync();
    }

    private static async Task<long> ScalarAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        if (await command.ExecuteNonQueryAsync() == 0 && !sql.StartsWith("DELETE", StringComparison.Ordinal)) throw new InvalidOperationException($"Nothing was changed: {sql}");
    }
}
