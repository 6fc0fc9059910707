using System.Text;
using Listening.Application.Sources;
using Listening.Core.Posts;
using Listening.TestSupport.Executable;
using Listening.TestSupport.Servers;
using Microsoft.Data.Sqlite;
using Xunit;
using static Listening.Host.Tests.Commands.CommandFolder;

namespace Listening.Host.Tests.Commands;

public sealed class SourceTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    [Fact]
    public async Task Are_read_without_storing_anything()
    {
        _folder.Configure(Enumerable.Range(1, 5).Select(number => Line($"{number}", $"post number {number} — “ōd”")));

        var read = (await _folder.RunAsync("source read recording --limit 3")).Expect(0);

        var posts = read.Lines.Select(line => PostReader.Read(Encoding.UTF8.GetBytes(line)).Post).ToList();
        Assert.Equal(["1", "2", "3"], posts.Select(post => post.Id));
        Assert.All(posts, post => Assert.Equal(("recording", $"post number {post.Id} — “ōd”", $"writer{post.Id}"), (post.Source, post.Text, post.Author.Handle)));
        Assert.Equal("3 posts; nothing was stored.", read.Errors.Trim());
        Assert.Equal((0L, 0L, 0L), (await CountAsync("Posts"), await CountAsync("Checkpoints"), await CountAsync("CollectionRuns")));
    }

    [Fact]
    public async Task That_are_not_configured_are_refused_with_those_that_are()
    {
        _folder.Configure([]);

        var refused = (await _folder.RunAsync("source read television")).Expect(1);

        Assert.Equal("No source named television is configured; there is recording.", refused.Errors.Trim());
        Assert.Empty(refused.Output);
    }

    [Fact]
    public async Task Are_checked_a_line_each()
    {
        _folder.Configure([Line("1", "something")]);

        var check = (await _folder.RunAsync("check")).Expect(0);

        Assert.Equal(
            ["configuration    ok", "database         ok (Sqlite)", "keys             ok, 0 content keys", "source           recording (recorded): ok"], check.Lines);
    }

    [Fact]
    public async Task That_do_not_answer_are_said_to_and_the_others_are_checked_all_the_same()
    {
        var nobody = $"http://127.0.0.1:{LoopbackPorts.Take()}/feed";
        _folder.Configure([Line("1", "something")], otherSource: new { Kind = "Feed", Feed = new { Url = nobody, AllowPrivateAddresses = true, Timeout = "0:00:02" } });
        await PermitAsync();

        var check = (await _folder.RunAsync("check")).Expect(1);

        Assert.Contains("source           recording (recorded): ok", check.Lines);
        var other = Assert.Single(check.Lines, line => line.StartsWith("source           other (feed): ", StringComparison.Ordinal));
        Assert.DoesNotContain(": ok", other);
    }

    [Fact]
    public async Task Of_somebody_elses_platform_are_off_until_it_is_recorded_by_what_right_they_are_read()
    {
        _folder.Configure([Line("1", "something")], otherSource: new { Kind = "Feed", Feed = new { Url = $"http://127.0.0.1:{LoopbackPorts.Take()}/feed", AllowPrivateAddresses = true } });
        var off = SourcePermissions.Missing;
        Assert.Contains($"source           other (feed): {off}", (await _folder.RunAsync("check")).Expect(0).Lines);
        Assert.Equal(off, (await _folder.RunAsync("source read other")).Expect(1).Errors.Trim());
        Assert.Contains($"state       off: {off}", (await _folder.RunAsync("source show other")).Expect(0).Lines);

        Assert.Equal("The source other may be read; a running service begins within its schedule.", (await PermitAsync()).Output.Trim());

        var shown = (await _folder.RunAsync("source show other")).Expect(0);
        Assert.Contains("terms       The crier's rules, version 2, read on 2026-03-01", shown.Lines);
        Assert.Contains("approval    Letter 12", shown.Lines);
        Assert.Contains("use         Reading what is said to the organisation.", shown.Lines);
        Assert.DoesNotContain(off, (await _folder.RunAsync("source list")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal("The source other is off.", (await _folder.RunAsync("source withdraw other", "--reason", "The letter was taken back.")).Expect(0).Output.Trim());
        Assert.Contains(off, (await _folder.RunAsync("source list")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_at_their_budget_and_show_what_they_used()
    {
        _folder.Configure([Line("1", "something")], otherSource: new
        {
            Kind = "Feed",
            Budget = new { CallsPerDay = 1 },
            Feed = new { Url = $"http://127.0.0.1:{LoopbackPorts.Take()}/feed", AllowPrivateAddresses = true, Timeout = "0:00:02" },
        });
        await PermitAsync();

        // The refused connection is tried again, which the budget does not hold.
        var refused = (await _folder.RunAsync("source read other")).Expect(1);

        Assert.StartsWith("The day's budget is spent: 1 calls a day.", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("used today  1 of 1 calls", (await _folder.RunAsync("source show other")).Expect(0).Lines);
    }

    [Fact]
    public async Task Are_asked_for_a_search_as_its_explanation_says()
    {
        _folder.Configure([Line("1", "something")], otherSource: new { Kind = "Bluesky", Bluesky = new { Identifier = "reader.example", AppPassword = "not-a-password" } });
        (await _folder.RunAsync("search add fees --source recording --source other", "--query", "fee OR \"fees office\"")).Expect(0);

        var explained = (await _folder.RunAsync("search explain fees")).Expect(0);

        Assert.Equal(
            [
                "query    fee OR \"fees office\"", "looks    Keywords", "",
                "source   other (bluesky)", "asked    app.bsky.feed.searchPosts q=fee sort=latest", "asked    app.bsky.feed.searchPosts q=\"fees office\" sort=latest",
                "local    What the requests leave out of the query: every post that they find is held against the whole of it here.", "",
                "source   recording (recorded)", "asked    The whole recording.", "local    The whole query: every post that is read is held against it here.",
            ],
            explained.Output.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r')));
        Assert.Equal("There is no search named moon. `listening search list` shows those there are.", (await _folder.RunAsync("search explain moon")).Expect(1).Errors.Trim());
    }

    [Fact]
    public async Task Are_not_checked_when_the_database_cannot_be_used()
    {
        _folder.Configure([Line("1", "something")], connection: "Data Source=posts.jsonl");

        var check = (await _folder.RunAsync("check")).Expect(1);

        Assert.Equal("configuration    ok", check.Lines[0]);
        Assert.StartsWith("database         Sqlite cannot be used: ", Assert.Single(check.Lines.Skip(1)));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<CommandResult> PermitAsync() =>
        (await _folder.RunAsync("source permit other --read-on 2026-03-01", "--terms", "The crier's rules, version 2", "--approval", "Letter 12", "--use", "Reading what is said to the organisation.")).Expect(0);

    private async Task<long> CountAsync(string table)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "listening.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // Table names of this file only.
        command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
