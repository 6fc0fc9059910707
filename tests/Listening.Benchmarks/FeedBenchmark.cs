using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Feeds;

namespace Listening.Benchmarks;

/// <summary>
/// Polls many feeds as the service does, each through a connector and a client of its own: a first round of whole feeds, a
/// second of answers that nothing has changed. The feeds are served by a process of their own, so that memory is the reader's.
/// </summary>
internal static class FeedBenchmark
{
    private const int AtOnce = 16;
    private static readonly SourceRequest Request = new(SearchKind.Keywords, Query.Parse("records").Query!);

    public static async Task RunAsync(int feeds)
    {
        using var server = FeedServerProcess.Start();
        var address = new Uri(await server.AddressAsync());
        using var client = new HttpClient { BaseAddress = address };
        var clients = new List<HttpClient>();
        var connectors = new List<FeedConnector>();
        for (var feed = 0; feed < feeds; feed++)
        {
            var options = new FeedOptions { Url = new Uri(address, string.Create(CultureInfo.InvariantCulture, $"feed/{feed}")), AllowPrivateAddresses = true };
            clients.Add(FeedConnector.CreateClient(options, TimeProvider.System));
            connectors.Add(new FeedConnector($"feed-{feed}", options, clients[^1], TimeProvider.System));
        }

        using var memory = new MemoryWatch();
        var cursors = new string?[feeds];
        var before = await client.GetFromJsonAsync<FeedServerStatistics>("statistics") ?? new FeedServerStatistics(0, 0, 0);
        foreach (var round in new[] { "first round", "second round" })
        {
            var (watch, processor) = (Stopwatch.StartNew(), Bench.ProcessorTime());
            var (posts, failures) = await PollAsync(connectors, cursors);
            var took = watch.Elapsed;
            var after = await client.GetFromJsonAsync<FeedServerStatistics>("statistics") ?? before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{round}: {feeds:N0} feeds, {AtOnce} at once, {took.TotalSeconds:F2} s, {feeds / took.TotalSeconds:N0} feeds a second, {posts:N0} posts, {(after.Bytes - before.Bytes) / 1048576.0:F1} MB of bodies, {after.NotModified - before.NotModified:N0} not modified of {after.Requests - before.Requests:N0} answers, {failures} failures, {(Bench.ProcessorTime() - processor).TotalSeconds:F2} s of processor time"));
            before = after;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"managed memory {memory.PeakMegabytes:F0} MB at most, working set {MemoryWatch.PeakWorkingSetMegabytes():F0} MB at most"));
        clients.ForEach(one => one.Dispose());
    }

    private static async Task<(int Posts, int Failures)> PollAsync(List<FeedConnector> connectors, string?[] cursors)
    {
        var (posts, failures) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, connectors.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (feed, stop) =>
        {
            var read = await connectors[feed].ReadAsync(Request, cursors[feed], stop);
            if (read.Page is null) Interlocked.Increment(ref failures);
            else (cursors[feed], _) = (read.Page.Cursor, Interlocked.Add(ref posts, read.Page.Posts.Count));
        });
        return (posts, failures);
    }

    /// <summary>Looks at the managed heap fifty times a second.</summary>
    private sealed class MemoryWatch : IDisposable
    {
        private readonly Timer _timer;
        private long _peak;

        public MemoryWatch() => _timer = new Timer(_ => _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false)), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));

        public double PeakMegabytes => _peak / 1048576.0;

        public static double PeakWorkingSetMegabytes()
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / 1048576.0;
        }

        public void Dispose() => _timer.Dispose();
    }
}
