using System.Text;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Posts;
using Listening.Storage.Sqlite;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Retention;

/// <summary>Looks for what posts say in the bytes of every file that the database and the keys have.</summary>
public abstract class Secrecy(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private const int Posts = 200;
    private const string Mark = "qzcanary";

    [AvailableFact]
    public async Task No_file_ever_holds_anything_of_a_post_and_after_five_days_its_key_is_gone()
    {
        var search = await Pipeline.AddSearchAsync("mentions", "ico");
        // What is looked for would be found: the name of a saved search is no secret and stands in the clear.
        await Pipeline.AddSearchAsync("visiblecanary", "nothing");
        await NothingFoundAsync("before anything was collected");

        Source.Add([.. Enumerable.Range(0, Posts).Select(i => Canary(i, "How do I reach the ICO"))]);
        await Pipeline.CollectAsync(search);
        Assert.Equal(Posts, await CountAsync<PostRow>());
        await NothingFoundAsync("after collecting");

        await Pipeline.RouteAsync();
        Assert.Equal(Posts, await CountAsync<TriageItemRow>());
        await NothingFoundAsync("after routing");

        Clock.Advance(TimeSpan.FromDays(1));
        Source.Add([.. Enumerable.Range(0, 20).Select(i => Canary(i, "ICO presale, join the token sale,"))]);
        await Pipeline.CollectAsync(search);
        await Pipeline.RouteAsync();
        await NothingFoundAsync("after an edit");

        Clock.Advance(TimeSpan.FromDays(4));
        await Pipeline.PurgeAsync();
        Assert.Equal(0, await CountAsync<PostRow>() + await CountAsync<MatchRow>() + await CountAsync<TriageItemRow>());
        Assert.DoesNotContain(Directory.EnumerateFiles(Pipeline.KeyFolder, "2026*"), file => string.CompareOrdinal(Path.GetFileName(file), "2026-03-15") < 0);
        await NothingFoundAsync("after the purge");
    }

    private static Post Canary(int i, string text) => new()
    {
        Id = $"{Mark}-id-{i}",
        Text = $"{text} {Mark}text{i}?",
        Author = new Author($"{Mark}-author-{i}", $"{Mark}handle{i}", $"{Mark} name {i}"),
        Url = $"https://example.org/{Mark}/{i}",
        Links = [$"https://example.net/{Mark}link{i}"],
        Hashtags = [$"{Mark}tag{i}"],
        Mentions = [$"{Mark}mention{i}"],
        ReplyTo = $"{Mark}-reply-{i}",
    };

    private async Task NothingFoundAsync(string when)
    {
        if (Pipeline.Database.Provider == "PostgreSql")
        {
            await using var db = Pipeline.Open();
            await db.Database.ExecuteSqlRawAsync("CHECKPOINT");
        }

        // SQL Server keeps its files where a test cannot see them, and reading a row says nothing of its log.
        var folders = Pipeline.Database.Provider == "SqlServer" ? [Pipeline.KeyFolder] : new[] { Pipeline.Database.DataFolder, Pipeline.KeyFolder };
        var files = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).ToList();
        var found = files.Where(file => Holds(file, Mark)).Select(Path.GetFileName).ToList();
        Assert.True(found.Count == 0, $"Something of a post stands in {string.Join(", ", found)} {when}.");
        if (Pipeline.Database.Provider != "SqlServer") Assert.Contains(files, file => Holds(file, "visiblecanary"));
    }

    private static bool Holds(string file, string text)
    {
        Span<byte> bytes;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            bytes = new byte[stream.Length];
            bytes = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (FileNotFoundException)
        {
            // The server has removed it since it was listed.
            return false;
        }

        return bytes.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
    }
}

public sealed class SecrecyOnSqlite() : Secrecy(TestDatabases.SqliteAsync)
{
    [Fact]
    public async Task A_copy_of_the_database_opens_nothing_with_the_keys_of_a_week_later()
    {
        var search = await Pipeline.AddSearchAsync("mentions", "ico");
        Source.Add(Post("1", "The ICO at first"));
        await Pipeline.CollectAsync(search);
        List<PostRow> copied;
        await using (var copy = new SqliteTestDatabase())
        {
            foreach (var file in Directory.EnumerateFiles(Pipeline.Database.DataFolder)) File.Copy(file, Path.Combine(copy.DataFolder, Path.GetFileName(file)));
            await using var opened = Open(copy);
            copied = await opened.Posts.AsNoTracking().ToListAsync();
        }

        Assert.Equal("The ICO at first", OpenedWithTodaysKeys(Assert.Single(copied)));
        Clock.Advance(TimeSpan.FromDays(7));
        Source.Add(Post("2", "The ICO a week later"));
        await Pipeline.CollectAsync(search);
        await Pipeline.PurgeAsync();

        Assert.Null(OpenedWithTodaysKeys(copied[0]));
        Assert.Equal("The ICO a week later", OpenedWithTodaysKeys(Assert.Single(await RowsAsync<PostRow>())));
    }

    // A folder opened anew: what the running service may still have in memory does not help whoever has the copy.
    private string? OpenedWithTodaysKeys(PostRow row)
    {
        using var keys = new KeyFolder(Pipeline.KeyFolder);
        return new PostContent(keys).Open(row.Content, row.KeyId, row.IdHash)?.Text;
    }

    private static SqliteListeningDbContext Open(SqliteTestDatabase copy) =>
        new(new DbContextOptionsBuilder<SqliteListeningDbContext>().UseSqlite(copy.ConnectionString + ";Pooling=False").Options);
}

[Needs(Peer.PostgreSql)]
public sealed class SecrecyOnPostgreSql() : Secrecy(TestDatabases.PostgreSqlAloneAsync);

[Needs(Peer.SqlServer)]
public sealed class SecrecyOnSqlServer() : Secrecy(TestDatabases.SqlServerAsync);
