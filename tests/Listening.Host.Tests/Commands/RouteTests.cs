using System.Text.Json;
using Xunit;
using static Listening.Host.Tests.Commands.CommandFolder;

namespace Listening.Host.Tests.Commands;

public sealed class RouteTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    private static string[] Posts =>
    [
        Line("1", "@ICOnews how do I renew the data protection fee?"),
        "{\"id\": \"2\", \"text\": 7}",
        "nonsense",
        Line("3", "the ICO presale for $COIN closes at noon, 40% bonus tokens #crypto"),
    ];

    [Fact]
    public async Task Prints_a_line_for_each_post_and_says_which_lines_are_none()
    {
        _folder.Write("posts.jsonl", string.Join('\n', Posts));

        var routed = (await _folder.RunAsync("route --posts posts.jsonl")).Expect(1);

        Assert.Equal([("1", "enquiry"), ("3", "noise")], Queues(routed.Lines));
        Assert.Equal(["line 2: text is a string", "line 3: not JSON at byte 1"], routed.Errors.Trim().Split('\n'));
        Assert.Equal(["posts.jsonl"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Reads_standard_input_for_a_hyphen()
    {
        var routed = (await _folder.RunWithInputAsync(Posts[0] + "\n" + Posts[3], "route", "--posts", "-")).Expect(0);

        Assert.Equal([("1", "enquiry"), ("3", "noise")], Queues(routed.Lines));
        Assert.Empty(routed.Errors);
    }

    [Fact]
    public async Task Says_that_a_file_is_not_there()
    {
        var refused = (await _folder.RunAsync("route --posts nowhere.jsonl")).Expect(2);

        Assert.Equal("There is no file nowhere.jsonl.", refused.Errors.Trim());
        Assert.Empty(refused.Output);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<(string? Id, string? Queue)> Queues(IEnumerable<string> lines) => lines.Select(line =>
    {
        using var decision = JsonDocument.Parse(line);
        Assert.Equal(["id", "queue", "confidence", "reasons"], decision.RootElement.EnumerateObject().Select(field => field.Name));
        return (decision.RootElement.GetProperty("id").GetString(), decision.RootElement.GetProperty("queue").GetString());
    });
}
