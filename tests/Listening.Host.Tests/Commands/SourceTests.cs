using System.Text;
using Listening.Core.Posts;
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

        var check = (await _folder.RunAsync("check")).Expect(1);

        Assert.Contains("source           recording (recorded): ok", check.Lines);
        var other = Assert.Single(check.Lines, line => line.StartsWith("source           other (feed): ", StringComparison.Ordinal));
        Assert.DoesNotContain(": ok", other);
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
