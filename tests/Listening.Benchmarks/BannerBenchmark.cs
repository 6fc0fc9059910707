using System.Collections.Concurrent;
using System.Globalization;
using Listening.Core.Triage;
using Listening.Sources.Recorded;
using Microsoft.EntityFrameworkCore;

namespace Listening.Benchmarks;

/// <summary>How soon an open page hears of a new post: from collected to the event that shows the banner, while 50 pages are open.</summary>
internal static class BannerBenchmark
{
    private const int Pages = 50;

    public static async Task RunAsync(int posts)
    {
        await using var bench = new Bench();
        await Corpus.WriteAsync(bench.Recording, posts, matching: true, TimeSpan.FromSeconds(1));
        await bench.StartAsync(RecordedPace.Real, Person.Admit);
        var heard = new ConcurrentQueue<(DateTime At, int Count)>();
        var others = new ConcurrentQueue<(DateTime At, int Count)>();
        var queues = TriageQueues.All.Select(TriageQueues.Name).ToArray();
        var open = new List<Task>();
        for (var at = 0; at < Pages; at++) open.Add((await Person.SignInAsync(bench, at)).HearAsync(queues[at % queues.Length], at < queues.Length ? heard : others));
        var since = TimeProvider.System.GetUtcNow().UtcDateTime;
        await bench.UntilAsync(db => db.TriageItems.LongCountAsync(), posts, TimeSpan.FromSeconds(posts + 60));
        await Task.Delay(TimeSpan.FromSeconds(5));

        // One post a second: the n-th that is collected is the n-th that is heard of. What came before the pages were open does not count.
        await using var db = bench.Open();
        var collected = await db.Posts.OrderByDescending(post => post.Id).Select(post => post.CollectedAt).ToListAsync();
        var events = heard.OrderByDescending(one => one.At).SelectMany(one => Enumerable.Repeat(one.At, one.Count));
        var waits = events.Zip(collected).Where(post => post.Second > since).Select(post => (post.First - post.Second).TotalMilliseconds).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"collected to the event behind the banner, {Pages} pages open: median {waits[waits.Count / 2]:F0} ms, 95th percentile {waits[waits.Count * 95 / 100]:F0} ms, longest {waits[^1]:F0} ms, {waits.Count} posts"));
    }
}
