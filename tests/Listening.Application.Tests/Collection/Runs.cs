using Listening.Application.Collection;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Sources;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Collection;

public abstract class Runs(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    [AvailableFact]
    public async Task Goes_on_from_its_checkpoint_when_it_was_stopped_in_the_middle()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        for (var page = 0; page < 4; page++) Source.Add(Post($"{page}", "an apple"));
        using var stop = new CancellationTokenSource();
        Source.BeforePage = async page =>
        {
            if (page != 2) return;
            while (await RowOfAsync("1") is null) await Task.Delay(10);
            await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Pipeline.Get<CollectionService>().RunAsync(search, SourceId(), null, stop.Token));
        Assert.Equal(["0", "1"], (await Pipeline.HeldAsync()).Keys.Order());

        Source.BeforePage = _ => Task.CompletedTask;
        Source.Asked.Clear();
        var run = await Pipeline.CollectAsync(search);

        Assert.Equal("2", Source.Asked[0].Cursor);
        Assert.Equal(["0", "1", "2", "3"], (await Pipeline.HeldAsync()).Keys.Order());
        Assert.Equal(("2", "4", 2), (run!.CursorFrom, run.CursorTo, run.New));
    }

    [AvailableFact]
    public async Task Does_not_store_a_page_whose_checkpoint_another_run_moved()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("1", "an apple"));
        Source.BeforePage = async _ =>
        {
            await using var db = Pipeline.Open();
            await db.Checkpoints.ExecuteUpdateAsync(row => row.SetProperty(c => c.Version, c => c.Version + 1));
        };

        var overtaken = await Pipeline.CollectAsync(search);

        Assert.Equal(0, await CountAsync<PostRow>());
        Assert.Equal(0, await CountAsync<OutboxRow>());
        Assert.Equal((null, 0, 0, 0), (overtaken!.CursorTo, overtaken.Read, overtaken.Matched, overtaken.New));

        Source.BeforePage = _ => Task.CompletedTask;
        await Pipeline.CollectAsync(search);
        Assert.Equal(["1"], (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Stores_and_announces_each_post_once_when_two_run_at_once()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        for (var page = 0; page < 20; page++) Source.Add([.. Enumerable.Range(0, 10).Select(i => Post($"{page}-{i}", $"apple {i}"))]);
        var both = new[] { AnotherCollector(), AnotherCollector() };

        var runs = (await Task.WhenAll(both.Select(collector => Task.Run(() => UntilReadAsync(collector, search))))).SelectMany(run => run).ToList();

        Assert.Equal(200, await CountAsync<PostRow>());
        Assert.Equal(200, await CountAsync<MatchRow>());
        Assert.Equal(200, runs.Sum(run => run.New));
        Assert.Equal(200, runs.Sum(run => run.Read));
        var announced = (await RowsAsync<OutboxRow>()).SelectMany(row => System.Text.Json.JsonSerializer.Deserialize<long[]>(row.PostIds)!).ToList();
        Assert.Equal((await RowsAsync<PostRow>()).Select(post => post.Id).Order(), announced.Order());
        foreach (var collector in both) collector.Dispose();
    }

    [AvailableFact]
    public async Task Leaves_a_run_with_its_times_counts_and_cursors()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.AddPage(new SourcePage { Posts = [Post("1", "an apple"), Post("2", "a pear")], Malformed = 3, PossibleGap = true });
        Source.Add(Post("3", "a third apple"));
        var due = Clock.UtcNow.AddMinutes(5);

        await Pipeline.Get<CollectionService>().RunAsync(search, SourceId(), due, CancellationToken.None);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Pipeline.CollectAsync(search);

        var runs = (await RowsAsync<CollectionRunRow>()).OrderBy(run => run.Id).ToList();
        Assert.Equal(2, runs.Count);
        var (first, second) = (runs[0], runs[1]);
        Assert.Equal((null, "2"), (first.CursorFrom, first.CursorTo));
        Assert.Equal((3, 2, 2, 3, 0), (first.Read, first.New, first.Matched, first.Malformed, first.Errors));
        Assert.True(first.PossibleGap);
        Assert.Equal((Clock.UtcNow.AddMinutes(-1), due), (first.StartedAt, first.NextDueAt));
        Assert.Equal(first.StartedAt, first.FinishedAt);
        Assert.Equal(("2", "2", 0, 0, 0), (second.CursorFrom, second.CursorTo, second.Read, second.New, second.Malformed));
        Assert.False(second.PossibleGap);
    }

    [AvailableFact]
    public async Task Runs_nothing_for_a_search_that_was_removed()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        var other = await Pipeline.AddSearchAsync("pears", "pear");
        Source.Add(Post("1", "an apple"), Post("2", "a pear"));
        await Pipeline.Get<Application.Searches.SearchService>().RemoveAsync(
            "apples", Application.Auditing.OperationContext.System(Clock, "Test."), CancellationToken.None);

        Assert.Null(await Pipeline.CollectAsync(search));
        Assert.NotNull(await Pipeline.CollectAsync(other));
        Assert.Equal(["2"], (await Pipeline.HeldAsync()).Keys);
    }

    private int SourceId() => Pipeline.Get<SourceCatalog>().Find("list")!.Id;

    private async Task<List<CollectionRunRow>> UntilReadAsync(CollectionService collector, int search)
    {
        var runs = new List<CollectionRunRow>();
        while (true)
        {
            var run = await collector.RunAsync(search, SourceId(), null, CancellationToken.None);
            runs.Add(run!);
            if (run!.CursorFrom == "20") return runs;
        }
    }
}

public sealed class RunsOnSqlite() : Runs(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class RunsOnPostgreSql() : Runs(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class RunsOnSqlServer() : Runs(TestDatabases.SqlServerAsync);
