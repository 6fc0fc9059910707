using System.Text;
using Listening.Core.Matching;

namespace Listening.Core.Tests.Matching;

public sealed class MatchFileTests
{
    private readonly List<MatchFileProblem> problems = [];

    [Fact]
    public async Task Writes_one_line_for_each_match_with_what_made_it_match()
    {
        var (output, counts) = await Run(
            """
            {"id":"mentions-ico","query":"ICO -crypto"}
            {"id":"fee","query":"\"data protection fee\""}
            """,
            """
            {"id":"1","text":"The ICO’s data protection fee"}
            {"id":"2","text":"nothing"}
            {"id":"3","text":"café \"ICO\""}
            """);

        Assert.Equal(
            """
            {"post":"1","search":"mentions-ico","spans":[{"start":4,"length":3,"text":"ICO"}]}
            {"post":"1","search":"fee","spans":[{"start":10,"length":19,"text":"data protection fee"}]}
            {"post":"3","search":"mentions-ico","spans":[{"start":6,"length":3,"text":"ICO"}]}

            """, output);
        Assert.Equal(new MatchFileCounts(2, 3, 3, 0, IndexBytes: 0), counts with { IndexBytes = 0 });
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Writes_no_spans_for_a_match_by_another_field()
    {
        var (output, _) = await Run("""{"id":"a","query":"from:ICOnews"}""", """{"id":"1","author":{"handle":"ICOnews"},"text":"hello"}""");
        Assert.Equal("{\"post\":\"1\",\"search\":\"a\",\"spans\":[]}\n", output);
    }

    [Fact]
    public async Task Reports_a_query_that_cannot_be_understood_with_its_line_and_column_and_goes_on()
    {
        var (output, counts) = await Run(
            """
            {"id":"bad","query":"ICO OR"}

            {"id":"good","query":"ICO"}
            """,
            """{"id":"1","text":"ICO"}""");

        var problem = Assert.Single(problems);
        Assert.Equal((MatchFileKind.Searches, 1, 7), (problem.File, problem.Line, problem.QueryError?.Column));
        Assert.StartsWith("Column 7: found the end of the query, expected a word", problem.Message, StringComparison.Ordinal);
        Assert.Contains("\"good\"", output, StringComparison.Ordinal);
        Assert.Equal(new MatchFileCounts(1, 1, 1, 1, IndexBytes: 0), counts with { IndexBytes = 0 });
    }

    [Theory]
    [InlineData("not json", "the line is not JSON")]
    [InlineData("[]", "a search is a JSON object")]
    [InlineData("{\"query\":\"ICO\"}", "id is missing, empty or not a string")]
    [InlineData("{\"id\":\"\",\"query\":\"ICO\"}", "id is missing, empty or not a string")]
    [InlineData("{\"id\":\"x\"}", "query is missing or not a string")]
    [InlineData("{\"id\":\"x\",\"query\":{}}", "query is missing or not a string")]
    [InlineData("{\"id\":\"good\",\"query\":\"FOI\"}", "another search above has the same id")]
    [InlineData("{\"id\":\"x\",\"query\":\"\\uD83D\"}", "text is not valid Unicode")]
    public async Task Reports_a_search_that_is_none(string line, string message)
    {
        var (_, counts) = await Run("{\"id\":\"good\",\"query\":\"ICO\"}\n" + line, """{"id":"1","text":"ICO"}""");
        Assert.Equal(new MatchFileProblem(MatchFileKind.Searches, 2, message), Assert.Single(problems));
        Assert.Equal(1, counts.Matches);
    }

    [Fact]
    public async Task Reports_a_malformed_post_by_its_line_and_says_nothing_of_its_content()
    {
        var (_, counts) = await Run("""{"id":"a","query":"ICO"}""", "{\"id\":\"1\",\"text\":\"ICO\"}\n{\"id\":\"2\",\"text\":\"secret ICO\n{\"text\":\"secret\"}\n{\"id\":\"3\",\"text\":\"ICO\"}");
        Assert.Equal([2, 3], problems.Select(problem => problem.Line));
        Assert.All(problems, problem => Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal));
        Assert.Equal(new MatchFileCounts(1, 2, 2, 2, IndexBytes: 0), counts with { IndexBytes = 0 });
    }

    [Fact]
    public async Task Passes_over_deletions()
    {
        var (output, counts) = await Run("""{"id":"a","query":"ICO"}""", """{"id":"1","text":"ICO","deleted":true}""");
        Assert.Empty(output);
        Assert.Equal(0, counts.Posts);
    }

    [Fact]
    public async Task Stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            MatchFile.RunAsync(Text("""{"id":"a","query":"ICO"}"""), Text("""{"id":"1"}"""), Stream.Null, problems.Add, stop.Token));
    }

    private async Task<(string Output, MatchFileCounts Counts)> Run(string searches, string posts)
    {
        using var output = new MemoryStream();
        var counts = await MatchFile.RunAsync(Text(searches), Text(posts), output, problems.Add);
        return (Encoding.UTF8.GetString(output.ToArray()), counts);
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
