using System.Diagnostics;
using System.Globalization;
using Listening.Core.Matching;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.BlueskyStream;

namespace Listening.Benchmarks;

/// <summary>Jetstream from a loopback server, decoded by the connector and held against 1,000 searches; server and reader share one core.</summary>
internal static class FollowingBenchmark
{
    private const int SearchCount = 1_000;

    /// <summary>Follows so many events.</summary>
    public static async Task RunAsync(int events)
    {
        if (OperatingSystem.IsLinux())
        {
            using var process = Process.GetCurrentProcess();
            process.ProcessorAffinity = 1;
        }

        var corpus = new StreamCorpus();
        var found = new List<int>(1024);
        var searches = SearchSet.Build(corpus.Searches(SearchCount).Select((text, number) => KeyValuePair.Create(number, Query.Parse(text).Query!)));
        foreach (var post in corpus.Posts(10_000)) searches.Match(post, found);
        searches = searches.Tune();

        var begin = (TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(6) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        await using var server = await EventServer.StartAsync(corpus, begin, events);
        var options = new BlueskyStreamOptions { Service = server.Address, AllowPrivateAddresses = true };
        using var http = BlueskyStreamConnector.CreateClient(options, TimeProvider.System);
        using var connector = new BlueskyStreamConnector("sky", options, http, TimeProvider.System);
        var request = new SourceRequest(SearchKind.Keywords, Query.Parse("privacy").Query!);
        var cursor = string.Create(CultureInfo.InvariantCulture, $$"""{"v":1,"n":0,"us":{{begin}}}""");
        long read = 0, matched = 0;
        var memory = new List<double>();
        var (watch, allocated) = (Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());
        while (read < events)
        {
            var answer = await connector.ReadAsync(request, cursor, CancellationToken.None);
            var page = answer.Page ?? throw new InvalidOperationException(answer.Failure!.Message);
            foreach (var post in page.Posts)
            {
                found.Clear();
                searches.Match(post, found);
                matched += found.Count;
            }

            read += page.Posts.Count + page.Malformed;
            cursor = page.Cursor;
            // Once the first pages have warmed everything up, in the middle, and at the end.
            if (read >= events * (long)memory.Count / 2 && read >= 20_000) memory.Add(Bench.ResidentMegabytes());
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"followed: {read:N0} events in {watch.Elapsed.TotalSeconds:F1} s, {read / watch.Elapsed.TotalSeconds:N0} events/s against {SearchCount:N0} searches ({(double)matched / read:F2} matches an event); {(double)(GC.GetTotalAllocatedBytes() - allocated) / read:F0} bytes allocated an event; working set {string.Join(", ", memory.Select(megabytes => megabytes.ToString("F0", CultureInfo.InvariantCulture)))} MB; collections {GC.CollectionCount(0)}/{GC.CollectionCount(1)}/{GC.CollectionCount(2)}"));
    }
}
