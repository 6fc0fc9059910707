using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Auditing;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.Storage.Sqlite;
using Listening.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Listening.Application.Tests.Auditing;

/// <summary>A log in a real SQLite file, with its checkpoints in a folder beside it.</summary>
internal sealed class LogStore : IAsyncDisposable
{
    private static readonly string[] Reasons = ["In the configuration.", "Asked for on the console.", "“Unicode”, \"quotes\" and\na line; 😀", ""];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-log-");
    private readonly ServiceProvider _services;
    private readonly LogCheckpoints _checkpoints;

    private LogStore()
    {
        _services = new ServiceCollection().AddSqliteStorage(ConnectionString).BuildServiceProvider();
        Settings = new AuditSettings(Path.Combine(_folder.FullName, "signing"), Path.Combine(_folder.FullName, "checkpoints"));
        _checkpoints = new LogCheckpoints(Databases, Settings, [], Clock, NullLogger<LogCheckpoints>.Instance);
    }

    public AuditSettings Settings { get; }

    public ManualTimeProvider Clock { get; } = new(new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc));

    public string File => Path.Combine(_folder.FullName, "listening.db");

    public string ConnectionString => $"Data Source={File};Pooling=False";

    public CheckpointFolder Outside => new(Settings.CheckpointFolder!);

    private IDbContextFactory<ListeningDbContext> Databases => _services.GetRequiredService<IDbContextFactory<ListeningDbContext>>();

    public static async Task<LogStore> CreateAsync()
    {
        var store = new LogStore();
        await new DatabaseStart(store.Databases, new SqliteDialect()).MigrateAsync(CancellationToken.None);
        return store;
    }

    public ListeningDbContext Open() => Databases.CreateDbContext();

    /// <summary>Appends entries of both kinds, as they come in the service: one or some to a transaction, at any time of the day.</summary>
    public async Task AppendAsync(Random random, int entries)
    {
        while (entries > 0)
        {
            await using var db = Open();
            for (var some = Math.Min(entries, random.Next(1, 4)); some > 0; some--, entries--)
            {
                Clock.Advance(TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerMinute * 10)));
                db.LogEntries.Add(Entry(random));
            }

            await db.SaveChangesAsync();
        }
    }

    public Task<LogCheckpoint?> SignAsync() => _checkpoints.SignAsync(CancellationToken.None);

    public Task<LogVerdict> VerifyAsync() => new LogVerification(Databases).VerifyAsync(Outside, [], CancellationToken.None);

    /// <summary>Copies the file, with all that its write-ahead log held.</summary>
    public async Task CopyToAsync(string path)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
        System.IO.File.Copy(File, path, overwrite: true);
    }

    /// <summary>Puts another file in the place of this one.</summary>
    public void Restore(string path)
    {
        foreach (var ending in (string[])["-wal", "-shm"]) System.IO.File.Delete(File + ending);
        System.IO.File.Copy(path, File, overwrite: true);
    }

    /// <summary>A connection as somebody has it who goes around the service.</summary>
    public async Task<SqliteConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public async ValueTask DisposeAsync()
    {
        _checkpoints.Dispose();
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private LogEntryRow Entry(Random random) => random.Next(3) > 0
        ? new AuditRow
        {
            At = Clock.UtcNow,
            Actor = random.Next(2) == 0 ? "system" : random.Next(100).ToString(CultureInfo.InvariantCulture),
            Event = random.Next(2) == 0 ? AuditEvents.SearchAdded : AuditEvents.SignedIn,
            Subject = $"search:{random.Next(100)}",
            Reason = Reasons[random.Next(Reasons.Length)],
        }
        : new DeletionLogRow
        {
            At = Clock.UtcNow,
            Reason = (DeletionReason)random.Next(1, 4),
            SourceId = random.Next(1, 9),
            Queue = random.Next(4) == 0 ? null : (TriageQueue)random.Next(7),
            Rule = (RetentionRule)random.Next(1, 6),
            RuleHours = 120,
            RulesVersion = random.Next(1, 4),
            Posts = 3,
            Matches = random.Next(50),
            OldestDueAt = Clock.UtcNow.AddTicks(-random.NextInt64(TimeSpan.TicksPerHour)),
            NewestDueAt = Clock.UtcNow,
            Lateness = random.Next(5_000),
            Ids = random.Next(5) == 0 ? null : RandomBytes(random, 48),
            IdsKey = 2026,
        };

    private static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
