using System.Text.Json;
using Xunit;
using static Listening.Host.Tests.Commands.CommandFolder;

namespace Listening.Host.Tests.Commands;

public sealed class AuthorityTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    private static string[] Posts =>
    [
        Line("1", "Barnet and Brent councils ignored my FOI"),
        "nonsense",
        Line("3", "Newcastle council is 45 days late with my FOI"),
    ];

    [Fact]
    public async Task Prints_a_line_for_each_post_and_says_which_lines_are_none()
    {
        _folder.Write("posts.jsonl", string.Join('\n', Posts));

        var found = (await _folder.RunAsync("authorities find --posts posts.jsonl")).Expect(1);

        Assert.Equal(["line 2: not JSON at byte 1"], found.Errors.Trim().Split('\n'));
        Assert.Equal(2, found.Lines.Count);
        using var first = JsonDocument.Parse(found.Lines[0]);
        Assert.Equal(["id", "authorities", "possible", "reasons"], first.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["London Borough of Barnet", "London Borough of Brent"], Names(first, "authorities").Order());
        using var second = JsonDocument.Parse(found.Lines[^1]);
        Assert.Empty(Names(second, "authorities"));
        Assert.Equal(["Newcastle City Council", "Newcastle-under-Lyme Borough Council"], Names(second, "possible").Order());
        Assert.Equal(["posts.jsonl"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Adds_signals_when_they_are_asked_for()
    {
        var found = (await _folder.RunWithInputAsync(Posts[2], "authorities", "find", "--posts", "-", "--signals")).Expect(0);

        using var line = JsonDocument.Parse(Assert.Single(found.Lines));
        var signal = Assert.Single(line.RootElement.GetProperty("signals").EnumerateArray());
        Assert.Equal(("overdue", 45), (signal.GetProperty("signal").GetString(), signal.GetProperty("days").GetInt32()));
    }

    [Fact]
    public async Task Says_that_a_file_is_not_there()
    {
        var refused = (await _folder.RunAsync("authorities find --posts nowhere.jsonl")).Expect(2);

        Assert.Equal("There is no file nowhere.jsonl.", refused.Errors.Trim());
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string?> Names(JsonDocument line, string field) => line.RootElement.GetProperty(field).EnumerateArray().Select(name => name.GetString());
}
