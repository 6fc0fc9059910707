using System.Diagnostics;
using System.Globalization;
using Listening.Application.Content;
using Listening.Core.Content;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Retention;
using Listening.Core.Routing;
using Listening.Core.Sources;
using Listening.Sources.Recorded;

namespace Listening.Benchmarks;

/// <summary>What each stage of the line costs by itself, in processor time on one core, which a busy machine does not change much.</summary>
internal static class StageBenchmark
{
    public static async Task RunAsync(int posts)
    {
        var folder = Directory.CreateTempSubdirectory("listening-stages-");
        var file = Path.Combine(folder.FullName, "posts.jsonl");
        await Corpus.WriteAsync(file, posts, matching: false, TimeSpan.FromMilliseconds(1));
        var read = new List<Post>(posts);
        var connector = new RecordedConnector("recording", new RecordedOptions { Path = file }, TimeProvider.System);
        var request = new SourceRequest(SearchKind.Keywords, Query.Parse("data").Query!);
        await Measure("read and parsed", posts, async () =>
        {
            string? cursor = null;
            while (true)
            {
                var page = (await connector.ReadAsync(request, cursor, CancellationToken.None)).Page!;
                if (read.Count < posts) read.AddRange(page.Posts);
                if (!page.HasMore) break;
                cursor = page.Cursor;
            }
        });

        var searches = SearchSet.Build(Corpus.Searches().Index().Select(search => KeyValuePair.Create(search.Index, Query.Parse(search.Item).Query!)));
        var found = new List<int>();
        await Measure("matched against 50 searches", posts, () =>
        {
            foreach (var post in read) searches.Match(post, found);
            return Task.CompletedTask;
        });

        using var keys = new KeyFolder(Path.Combine(folder.FullName, "keys"));
        var hash = new byte[IContentKeys.IdHashSize];
        await Measure("id hashed", posts, () =>
        {
            foreach (var post in read) keys.HashId(1, post.Id, hash);
            return Task.CompletedTask;
        });

        var content = new PostContent(keys);
        var key = ContentKeyId.For(new DateTime(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc), new RetentionLimit(RetentionRule.Standard, 120));
        var rows = new List<byte[]>(posts);
        await Measure("content hashed and sealed", posts, () =>
        {
            rows.Clear();
            foreach (var post in read)
            {
                rows.Add(content.Seal(post, key, hash).Content);
            }

            return Task.CompletedTask;
        });
        await Measure("opened", posts, () =>
        {
            foreach (var row in rows) content.Open(row, key.Value, hash);
            return Task.CompletedTask;
        });
        SearchPurpose[] purposes = [SearchPurpose.Mentions];
        await Measure("routing decided", posts, () =>
        {
            foreach (var post in read) RoutingRules.Default.Decide(post, purposes);
            return Task.CompletedTask;
        });
        folder.Delete(recursive: true);
    }

    // The first round warms up.
    private static async Task Measure(string what, int posts, Func<Task> work)
    {
        await work();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await work();
        process.Refresh();
        var micros = (process.TotalProcessorTime - before).TotalMicroseconds / posts;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {micros:F2} µs of processor time a post, {1e6 / micros:N0} posts/s on one core"));
    }
}
