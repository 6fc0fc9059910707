using System.Globalization;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.TestSupport.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Listening.Application.Tests.Storage;

/// <summary>What only SQLite's own file needs.</summary>
public sealed class SqliteFile() : PipelineTest(TestDatabases.SqliteAsync)
{
    [Fact]
    public async Task Deletes_securely_on_every_connection()
    {
        var contexts = Enumerable.Range(0, 6).Select(_ => Pipeline.Open()).ToList();
        foreach (var db in contexts) await db.Database.OpenConnectionAsync();

        foreach (var db in contexts) Assert.Equal(1L, await ScalarAsync(db, "PRAGMA secure_delete"));

        foreach (var db in contexts) await db.DisposeAsync();
        await using var bare = new SqliteConnection(Pipeline.Database.ConnectionString + ";Pooling=False");
        await bare.OpenAsync();
        await using var command = bare.CreateCommand();
        command.CommandText = "PRAGMA secure_delete";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Gives_freed_pages_back_and_writes_ahead()
    {
        await using var db = Pipeline.Open();
        await db.Database.OpenConnectionAsync();

        Assert.Equal(2L, await ScalarAsync(db, "PRAGMA auto_vacuum"));
        Assert.Equal("wal", await ScalarAsync(db, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Shrinks_and_empties_its_log_after_a_big_purge_and_keeps_no_ciphertext_of_what_was_deleted()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add([.. Enumerable.Range(0, 3000).Select(i => Post($"{i}", $"apple {i} {new string('x', 1000)}"))]);
        await Pipeline.CollectAsync(search);
        await Pipeline.RouteAsync();
        var gone = (await RowOfAsync("1500"))!.Content;
        Clock.Advance(TimeSpan.FromDays(1));
        Source.Add(Post("kept", "one more apple"));
        await Pipeline.CollectAsync(search);
        var kept = (await RowOfAsync("kept"))!.Content;
        Assert.True(Holds(gone) && Holds(kept));
        Assert.InRange(Length("listening.db-wal"), 1_000_000, long.MaxValue);
        var before = Length("listening.db") + Length("listening.db-wal");

        Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(3000, (await Pipeline.PurgeAsync()).Posts);

        // What is said of keys, and the checkpoint, are written after the log was emptied.
        Assert.InRange(Length("listening.db-wal"), 0, 250_000);
        Assert.InRange(Length("listening.db"), 1, before / 4);
        Assert.False(Holds(gone));
        Assert.True(Holds(kept));
    }

    [Fact]
    public async Task Releases_a_migration_lock_that_a_killed_start_left_more_than_a_minute_ago()
    {
        await using var db = Pipeline.Open();
        await LeaveLockAsync(db, TimeSpan.FromSeconds(61));

        await Pipeline.Get<IStorageDialect>().PrepareDatabaseAsync(db, CancellationToken.None);

        Assert.Equal(0L, await LocksAsync(db));
        await Pipeline.Get<DatabaseStart>().MigrateAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
    }

    [Fact]
    public async Task Leaves_a_migration_lock_alone_that_another_start_holds_now()
    {
        await using var db = Pipeline.Open();
        await LeaveLockAsync(db, TimeSpan.FromSeconds(30));

        await Pipeline.Get<IStorageDialect>().PrepareDatabaseAsync(db, CancellationToken.None);

        Assert.Equal(1L, await LocksAsync(db));
    }

    // Taken as the migrations take it, in their own form, and made older by so much.
    private static async Task LeaveLockAsync(ListeningDbContext db, TimeSpan age)
    {
        await db.GetService<IHistoryRepository>().AcquireDatabaseLockAsync();
        await db.Database.OpenConnectionAsync();
        var written = (string)(await ScalarAsync(db, """SELECT "Timestamp" FROM "__EFMigrationsLock" """))!;
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,7})?\+00:00$", written);
        var older = DateTimeOffset.Parse(written, CultureInfo.InvariantCulture) - age;
        var form = older.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
        using var command = db.CreateCommand("""UPDATE "__EFMigrationsLock" SET "Timestamp"=$at""");
        command.AddParameter("$at", form);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
        await db.Database.CloseConnectionAsync();
    }

    private static async Task<object?> LocksAsync(ListeningDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        return await ScalarAsync(db, """SELECT COUNT(*) FROM "__EFMigrationsLock" """);
    }

    private static async Task<object?> ScalarAsync(ListeningDbContext db, string sql)
    {
        using var command = db.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private long Length(string file) => new FileInfo(Path.Combine(Pipeline.Database.DataFolder, file)) is { Exists: true } found ? found.Length : 0;

    private bool Holds(byte[] content) => Directory.EnumerateFiles(Pipeline.Database.DataFolder).Any(path =>
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        // A row may be split between pages; its beginning is not.
        return bytes.AsSpan().IndexOf(content.AsSpan(0, 64)) >= 0;
    });
}
