using System.Globalization;
using Listening.Sources.Recorded;
using Microsoft.EntityFrameworkCore;

namespace Listening.Benchmarks;

/// <summary>End to end: stored, matched and routed; read when nothing matches; time from collected to queue.</summary>
internal static class PipelineBenchmark
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Every post matches: until each is in its queue.</summary>
    public static async Task MatchingAsync(int posts)
    {
        await using var bench = new Bench();
        await Corpus.WriteAsync(bench.Recording, posts, matching: true, TimeSpan.FromMilliseconds(1));
        await bench.StartAsync(RecordedPace.AtOnce);
        // The first tenth warms up: it is the just-in-time compiler that is measured there.
        await bench.UntilAsync(RoutedAsync, posts / 10, Longest);
        await using var start = bench.Open();
        var done = await RoutedAsync(start);
        var before = Bench.ProcessorTime();
        var took = await bench.UntilAsync(RoutedAsync, posts, Longest);
        await using var db = bench.Open();
        var items = await db.TriageItems.CountAsync();
        Report("matched, stored and routed", (int)(posts - done), took, Bench.ProcessorTime() - before);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  items {items:N0}, resident memory {Bench.ResidentMegabytes():F0} MB, database {new FileInfo(bench.DatabaseFile).Length / 1048576} MB"));
    }

    /// <summary>No post matches: until the recording is read to its end.</summary>
    public static async Task NotMatchingAsync(int posts)
    {
        await using var bench = new Bench();
        await Corpus.WriteAsync(bench.Recording, posts, matching: false, TimeSpan.FromMilliseconds(1));
        await bench.StartAsync(RecordedPace.AtOnce);
        await bench.UntilAsync(ReadAsync, posts / 10, Longest);
        await using var start = bench.Open();
        var done = await ReadAsync(start);
        var before = Bench.ProcessorTime();
        var took = await bench.UntilAsync(ReadAsync, posts, Longest);
        Report("read, none matching", (int)(posts - done), took, Bench.ProcessorTime() - before);
    }

    /// <summary>100 posts a second as they come: from collected to queue.</summary>
    public static async Task LatencyAsync(int seconds)
    {
        await using var bench = new Bench();
        var posts = seconds * 100;
        await Corpus.WriteAsync(bench.Recording, posts, matching: true, TimeSpan.FromMilliseconds(10));
        await bench.StartAsync(RecordedPace.Real);
        await bench.UntilAsync(db => db.TriageItems.LongCountAsync(), posts, TimeSpan.FromSeconds(seconds + 60));
        await using var db = bench.Open();
        var waits = (await (from item in db.TriageItems
                            join post in db.Posts on item.PostId equals post.Id
                            select new { post.CollectedAt, item.RoutedAt }).ToListAsync())
            .Select(item => (item.RoutedAt - item.CollectedAt).TotalMilliseconds).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"collected to queue at 100 posts/s: median {waits[waits.Count / 2]:F0} ms, 95th percentile {waits[waits.Count * 95 / 100]:F0} ms, {waits.Count:N0} posts"));
    }

    private static async Task<long> RoutedAsync(Application.Storage.ListeningDbContext db) => await db.TriageItems.MaxAsync(item => (long?)item.PostId) ?? 0;

    private static async Task<long> ReadAsync(Application.Storage.ListeningDbContext db) => await db.CollectionRuns.SumAsync(run => (long)run.Read);

    private static void Report(string what, int posts, TimeSpan took, TimeSpan processor) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {posts:N0} posts in {took.TotalSeconds:F2} s, {posts / took.TotalSeconds:N0} posts/s; {processor.TotalMicroseconds / posts:F1} µs of processor time a post; collections {GC.CollectionCount(0)}/{GC.CollectionCount(1)}/{GC.CollectionCount(2)}, paused {GC.GetTotalPauseDuration().TotalSeconds:F2} s"));
}
