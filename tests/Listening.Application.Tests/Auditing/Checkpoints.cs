using System.Text;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Auditing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Auditing;

public sealed class Checkpoints : IAsyncLifetime
{
    private readonly Random _random = new(7);
    private LogStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = await LogStore.CreateAsync();
        await _store.AppendAsync(_random, 12);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Stand_in_the_database_and_in_a_file_that_says_when_and_how_much()
    {
        _store.Clock.UtcNow = new DateTime(2026, 3, 10, 18, 30, 5, DateTimeKind.Utc);
        var checkpoint = await _store.SignAsync();

        Assert.Equal(12, checkpoint!.Size);
        Assert.Equal(
            new HashSet<string?>(StringComparer.Ordinal) { "20260310T183005Z-000000000012.checkpoint.json", $"{checkpoint.KeyId}.public.pem" },
            Directory.EnumerateFiles(_store.Settings.CheckpointFolder!).Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal));
        Assert.Equal(checkpoint.ToJson(), Assert.Single(_store.Outside.Read()).ToJson());
        await using var db = _store.Open();
        Assert.Equal(checkpoint.ToJson(), (await db.LogCheckpoints.SingleAsync()).ToCheckpoint().ToJson());
    }

    [Fact]
    public async Task Are_signed_only_when_something_was_added()
    {
        Assert.NotNull(await _store.SignAsync());
        Assert.Null(await _store.SignAsync());
        await _store.AppendAsync(_random, 1);
        Assert.Equal(13, (await _store.SignAsync())!.Size);
        Assert.Equal(2, (await _store.VerifyAsync()).Checkpoints);
    }

    [Fact]
    public async Task Are_signed_by_one_key_that_nobody_else_can_read()
    {
        await _store.SignAsync();

        var key = Path.Combine(_store.Settings.SigningKeyFolder!, "log-signing-key.pem");
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", await File.ReadAllTextAsync(key), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_store.Settings.SigningKeyFolder!));
    }

    [Fact]
    public async Task Are_written_to_the_folder_later_when_they_could_not_be_at_once()
    {
        var checkpoint = await _store.SignAsync();
        foreach (var file in Directory.GetFiles(_store.Settings.CheckpointFolder!)) File.Delete(file);

        Assert.Null(await _store.SignAsync());

        Assert.Equal(checkpoint!.ToJson(), Assert.Single(_store.Outside.Read()).ToJson());
    }

    [Fact]
    public async Task Notice_a_log_that_was_rolled_back_and_go_on()
    {
        await _store.CopyToAsync(_store.PathOf("older.db"));
        await _store.AppendAsync(_random, 5);
        await _store.SignAsync();
        _store.Restore(_store.PathOf("older.db"));

        await _store.SignAsync();
        await _store.SignAsync();

        await using var db = _store.Open();
        var entry = Assert.Single(await db.AuditEntries.Where(row => row.Event == AuditEvents.LogContradicted).ToListAsync());
        Assert.Equal("checkpoint:17", entry.Subject);
        Assert.Equal(LogFaultKind.Truncated, (await _store.VerifyAsync()).Fault!.Kind);
    }

    [Fact]
    public async Task Do_not_sign_a_log_that_has_lost_entries()
    {
        await using (var connection = await _store.ConnectAsync())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = """DELETE FROM "LogEntries" WHERE "Index"=4""";
            await command.ExecuteNonQueryAsync();
        }

        await Assert.ThrowsAsync<InvalidOperationException>(_store.SignAsync);
        Assert.Equal(new LogFault(LogFaultKind.Missing, 4, "Entry 4 is missing."), (await _store.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Hold_a_head_that_was_changed_against_the_entries()
    {
        await _store.SignAsync();
        await using (var db = _store.Open()) await db.LogHead.ExecuteUpdateAsync(head => head.SetProperty(h => h.Size, 11));
        Assert.Equal((LogFaultKind.Inserted, 11), Of((await _store.VerifyAsync()).Fault));
        await using (var db = _store.Open()) await db.LogHead.ExecuteUpdateAsync(head => head.SetProperty(h => h.Size, 13));
        Assert.Equal((LogFaultKind.Missing, 12), Of((await _store.VerifyAsync()).Fault));
        await using (var db = _store.Open()) await db.LogHead.ExecuteUpdateAsync(head => head.SetProperty(h => h.Size, 12).SetProperty(h => h.Frontier, new byte[64]));
        Assert.Equal((LogFaultKind.Head, 12), Of((await _store.VerifyAsync()).Fault));
    }

    [Fact]
    public async Task Say_the_same_of_an_export_as_of_the_log()
    {
        var path = _store.PathOf("log.jsonl");
        using (var checkpoints = new LogCheckpoints(new Factory(_store), _store.Settings, [], _store.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<LogCheckpoints>.Instance))
        {
            await using var file = File.Create(path);
            Assert.Equal(13, await new LogExport(new Factory(_store), _store.Settings, checkpoints).WriteAsync(file, OperationContext.Console(_store.Clock, "Test."), CancellationToken.None));
        }

        var export = await LogExportFile.OpenAsync(path, CancellationToken.None);
        Assert.Null(export.Problem);
        var verdict = await new LogVerifier(_store.Outside.Keys()).VerifyAsync(export.EntriesAsync(CancellationToken.None), export.Checkpoints, head: null, CancellationToken.None);
        var live = await _store.VerifyAsync();
        Assert.Null(verdict.Fault ?? live.Fault);
        Assert.Equal((13, Convert.ToHexString(live.Root), 13), (verdict.Entries, Convert.ToHexString(verdict.Root), verdict.LastCheckpoint!.Size));
        Assert.Contains("\"event\":\"log.exported\"", await File.ReadAllTextAsync(path, Encoding.UTF8), StringComparison.Ordinal);
    }

    private static (LogFaultKind, long) Of(LogFault? fault) => (fault!.Kind, fault.Entry);

    private sealed class Factory(LogStore store) : IDbContextFactory<ListeningDbContext>
    {
        public ListeningDbContext CreateDbContext() => store.Open();
    }
}
