using System.Diagnostics;
using System.Globalization;
using Listening.TestSupport.Executable;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Xunit.Abstractions;

namespace Listening.Host.Tests.Crash;

/// <summary>The real executable, killed again and again while it collects and routes.</summary>
public sealed class CrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int LinesAtFirst = 2_000;
    private const int LinesForEachKill = 400;
    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan _longestWork = TimeSpan.FromSeconds(1);
    private readonly ListeningServer _server = new();
    private GrowingRecording _recording = null!;

    private static int Kills => Environment.GetEnvironmentVariable("LISTENING_TESTS_FULL") == "1" ? 200 : 20;

    public Task InitializeAsync()
    {
        _recording = new GrowingRecording(_server.PathOf("posts.jsonl"));
        _server.Write("appsettings.json", """
            {"Listening": {
              "Urls": "http://127.0.0.1:0",
              "Database": {"Provider": "Sqlite", "ConnectionString": "Data Source=data/listening.db"},
              "Keys": {"Folder": "data/keys"},
              "Audit": {"SigningKeyFolder": "data/signing", "CheckpointFolder": "data/checkpoints"},
              "Log": {"Folder": "data/logs", "Level": "Debug"},
              "Sources": {"recording": {"Kind": "Recorded", "Recorded": {"Path": "posts.jsonl", "PageSize": 2}}},
              "Searches": {"fees": {"Query": "\"data protection fee\"", "Sources": ["recording"], "EverySeconds": 1}}
            }}
            """);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Nothing_is_lost_or_doubled_or_left_in_clear_however_often_the_process_is_killed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LISTENING_TESTS_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"LISTENING_TESTS_SEED={seed}");
        var random = new Random(seed);
        var start = await MeasureStartAsync();
        _recording.Grow(LinesAtFirst);

        for (var kill = 1; kill <= Kills; kill++)
        {
            _recording.Grow(LinesForEachKill);
            var runsBefore = await RunsAsync();
            await _server.StartAsync();
            // One in four anywhere in the start; the others anywhere in the work, however long this machine takes to reach it.
            if (kill % 4 > 0) await Eventually.TrueAsync(async () => await RunsAsync() > runsBefore, "no run began", _recovery);
            await Task.Delay((kill % 4 > 0 ? _longestWork : start) * random.NextDouble());
            await _server.KillAsync();
            Assert.Empty(CanaryScan.In(GrowingRecording.Canary, _server.PathOf("data"), _server.PathOf("server.log")));
        }

        var cutOff = await CrashedStore.ReadAsync(_server.Folder, db => db.CollectionRuns.CountAsync(run => run.FinishedAt == null));
        output.WriteLine($"{cutOff} of {Kills} kills cut a run off; a start takes {start}.");
        Assert.True(cutOff >= Kills / 5, $"Only {cutOff} of {Kills} kills came while a run was going on, so little was tried.");

        await _server.StartAsync();
        await _server.ServesAsync();
        await RecoveredAsync();
        await _server.StopAsync();

        // No kill left a change without its entry's place, or a checkpoint that does not fit.
        Assert.StartsWith("nothing is wrong", (await ListeningProgram.RunAsync(_server.Folder, "audit", "verify")).Expect(0).Output, StringComparison.Ordinal);
        await using var store = new CrashedStore(_server.Folder);
        Assert.Equal(_recording.Matching.Order(StringComparer.Ordinal), (await store.HeldIdsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(new StoreCounts(_recording.Matching.Count, _recording.Matching.Count, _recording.Matching.Count, Outbox: 0), await store.CountAsync());
        Assert.Equal(await store.PostNumbersAsync(), await store.ItemNumbersAsync());
        Assert.Equal(new FileInfo(_recording.Path).Length, await store.PlaceAsync());
        Assert.Equal("ok", await store.IntegrityAsync());
        Assert.Empty(CanaryScan.In(GrowingRecording.Canary, _server.PathOf("data"), _server.PathOf("server.log")));
    }

    private Task<int> RunsAsync() => CrashedStore.ReadAsync(_server.Folder, db => db.CollectionRuns.CountAsync());

    // On an empty recording; the slower the machine, the later the kills.
    private async Task<TimeSpan> MeasureStartAsync()
    {
        var watch = Stopwatch.StartNew();
        await _server.StartAsync();
        await _server.ServesAsync();
        await _server.KillAsync();
        return watch.Elapsed;
    }

    private async Task RecoveredAsync()
    {
        await using var store = new CrashedStore(_server.Folder);
        await Eventually.TrueAsync(
            async () => await store.CountAsync() is { Outbox: 0 } counts && counts.Items >= _recording.Matching.Count && await store.PlaceAsync() == new FileInfo(_recording.Path).Length,
            async () => $"{await store.CountAsync()} of {_recording.Matching.Count}", _recovery);
    }
}
