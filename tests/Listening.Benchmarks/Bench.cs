using System.Diagnostics;
using System.Globalization;
using Listening.Application.Storage;
using Listening.Core.Routing;
using Listening.Host.Configuration;
using Listening.Host.Serving;
using Listening.Sources.Recorded;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Benchmarks;

/// <summary>The whole service on SQLite and the in-process transport, in a temporary folder, with 50 searches on a recording.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-bench-");
    private WebApplication? _app;

    /// <summary>Where the recording is to be written before the start.</summary>
    public string Recording => Path.Combine(_folder.FullName, "posts.jsonl");

    /// <summary>The database's file.</summary>
    public string DatabaseFile => Path.Combine(_folder.FullName, "listening.db");

    /// <summary>Where the pages are.</summary>
    public Uri Address => new(_app!.Urls.Single());

    public IServiceProvider Services => _app!.Services;

    /// <summary>Starts the service as `listening serve` does.</summary>
    public Task StartAsync(RecordedPace pace, Action<IServiceCollection>? replace = null)
    {
        var options = new ListeningOptions
        {
            Urls = "http://127.0.0.1:0",
            Database = new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={DatabaseFile}" },
            Keys = new KeyOptions { Folder = Path.Combine(_folder.FullName, "keys") },
            Log = new LogOptions { Level = Microsoft.Extensions.Logging.LogLevel.Error },
            Sources = new() { ["recording"] = new SourceOptions { Kind = SourceKind.Recorded, Recorded = new RecordedOptions { Path = Recording, Pace = pace } } },
        };
        foreach (var (at, query) in Corpus.Searches().Index())
        {
            options.Searches[string.Create(CultureInfo.InvariantCulture, $"search-{at}")] =
                new SearchOptions { Query = query, Purpose = SearchPurpose.Mentions, Sources = ["recording"], EverySeconds = 10 };
        }

        _app = ServiceHost.Build(options, replace);
        return _app.StartListeningAsync(CancellationToken.None);
    }

    /// <summary>Waits until a count is reached.</summary>
    /// <returns>The time it took since the call.</returns>
    public async Task<TimeSpan> UntilAsync(Func<ListeningDbContext, Task<long>> count, long wanted, TimeSpan longest)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < longest)
        {
            await using (var db = Open())
            {
                if (await count(db) >= wanted) return watch.Elapsed;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"{wanted} were not reached in {longest}.");
    }

    public ListeningDbContext Open() => Services.GetRequiredService<IDbContextFactory<ListeningDbContext>>().CreateDbContext();

    /// <summary>Resident memory of this process in megabytes.</summary>
    public static double ResidentMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1048576.0;
    }

    /// <summary>Processor time this process has used on all cores, which a busy machine changes little.</summary>
    public static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
