using System.Text.Json;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Sources;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Collection;

public abstract class StoringOnce(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    [AvailableFact]
    public async Task Stores_a_post_once_with_a_match_for_each_search_that_finds_it()
    {
        var apples = await Pipeline.AddSearchAsync("apples", "apple");
        var pears = await Pipeline.AddSearchAsync("pears", "pear");
        Source.Add(Post("both", "apple and pear"), Post("one", "apple only"));

        await Pipeline.CollectAsync(apples);
        await Pipeline.CollectAsync(pears);

        Assert.Equal(2, await CountAsync<PostRow>());
        var (both, one) = (await RowOfAsync("both"), await RowOfAsync("one"));
        var matches = (await RowsAsync<MatchRow>()).Select(match => (match.PostId, match.SearchId)).Order();
        Assert.Equal(new[] { (both!.Id, apples), (both.Id, pears), (one!.Id, apples) }.Order(), matches);
    }

    [AvailableFact]
    public async Task Never_stores_a_post_that_matches_nothing()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("no", "nothing of the kind"), Post("yes", "an apple"));

        var run = await Pipeline.CollectAsync(search);

        Assert.Equal(["yes"], (await Pipeline.HeldAsync()).Keys);
        Assert.Equal((2, 1, 1), (run!.Read, run.Matched, run.New));
        Assert.Equal(1, await CountAsync<PostRow>());
    }

    [AvailableFact]
    public async Task Stores_nothing_again_when_the_same_post_is_read_again()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("1", "an apple"));
        await Pipeline.CollectAsync(search);
        var before = await RowOfAsync("1");

        Clock.Advance(TimeSpan.FromHours(1));
        Source.Add(Post("1", "an apple"), Post("2", "another apple"));
        var run = await Pipeline.CollectAsync(search);

        Assert.Equal((1, 0, 2), (run!.New, run.Edited, run.Matched));
        var after = await RowOfAsync("1");
        Assert.Equal((before!.Id, before.Revision, before.DueAt), (after!.Id, after.Revision, after.DueAt));
        Assert.Equal([before.Id, (await RowOfAsync("2"))!.Id], await AnnouncedAsync());
    }

    [AvailableFact]
    public async Task Keeps_the_last_of_several_versions_in_one_page()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(
            Post("kept", "apple, first"), Post("kept", "apple, second"),
            Post("gone", "apple at first"), Post("gone", "then something else"));

        await Pipeline.CollectAsync(search);

        var held = await Pipeline.HeldAsync();
        Assert.Equal("apple, second", Assert.Single(held).Value.Text);
    }

    [AvailableFact]
    public async Task Announces_in_rows_that_hold_only_numbers_five_hundred_at_most()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add([.. Enumerable.Range(0, 1201).Select(i => Post($"n{i}", $"apple {i}"))]);

        await Pipeline.CollectAsync(search);

        var lists = (await RowsAsync<OutboxRow>()).OrderBy(row => row.Id).Select(row => JsonSerializer.Deserialize<long[]>(row.PostIds)!).ToList();
        Assert.Equal([500, 500, 201], lists.Select(list => list.Length));
        Assert.Equal((await RowsAsync<PostRow>()).Select(post => post.Id).Order(), lists.SelectMany(list => list).Order());
        Assert.All(await RowsAsync<OutboxRow>(), row => Assert.Matches("^[0-9,\\[\\]]+$", row.PostIds));
    }

    [AvailableFact]
    public async Task Holds_a_search_of_a_list_against_no_page_but_its_own()
    {
        var everywhere = await Pipeline.AddSearchAsync("apples", "apple", source: "platform");
        var onList = await Pipeline.AddSearchAsync("on-list", "apple", source: "platform", kind: SearchKind.List, target: "https://example.org/list");
        Pipeline.Platform.Add(Post("1", "an apple"));

        await Pipeline.CollectAsync(everywhere, "platform");
        Assert.Equal([everywhere], (await RowsAsync<MatchRow>()).Select(match => match.SearchId));

        // Its own run reads the same page, and finds it for both.
        await Pipeline.CollectAsync(onList, "platform");
        Assert.Equal([everywhere, onList], (await RowsAsync<MatchRow>()).Select(match => match.SearchId).Order());
        Assert.Equal(1, await CountAsync<PostRow>());
    }

    [AvailableFact]
    public async Task Reads_a_shared_source_from_its_start_for_a_new_search_and_doubles_nothing()
    {
        var apples = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("1", "an apple"), Post("2", "a pear"));
        await Pipeline.CollectAsync(apples);

        var pears = await Pipeline.AddSearchAsync("pears", "pear");
        var run = await Pipeline.CollectAsync(pears);

        Assert.Null(run!.CursorFrom);
        Assert.Equal(["1", "2"], (await Pipeline.HeldAsync()).Keys.Order());
        Assert.Equal(1, run.New);
        Assert.Equal([(await RowOfAsync("1"))!.Id, (await RowOfAsync("2"))!.Id], await AnnouncedAsync());
    }

    private async Task<long[]> AnnouncedAsync() =>
        [.. (await RowsAsync<OutboxRow>()).OrderBy(row => row.Id).SelectMany(row => JsonSerializer.Deserialize<long[]>(row.PostIds)!)];
}

public sealed class StoringOnceOnSqlite() : StoringOnce(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class StoringOnceOnPostgreSql() : StoringOnce(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class StoringOnceOnSqlServer() : StoringOnce(TestDatabases.SqlServerAsync);
