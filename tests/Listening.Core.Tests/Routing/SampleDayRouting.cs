using Listening.Core.Posts;
using Listening.Core.Triage;
using Xunit.Abstractions;

namespace Listening.Core.Tests.Routing;

/// <summary>The recorded sample day, labelled by somebody who had not seen the rules.</summary>
public sealed class SampleDayRouting(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Routing", "Cases");

    [Fact]
    public async Task Sorts_nine_of_ten_posts_of_the_sample_day_as_a_person_did_and_fills_every_queue()
    {
        var posts = await ReadPosts();
        var labels = ReadLabels();
        var cases = labels.Where(label => label.Queue is not null)
            .Select(label => (label, Post: posts[label.Id]))
            .Select(each => new RoutedCase(each.label.Id, each.label.Queue!.Value, each.Post, RoutedCase.FoundFor(each.Post)))
            .ToList();
        var accuracy = new RoutingAccuracy(cases);
        output.WriteLine(accuracy.Report);

        Assert.True(cases.Count >= 300, $"{cases.Count} labelled posts are too few.");
        Assert.True(accuracy.Overall >= 0.9, accuracy.Report);
        Assert.All(TriageQueues.All, queue => Assert.Contains(cases, each => each.Decision.Queue == queue));
    }

    private static List<(string Id, TriageQueue? Queue)> ReadLabels() =>
        [.. File.ReadLines(Path.Combine(Folder, "sample-day.queues.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(parts => (parts[0], parts[1] == "-" ? (TriageQueue?)null : TriageQueues.Find(parts[1]) ?? throw new InvalidDataException(parts[1])))];

    // An edit is a later line of the same id: the last wording counts.
    private static async Task<Dictionary<string, Post>> ReadPosts()
    {
        var posts = new Dictionary<string, Post>(StringComparer.Ordinal);
        await using var file = File.OpenRead(Path.Combine(Folder, "sample-day.jsonl"));
        await foreach (var (_, line, _) in PostLines.ReadAsync(file))
        {
            if (line is { Deleted: false }) posts[line.Post.Id] = line.Post;
        }

        return posts;
    }
}
