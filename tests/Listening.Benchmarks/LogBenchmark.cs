using System.Diagnostics;
using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Auditing;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Listening.Benchmarks;

/// <summary>How quickly the log is appended to and verified, on SQLite in a temporary folder, beside what change tracking does with the same rows.</summary>
internal static class LogBenchmark
{
    private const int Batch = 1_000;
    private static readonly DateTime Start = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Appends so many entries, in batches and one by one.</summary>
    public static async Task AppendAsync(int entries)
    {
        await using var log = await LogFile.CreateAsync();
        await log.AppendAsync(Batch, Batch);
        var processor = Bench.ProcessorTime();
        Print("appended, 1,000 to a transaction", entries, "entries", await log.AppendAsync(entries, Batch));
        var used = Bench.ProcessorTime() - processor;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {used.TotalMicroseconds / entries:F1} µs of processor time an entry"));
        Print("appended, 10 to a transaction", entries / 10, "entries", await log.AppendAsync(entries / 10, 10));
        Print("appended, each in its own transaction", entries / 100, "entries", await log.AppendAsync(entries / 100, 1));
        await log.TrackAsync(Batch);
        processor = Bench.ProcessorTime();
        Print("for comparison: rows of three small columns by change tracking, 1,000 to a transaction", entries, "rows", await log.TrackAsync(entries));
        used = Bench.ProcessorTime() - processor;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {used.TotalMicroseconds / entries:F1} µs of processor time a row"));
    }

    /// <summary>Verifies a log of so many entries that is signed after each ten-thousandth.</summary>
    public static async Task VerifyAsync(int entries)
    {
        await using var log = await LogFile.CreateAsync();
        for (var signed = 0; signed < entries; signed += 10_000)
        {
            await log.AppendAsync(Math.Min(10_000, entries - signed), Batch);
            await log.SignAsync();
        }

        for (var round = 0; round < 3; round++)
        {
            var processor = Bench.ProcessorTime();
            var watch = Stopwatch.StartNew();
            var verdict = await log.VerifyAsync();
            var took = watch.Elapsed;
            if (verdict.Fault is not null || verdict.Entries != entries) throw new InvalidOperationException(verdict.Fault?.Message ?? "Entries are missing.");
            Print($"verified against {verdict.Checkpoints} checkpoints", entries, "entries", took);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(Bench.ProcessorTime() - processor).TotalSeconds:F1} s of processor time, resident memory {Bench.ResidentMegabytes():F0} MB"));
        }

        Print("for comparison: the same rows only read, by change tracking's reader", entries, "entries", await log.ReadAsync());
    }

    private static void Print(string what, int count, string unit, TimeSpan took) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what}: {count:N0} {unit} in {took.TotalSeconds:F2} s, {count / took.TotalSeconds:N0} {unit}/s"));

    private sealed class LogFile : IAsyncDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-log-bench-");
        private readonly ServiceProvider _services;
        private readonly AuditSettings _settings;
        private readonly LogCheckpoints _checkpoints;
        private int _written;

        private LogFile()
        {
            _services = new ServiceCollection().AddSqliteStorage($"Data Source={Path.Combine(_folder.FullName, "listening.db")}").BuildServiceProvider();
            _settings = new AuditSettings(Path.Combine(_folder.FullName, "signing"), Path.Combine(_folder.FullName, "checkpoints"));
            _checkpoints = new LogCheckpoints(Databases, _settings, [], TimeProvider.System, NullLogger<LogCheckpoints>.Instance);
        }

        private IDbContextFactory<ListeningDbContext> Databases => _services.GetRequiredService<IDbContextFactory<ListeningDbContext>>();

        public static async Task<LogFile> CreateAsync()
        {
            var file = new LogFile();
            await new DatabaseStart(file.Databases, new SqliteDialect()).MigrateAsync(CancellationToken.None);
            return file;
        }

        /// <summary>Two audit entries to a deletion, whose posts are few: a purge writes one entry for thousands.</summary>
        public async Task<TimeSpan> AppendAsync(int entries, int batch)
        {
            var watch = Stopwatch.StartNew();
            for (var done = 0; done < entries; done += batch)
            {
                await using var db = Databases.CreateDbContext();
                await db.AppendAsync([.. Enumerable.Range(0, batch).Select(_ => Entry(_written++))], CancellationToken.None);
            }

            return watch.Elapsed;
        }

        public async Task<TimeSpan> TrackAsync(int rows)
        {
            var watch = Stopwatch.StartNew();
            for (var done = 0; done < rows; done += Batch)
            {
                await using var db = Databases.CreateDbContext();
                for (var i = 0; i < Batch; i++) db.KnownPosts.Add(new KnownPostRow { SourceId = _written, IdHash = Guid.NewGuid().ToByteArray(), LastSeenAt = Start.AddSeconds(_written++) });
                await db.SaveChangesAsync();
            }

            return watch.Elapsed;
        }

        public Task SignAsync() => _checkpoints.SignAsync(CancellationToken.None);

        public Task<LogVerdict> VerifyAsync() => new LogVerification(Databases).VerifyAsync(new CheckpointFolder(_settings.CheckpointFolder!), [], CancellationToken.None);

        public async Task<TimeSpan> ReadAsync()
        {
            var watch = Stopwatch.StartNew();
            await using var db = Databases.CreateDbContext();
            await foreach (var entry in db.LogEntries.AsNoTracking().OrderBy(entry => entry.Index).AsAsyncEnumerable()) _ = entry;
            return watch.Elapsed;
        }

        public async ValueTask DisposeAsync()
        {
            _checkpoints.Dispose();
            await _services.DisposeAsync();
            _folder.Delete(recursive: true);
        }

        private static LogEntryRow Entry(int number) => number % 3 > 0
            ? new AuditRow { At = Start.AddSeconds(number), Actor = "system", Event = AuditEvents.SearchAdded, Subject = "search:17", Reason = "In the configuration." }
            : new DeletionLogRow
            {
                At = Start.AddSeconds(number),
                Reason = DeletionReason.LimitPassed,
                SourceId = 3,
                Queue = TriageQueue.Enquiry,
                Rule = RetentionRule.Standard,
                RuleHours = 120,
                RulesVersion = 1,
                Posts = 4,
                Matches = 6,
                OldestDueAt = Start.AddSeconds(number - 600),
                NewestDueAt = Start.AddSeconds(number - 1),
                Lateness = 600,
                Ids = new byte[64],
                IdsKey = 2026,
            };
    }
}
