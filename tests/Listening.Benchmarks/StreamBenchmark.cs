using System.Diagnostics;
using System.Globalization;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Benchmarks;

/// <summary>Searches held against a stream on one core, posts in memory, beside the plain evaluator in the same run.</summary>
internal static class StreamBenchmark
{
    private const int PostCount = 200_000;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);

    /// <summary>Measures one number of searches after the other.</summary>
    public static void Run(IReadOnlyList<int> searchCounts)
    {
        var corpus = new StreamCorpus();
        var posts = corpus.Posts(PostCount);
        Console.WriteLine("| searches | posts/s, best round of 3 s | matches a post | allocated a post | index | build | tuning | one change | plain evaluator, posts/s | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var count in searchCounts) Run(corpus, posts, count);
    }

    private static void Run(StreamCorpus corpus, Post[] posts, int count)
    {
        var queries = corpus.Searches(count).Select((text, number) => KeyValuePair.Create(number, Query.Parse(text).Query!)).ToList();
        // The first build warms the compiler up.
        SearchSet.Build(queries.Take(1000));
        var (set, build) = Timed(() => SearchSet.Build(queries));
        var found = new List<int>(1024);
        MatchAll(set, posts, found);
        var (tuned, tuning) = Timed(set.Tune);
        var best = TimeSpan.MaxValue;
        long matches = 0, allocated = 0;
        for (var begun = Stopwatch.StartNew(); begun.Elapsed < Measured;)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            matches = MatchAll(tuned, posts, found);
            if (watch.Elapsed < best) best = watch.Elapsed;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var (_, change) = Timed(() => tuned.With(count / 2, queries[0].Value));
        var plain = Plain(queries, posts);
        var speed = posts.Length / best.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {count:N0} | {speed:N0} | {(double)matches / posts.Length:F2} | {(double)allocated / posts.Length:F1} bytes | {tuned.IndexBytes / 1048576.0:F2} MB | {build.TotalSeconds:F2} s | {tuning.TotalSeconds:F2} s | {change.TotalMilliseconds:F1} ms | {plain:N0} | {speed / plain:N0} |"));
    }

    private static long MatchAll(SearchSet set, Post[] posts, List<int> found)
    {
        long matches = 0;
        foreach (var post in posts)
        {
            found.Clear();
            set.Match(post, found);
            matches += found.Count;
        }

        return matches;
    }

    // As many posts as a second allows, one at least.
    private static double Plain(List<KeyValuePair<int, Query>> queries, Post[] posts)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        while (done == 0 || watch.ElapsedMilliseconds < 1000)
        {
            foreach (var query in queries) QueryMatcher.Matches(query.Value, posts[done]);
            done++;
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    private static (T Result, TimeSpan Took) Timed<T>(Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        return (work(), watch.Elapsed);
    }
}
