using System.Diagnostics;
using System.Globalization;
using Listening.Host.Configuration;
using Listening.Host.Tests.Serving;
using Listening.Sources.Recorded;
using Listening.TestSupport.Executable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;

namespace Listening.Host.Tests.Crash;

/// <summary>The real executable, stopped in three ways in the middle of deleting what became due while it was down.</summary>
public sealed class RetentionCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(90);
    private static readonly string[] _signals = ["KILL", "TERM", "STOP"];
    private readonly ListeningServer _server = new();

    private static int Stops => Environment.GetEnvironmentVariable("LISTENING_TESTS_FULL") == "1" ? 60 : 3;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Whatever_stops_it_each_post_is_deleted_once_with_its_entry_and_the_next_start_goes_on()
    {
        var posts = await CollectSixDaysAgoAsync();
        _server.Write("appsettings.json", """
            {"Listening": {
              "Urls": "http://127.0.0.1:0",
              "Database": {"Provider": "Sqlite", "ConnectionString": "Data Source=data/listening.db"},
              "Keys": {"Folder": "data/keys"},
              "Retention": {"BatchSize": 100},
              "Sources": {"recording": {"Kind": "Recorded", "Recorded": {"Path": "posts.jsonl"}}}
            }}
            """);

        await using var store = new CrashedStore(_server.Folder);
        var within = 0;
        for (var stop = 0; stop < Stops && (await store.CountAsync()).Posts > 0; stop++)
        {
            var before = (await store.CountAsync()).Posts;
            await _server.StartAsync();
            await Eventually.TrueAsync(async () => (await store.CountAsync()).Posts < before, "nothing was deleted", _limit);
            await Task.Delay(Random.Shared.Next(20));
            await StopAsync(_signals[stop % _signals.Length]);
            var left = await CheckAsync(store, posts);
            if (left > 0) within++;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{within} of {Stops} stops came in the middle."));
        Assert.True(within >= Math.Min(2, Stops), $"Only {within} stops came in the middle of deleting, so little was tried.");
        await _server.StartAsync();
        await _server.ServesAsync();
        Assert.Equal(0, await CheckAsync(store, posts));
        await _server.StopAsync();
        Assert.Empty(Directory.EnumerateFiles(_server.PathOf("data/keys"), TimeProvider.System.GetUtcNow().AddDays(-6).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".*"));
    }

    private static async Task<int> CheckAsync(CrashedStore store, int posts)
    {
        var counts = await store.CountAsync();
        var logged = await store.ReadAsync(db => db.DeletionLog.SumAsync(entry => entry.Posts));
        Assert.Equal(new StoreCounts(posts - logged, posts - logged, posts - logged, Outbox: 0), counts);
        Assert.Equal("ok", await store.IntegrityAsync());
        return counts.Posts;
    }

    private async Task<int> CollectSixDaysAgoAsync()
    {
        var recording = new GrowingRecording(_server.PathOf("posts.jsonl"));
        recording.Grow(20_000);
        Directory.CreateDirectory(_server.PathOf("data"));
        var options = new ListeningOptions
        {
            Urls = "http://127.0.0.1:0",
            Database = new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={_server.PathOf("data/listening.db")}" },
            Keys = new KeyOptions { Folder = _server.PathOf("data/keys") },
            Sources = new(StringComparer.Ordinal)
            {
                ["recording"] = new SourceOptions { Kind = SourceKind.Recorded, Recorded = new RecordedOptions { Path = recording.Path, PageSize = 1_000 } },
            },
            Searches = new(StringComparer.Ordinal)
            {
                ["fees"] = new SearchOptions { Query = "\"data protection fee\"", Sources = ["recording"], EverySeconds = 1 },
            },
        };
        await using var service = await RunningService.StartAsync(options, services => services.AddSingleton<TimeProvider>(new ShiftedTime(-TimeSpan.FromDays(6))));
        await service.RoutedAsync(recording.Matching.Count, _limit);
        return recording.Matching.Count;
    }

    // Stopped in the sense of the signal it stands still with its transaction open, and goes on.
    private async Task StopAsync(string signal)
    {
        using (var kill = Process.Start("kill", [$"-{signal}", _server.ProcessId.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        if (signal == "STOP")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300));
            using (var go = Process.Start("kill", ["-CONT", _server.ProcessId.ToString(CultureInfo.InvariantCulture)])) await go.WaitForExitAsync();
            await _server.KillAsync();
            return;
        }

        await _server.EndsAsync();
    }
}
