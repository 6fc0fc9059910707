using System.Text.Json;
using Listening.Application.Collection;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Posts;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Collection;

public abstract class EditsAndDeletions(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    [AvailableFact]
    public async Task Updates_an_edited_post_under_its_first_limit_and_key_and_announces_it_again()
    {
        var search = await FirstAsync(Post("edited", "an apple"), Post("same", "an apple too"));
        var (edited, same) = (await RowOfAsync("edited"), await RowOfAsync("same"));
        await ClearOutboxAsync();

        Clock.Advance(TimeSpan.FromDays(1));
        Source.Add(Post("edited", "an apple, corrected"), Post("same", "an apple too"));
        var run = await Pipeline.CollectAsync(search);

        var after = await RowOfAsync("edited");
        Assert.Equal("an apple, corrected", (await Pipeline.HeldAsync())["edited"].Text);
        Assert.Equal((edited!.Id, edited.KeyId, edited.DueAt, edited.CollectedAt, 1), (after!.Id, after.KeyId, after.DueAt, after.CollectedAt, after.Revision));
        Assert.Equal(0, (await RowOfAsync("same"))!.Revision);
        Assert.Equal((0, 1, 0), (run!.New, run.Edited, run.Deleted));
        Assert.Equal([edited.Id], JsonSerializer.Deserialize<long[]>(Assert.Single(await RowsAsync<OutboxRow>()).PostIds)!);
        Assert.NotEqual(same!.Id, edited.Id);
    }

    [AvailableFact]
    public async Task Drops_the_match_of_a_search_that_an_edited_post_no_longer_concerns()
    {
        var apples = await Pipeline.AddSearchAsync("apples", "apple");
        var pears = await Pipeline.AddSearchAsync("pears", "pear");
        Source.Add(Post("1", "apple and pear"));
        await Pipeline.CollectAsync(apples);

        Source.Add(Post("1", "only a pear"));
        await Pipeline.CollectAsync(apples);

        Assert.Equal([pears], (await RowsAsync<MatchRow>()).Select(match => match.SearchId));
        Assert.Equal(1, await CountAsync<PostRow>());
    }

    [AvailableFact]
    public async Task Removes_a_post_whose_edit_matches_nothing_any_more()
    {
        var search = await FirstAsync(Post("1", "an apple"), Post("2", "another apple"));
        await Pipeline.RouteAsync();

        Source.Add(Post("1", "something else"));
        var run = await Pipeline.CollectAsync(search);

        await OnlyTheSecondIsLeftAsync();
        Assert.Equal((1, 0), (run!.Deleted, run.Edited));
        Assert.Equal((DeletionReason.NoLongerMatches, 1, 1), await LoggedAsync());
    }

    [AvailableFact]
    public async Task Notices_an_edit_that_follows_in_the_same_run()
    {
        Source.Add(Post("1", "an apple"));
        Source.Add(Post("1", "something else"), Post("2", "another apple"));
        var search = await Pipeline.AddSearchAsync("apples", "apple");

        await Pipeline.CollectAsync(search);

        Assert.Equal(["2"], (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Notices_an_edit_of_a_held_post_when_a_purge_came_in_between()
    {
        var search = await FirstAsync(Post("due", "an apple"));
        Clock.Advance(TimeSpan.FromDays(5));
        Source.Add(Post("1", "an apple"), Post("2", "another apple"));
        Source.Add(Post("1", "something else"));
        Source.BeforePage = async page =>
        {
            if (page != 2) return;
            while (await RowOfAsync("1") is null) await Task.Delay(10);
            Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
        };

        await Pipeline.CollectAsync(search);

        Assert.Equal(["2"], (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Learns_what_another_process_stored_before_a_post_of_its_own()
    {
        await FirstAsync(Post("1", "an apple"));
        var row = (await RowOfAsync("1"))!;
        using var held = new HeldPosts(Pipeline.Get<PostContent>());
        held.Learn(row.SourceId, Post("own", ""), row.Id + 1_000_000);
        Assert.False(held.MayHold(row.SourceId, "1"));

        await using var db = Pipeline.Open();
        await held.RefreshAsync(db, CancellationToken.None);

        Assert.True(held.MayHold(row.SourceId, "1"));
    }

    [AvailableFact]
    public async Task Removes_what_is_deleted_upstream_with_match_and_item()
    {
        var search = await FirstAsync(Post("1", "an apple"), Post("2", "another apple"));
        await Pipeline.RouteAsync();

        Source.AddDeleted("1", "never-seen");
        var run = await Pipeline.CollectAsync(search);

        await OnlyTheSecondIsLeftAsync();
        Assert.Equal(1, run!.Deleted);
        Assert.Equal((DeletionReason.DeletedUpstream, 1, 1), await LoggedAsync());
        Assert.Equal(1, await TombstonesAsync());
    }

    [AvailableFact]
    public async Task Does_not_take_a_deleted_post_back_although_the_source_shows_it_again()
    {
        var search = await FirstAsync(Post("1", "an apple"));
        Source.AddDeleted("1");
        await Pipeline.CollectAsync(search);

        Source.Add(Post("1", "an apple"), Post("2", "another apple"));
        var run = await Pipeline.CollectAsync(search);

        Assert.Equal(["2"], (await Pipeline.HeldAsync()).Keys);
        Assert.Equal(1, run!.New);
    }

    [AvailableFact]
    public async Task Forgets_a_deleted_post_only_some_days_after_the_source_last_showed_it()
    {
        var search = await FirstAsync(Post("shown", "an apple"), Post("unshown", "an apple too"));
        Source.AddDeleted("shown", "unshown");
        await Pipeline.CollectAsync(search);

        // Shown once more after 30 days, so the 35 days of that one begin again.
        Clock.Advance(TimeSpan.FromDays(30));
        Source.Add(Post("shown", "an apple"));
        await Pipeline.CollectAsync(search);
        Clock.Advance(TimeSpan.FromDays(10));
        await Pipeline.PurgeAsync();
        Source.Add(Post("shown", "an apple"), Post("unshown", "an apple too"));
        await Pipeline.CollectAsync(search);
        Assert.Equal(["unshown"], (await Pipeline.HeldAsync()).Keys);

        Clock.Advance(TimeSpan.FromDays(36));
        await Pipeline.PurgeAsync();
        Source.Add(Post("shown", "an apple"));
        await Pipeline.CollectAsync(search);
        Assert.Contains("shown", (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Leaves_a_post_alone_that_somebody_else_deletes_at_the_same_time()
    {
        var search = await FirstAsync(Post("1", "an apple"), Post("2", "another apple"));
        var first = (await RowOfAsync("1"))!.Id;
        Source.AddDeleted("1");
        Source.Add(Post("3", "a third apple"));

        await using var db = Pipeline.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Matches.Where(match => match.PostId == first).ExecuteDeleteAsync();
        await db.Posts.Where(post => post.Id == first).ExecuteDeleteAsync();
        var collecting = Task.Run(() => Pipeline.CollectAsync(search));
        await Task.Delay(500);
        Assert.False(collecting.IsCompleted, "The run does not wait for the deletion, so this test shows nothing.");
        await transaction.CommitAsync();

        var run = await collecting;
        Assert.Equal((0, 1), (run!.Deleted, run.New));
        Assert.Equal(["2", "3"], (await Pipeline.HeldAsync()).Keys.Order());
    }

    private async Task<int> FirstAsync(params Post[] posts)
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(posts);
        await Pipeline.CollectAsync(search);
        return search;
    }

    private async Task OnlyTheSecondIsLeftAsync()
    {
        var second = await RowOfAsync("2");
        Assert.Equal([second!.Id], (await RowsAsync<PostRow>()).Select(row => row.Id));
        Assert.Equal([second.Id], (await RowsAsync<MatchRow>()).Select(row => row.PostId));
        Assert.Equal([second.Id], (await RowsAsync<TriageItemRow>()).Select(row => row.PostId));
    }

    private async Task<(DeletionReason, int Posts, int Matches)> LoggedAsync()
    {
        var entry = Assert.Single(await RowsAsync<DeletionLogRow>());
        return (entry.Reason, entry.Posts, entry.Matches);
    }

    private async Task ClearOutboxAsync()
    {
        await using var db = Pipeline.Open();
        await db.Outbox.ExecuteDeleteAsync();
    }
}

public sealed class EditsAndDeletionsOnSqlite() : EditsAndDeletions(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class EditsAndDeletionsOnPostgreSql() : EditsAndDeletions(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class EditsAndDeletionsOnSqlServer() : EditsAndDeletions(TestDatabases.SqlServerAsync);
