using System.Text.Json;
using Xunit;

namespace Listening.Host.Tests.Commands;

public sealed class PersonTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public PersonTests() => _folder.Configure(
    [
        Line("1", "Pim.example", "how much is the data protection fee?"),
        Line("2", "pim.example", "the fee <script>alert(1)</script> \u202Eagain"),
        Line("3", "pim.example.org", "a fee of somebody else, says @pim.example"),
    ]);

    [Fact]
    public async Task A_handle_is_found_copied_erased_and_counted()
    {
        await CollectAsync();

        var found = (await _folder.RunAsync("person find --reference IC-17 --handle @PIM.example")).Expect(0);
        Assert.Equal(3, found.Lines.Count);
        Assert.Equal("2 posts held; 0 kept by a hold.", found.Lines[^1]);
        Assert.All(found.Lines.Take(2), line => Assert.Contains("recording", line, StringComparison.Ordinal));

        var copied = (await _folder.RunAsync("person copy --reference IC-17 --handle pim.example --out IC-17.json")).Expect(0);
        Assert.Equal("A copy of 2 posts was written.", copied.Output.Trim());
        using var copy = JsonDocument.Parse(await File.ReadAllBytesAsync(PathOf("IC-17.json")));
        var posts = copy.RootElement.GetProperty("posts").EnumerateArray().ToList();
        Assert.Equal(["1", "2"], posts.Select(post => post.GetProperty("post").GetProperty("id").GetString()).Order());
        Assert.Equal(1, copy.RootElement.GetProperty("mentionedByOthers").GetProperty("posts").GetInt32());
        Assert.Equal("fees", posts[0].GetProperty("foundBy")[0].GetProperty("search").GetString());

        var erased = (await _folder.RunAsync("person erase --reference IC-17 --handle pim.example --reason Objection --object")).Expect(0);
        Assert.Equal(["2 of 2 posts deleted.", "The objection is remembered."], erased.Lines);
        var left = (await _folder.RunAsync("person find --reference IC-18 --handle pim.example.org")).Expect(0);
        Assert.Equal("1 post held; 0 kept by a hold.", left.Lines[^1]);

        Assert.Equal("The objection is forgotten.", (await _folder.RunAsync("person withdraw --reference IC-17 --handle pim.example")).Expect(0).Output.Trim());
        Assert.StartsWith("No such objection", (await _folder.RunAsync("person withdraw --reference IC-17 --handle pim.example")).Expect(1).Errors, StringComparison.Ordinal);

        var counts = (await _folder.RunAsync("person counts")).Expect(0);
        Assert.Equal(
            [["access", "1", "2", "0"], ["erasure", "1", "2", "2"], ["objection", "1", "2", "0"], ["withdrawal", "1", "0", "0"]],
            counts.Lines.Skip(1).Take(4).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("Objections remembered now: 0.", counts.Lines[^1]);
        Assert.Equal(["access", "0", "0", "0"], (await _folder.RunAsync("person counts --year 2020")).Expect(0).Lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_copy_as_a_page_is_for_its_owner_alone_and_harmless()
    {
        await CollectAsync();

        (await _folder.RunAsync("person copy --reference IC-17 --handle pim.example --out copy.html")).Expect(0);

        var page = await File.ReadAllTextAsync(PathOf("copy.html"));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("[U+202E]", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", page, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("copy.html")));

        var again = (await _folder.RunAsync("person copy --reference IC-17 --handle pim.example --out copy.html")).Expect(1);
        Assert.Equal("The file exists already; choose another name.", again.Errors.Trim());
    }

    [Fact]
    public async Task A_handle_is_read_from_standard_input_so_that_no_shell_remembers_it()
    {
        await CollectAsync();

        var found = (await _folder.RunWithInputAsync("@pim.example\n", "person", "find", "--reference", "IC-17", "--handle", "-")).Expect(0);

        Assert.Equal("2 posts held; 0 kept by a hold.", found.Lines[^1]);
        Assert.Contains("standard input", (await _folder.RunAsync("person find --help")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("find --reference IC-17", 2, "Give either --handle or --link.")]
    [InlineData("find --reference IC-17 --handle pim --link https://social.example/1", 2, "Give either --handle or --link.")]
    [InlineData("find --handle pim", 2, "--reference")]
    [InlineData("copy --reference IC-17 --handle pim --out copy.txt", 2, "--out has to end in .json or .html.")]
    [InlineData("copy --reference IC-17 --handle pim.example --out pim-example.json", 1, "The file's name contains the person's handle")]
    [InlineData("find --reference pim.example-7 --handle Pim.Example", 1, "The reference contains the person's handle.")]
    [InlineData("find --reference pim@social.example --handle tom", 1, "A reference is 3 to 64 letters")]
    [InlineData("find --reference pim --handle tom", 1, "A reference is 3 to 64 letters")]
    [InlineData("find --reference IC-17 --handle tom --source television", 1, "There is no source of that name; there is recording.")]
    [InlineData("object --reference IC-17 --link https://social.example/9", 1, "No post with this link is held")]
    [InlineData("counts --year 26", 2, "--year is a year of four digits")]
    public async Task What_cannot_be_used_is_refused_and_nothing_of_the_person_is_repeated(string command, int exitCode, string reason)
    {
        var refused = (await _folder.RunAsync("person " + command)).Expect(exitCode);

        Assert.Contains(reason, refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("pim.example", refused.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(refused.Output);
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Path), file => Path.GetFileName(file).StartsWith("copy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_of_the_person_stays_in_any_file_of_the_service()
    {
        await CollectAsync();
        await _folder.RunWithInputAsync("qzcanary.example\n", "person", "object", "--reference", "IC-17", "--handle", "-");
        await _folder.RunWithInputAsync("https://social.example/qzcanary\n", "person", "erase", "--reference", "IC-17", "--link", "-");
        await _folder.RunWithInputAsync("qzcanary.example\n", "person", "copy", "--reference", "IC-17", "--handle", "-", "--out", "copy.json");

        Assert.Equal([PathOf("copy.json")], CanaryScan.In("qzcanary", _folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private static string Line(string id, string handle, string text) =>
        JsonSerializer.Serialize(new { id, text, url = $"https://social.example/{id}", createdAt = "2026-03-10T06:00:00Z", author = new { id = $"a{id}", handle, name = "Somebody" } });

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private async Task CollectAsync()
    {
        (await _folder.RunAsync("search add fees --source recording --query fee")).Expect(0);
        (await _folder.RunAsync("search run fees")).Expect(0);
    }
}
