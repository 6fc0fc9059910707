using System.Text.Json;
using Xunit;
using static Listening.Host.Tests.Commands.CommandFolder;

namespace Listening.Host.Tests.Commands;

public sealed class MatchTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public MatchTests()
    {
        _folder.Write("searches.jsonl", """
            {"id": "fee", "query": "\"data protection fee\""}
            {"id": "broken", "query": "ICO)"}
            {"id": "letter", "query": "letter OR fee"}
            """);
        _folder.Write("posts.jsonl", string.Join('\n', Line("1", "is the data protection fee a scam?"), "nonsense", Line("2", "kettle's on"), Line("3", "a letter came")));
    }

    [Fact]
    public async Task Prints_a_line_for_each_match_and_says_which_lines_could_not_be_used()
    {
        var matched = (await _folder.RunAsync("match --searches searches.jsonl --posts posts.jsonl")).Expect(1);

        Assert.Equal(
            ["""{"post":"1","search":"fee","spans":[{"start":7,"length":19,"text":"data protection fee"}]}""", """{"post":"1","search":"letter","spans":[{"start":23,"length":3,"text":"fee"}]}""", """{"post":"3","search":"letter","spans":[{"start":2,"length":6,"text":"letter"}]}"""],
            matched.Lines);
        Assert.Equal(
            ["searches line 2: Column 4: found ‘)’, expected an opening bracket before the closing one.", "posts line 2: not JSON at byte 1"], matched.Errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task Says_afterwards_what_it_took()
    {
        var matched = (await _folder.RunAsync("match --searches searches.jsonl --posts posts.jsonl --stats")).Expect(1);

        var stats = JsonDocument.Parse(matched.Errors.Trim().Split('\n')[^1]).RootElement;
        Assert.Equal(["posts", "searches", "matches", "seconds", "postsPerSecond", "bytesAllocatedPerPost", "indexBytes"], stats.EnumerateObject().Select(value => value.Name));
        Assert.Equal((3, 2, 3), (stats.GetProperty("posts").GetInt32(), stats.GetProperty("searches").GetInt32(), stats.GetProperty("matches").GetInt32()));
        Assert.All(stats.EnumerateObject(), value => Assert.True(value.Value.GetDouble() > 0, value.Name));
        Assert.Equal(3, matched.Lines.Count);
    }

    [Theory]
    [InlineData("-", "posts.jsonl", "searches.jsonl")]
    [InlineData("searches.jsonl", "-", "posts.jsonl")]
    public async Task Reads_either_file_from_standard_input(string searches, string posts, string input)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(_folder.Path, input));

        var matched = (await _folder.RunWithInputAsync(text, "match", "--searches", searches, "--posts", posts)).Expect(1);

        Assert.Equal(3, matched.Lines.Count);
        Assert.All(matched.Lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Theory]
    [InlineData("match --searches - --posts -", "Only one of --searches and --posts can be standard input.")]
    [InlineData("match --searches nowhere.jsonl --posts posts.jsonl", "There is no file nowhere.jsonl.")]
    [InlineData("match --searches searches.jsonl --posts nowhere.jsonl", "There is no file nowhere.jsonl.")]
    public async Task Says_which_file_cannot_be_read(string command, string reason)
    {
        var refused = (await _folder.RunAsync(command)).Expect(2);

        Assert.Equal(reason, refused.Errors.Trim());
        Assert.Empty(refused.Output);
    }

    public void Dispose() => _folder.Dispose();
}
