using System.Text;
using System.Text.Json;
using Listening.Core.Querying;
using Listening.Core.Routing;
using Listening.Core.Searches;
using Listening.Core.Triage;

namespace Listening.Core.Tests.Routing;

/// <summary>Routing a JSON Lines file without a database.</summary>
public sealed class RouteFiles
{
    private readonly List<RouteFileProblem> problems = [];
    private readonly RouteFile routeFile = new(RoutingRules.Default, ExampleSearches.All.Select(search => new RouteFileSearch(search.Name, search.Purpose, search.Query)));

    [Fact]
    public async Task Writes_one_line_of_id_queue_confidence_and_reasons_for_each_post_in_order()
    {
        var (lines, counts) = await Run("""
            {"id":"a","text":"@ICOnews how do I complain about a bank that leaked my “data”?"}
            {"id":"b","text":"ICO presale live now"}
            """);

        Assert.Equal(["a", "b"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal(["enquiry", "noise"], lines.Select(line => line.GetProperty("queue").GetString()));
        Assert.All(lines, line => Assert.InRange(line.GetProperty("confidence").GetDouble(), 0.5, 1));
        Assert.All(lines, line => Assert.True(line.GetProperty("reasons").GetArrayLength() >= 2));
        Assert.All(lines, line => Assert.Equal(4, line.EnumerateObject().Count()));
        Assert.Equal((1, 1, 2), (counts.Routed[TriageQueue.Enquiry], counts.Routed[TriageQueue.Noise], counts.Routed.Count));
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Takes_the_purpose_from_the_search_that_a_line_names()
    {
        const string post = "\"text\":\"Quite a long question here, is a dog allowed on that list of names?\"";
        var (lines, _) = await Run($$"""
            {"id":"named",{{post}},"search":"to-commissioner"}
            {"id":"not named",{{post}}}
            """);

        Assert.Equal(["enquiry", "unsorted"], lines.Select(line => line.GetProperty("queue").GetString()));
    }

    [Fact]
    public async Task Holds_a_post_whose_line_names_no_search_against_all_of_them()
    {
        var lamps = new RouteFileSearch("lamps", SearchPurpose.ToOrganisation, Query.Parse("lamps").Query!);
        const string post = """{"id":"1","text":"are green lamps allowed in the office at night?"}""";

        Assert.Equal("enquiry", Assert.Single((await Run(post, new RouteFile(RoutingRules.Default, [lamps]))).Lines).GetProperty("queue").GetString());
        Assert.Equal("unsorted", Assert.Single((await Run(post)).Lines).GetProperty("queue").GetString());
    }

    [Fact]
    public async Task Reports_an_unknown_search_once_and_takes_its_posts_as_named_by_none()
    {
        var (lines, _) = await Run("""
            {"id":"1","text":"@ICOnews is my dog allowed on this list please?","search":"mistyped"}
            {"id":"2","text":"hello","search":"mistyped"}
            {"id":"3","text":"hello","search":"\u001b[31m"}
            """);

        Assert.Equal(3, lines.Count);
        Assert.Equal("enquiry", lines[0].GetProperty("queue").GetString());
        Assert.Equal(
            [new RouteFileProblem(1, "the search \"mistyped\" is not known; its posts are taken as named by none"), new RouteFileProblem(3, "the search \"\\u001B[31m\" is not known; its posts are taken as named by none")],
            problems);
    }

    [Fact]
    public async Task Reports_malformed_lines_by_number_and_goes_on()
    {
        var (lines, counts) = await Run("""
            {"id":"1","text":"hello"}

            {"id":
            {"text":"secret words"}
            {"id":"2","text":"hello"}
            """);

        Assert.Equal(["1", "2"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal([3, 4], problems.Select(problem => problem.Line));
        Assert.All(problems, problem => Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal));
        Assert.Equal(2, counts.Malformed);
    }

    [Fact]
    public async Task Writes_nothing_for_a_deletion()
    {
        var (lines, counts) = await Run("""{"id":"1","deleted":true}""");

        Assert.Empty(lines);
        Assert.Equal((1, 0), (counts.Deletions, counts.Routed.Count));
    }

    [Fact]
    public async Task Writes_while_it_reads_so_that_a_large_file_needs_no_more_memory()
    {
        var line = Encoding.UTF8.GetBytes("""{"id":"1","text":"ICO presale live now"}""" + "\n");
        using var posts = new EndlessPosts(line, 20_000);
        using var output = new CountingOutput();

        var counts = await routeFile.RunAsync(posts, output, problems.Add);

        Assert.Equal(20_000, counts.Routed[TriageQueue.Noise]);
        Assert.True(output.Writes > 20, $"{output.Writes} writes");
        Assert.True(output.LargestWrite < 128 * 1024, $"{output.LargestWrite} bytes at once");
    }

    [Fact]
    public async Task Stops_when_it_is_told_to()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var posts = new MemoryStream("""{"id":"1"}"""u8.ToArray());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => routeFile.RunAsync(posts, Stream.Null, problems.Add, cancelled.Token));
    }

    private Task<(List<JsonElement> Lines, RouteFileCounts Counts)> Run(string posts) => Run(posts, routeFile);

    private async Task<(List<JsonElement> Lines, RouteFileCounts Counts)> Run(string posts, RouteFile with)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(posts));
        using var output = new MemoryStream();
        var counts = await with.RunAsync(input, output, problems.Add);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ([.. lines.Select(line => JsonDocument.Parse(line).RootElement)], counts);
    }
}
