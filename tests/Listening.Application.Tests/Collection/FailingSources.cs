using Listening.Application.Collection;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Sources;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Collection;

public abstract class FailingSources(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    [AvailableFact]
    public async Task Leaves_a_failing_source_alone_twice_as_long_each_time()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        foreach (var pause in (int[])[15, 30, 60, 120])
        {
            Source.Instead = () => SourceRead.Failed(SourceFailureKind.Unavailable, "The server answers 503.");
            Assert.Equal(1, (await Pipeline.CollectAsync(search))!.Errors);
            Clock.Advance(TimeSpan.FromSeconds(pause - 1));
            Assert.Null(await Pipeline.CollectAsync(search));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(4, Source.Asked.Count);
        Assert.Equal(0, (await Pipeline.CollectAsync(search))!.Errors);
    }

    [AvailableFact]
    public async Task Leaves_a_source_alone_for_as_long_as_it_asks()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Instead = () => SourceRead.Failed(SourceFailureKind.RateLimited, "Too many requests.", TimeSpan.FromMinutes(10));
        await Pipeline.CollectAsync(search);

        Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Null(await Pipeline.CollectAsync(search));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await Pipeline.CollectAsync(search));
    }

    [AvailableFact]
    public async Task Shows_a_failing_source_as_unhealthy_until_it_is_read_again_and_the_others_as_healthy()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        var elsewhere = await Pipeline.AddSearchAsync("pears", "pear", source: "platform");
        Source.Instead = () => SourceRead.Failed(SourceFailureKind.Unauthorised, "The sign-in was refused.");
        await Pipeline.CollectAsync(search);
        await Pipeline.CollectAsync(elsewhere, "platform");

        var (failing, other) = await StatusAsync();
        Assert.Equal((SourceState.Failing, "The sign-in was refused.", null), (failing.State, failing.Problem, failing.LastSuccessAt));
        Assert.Equal("The sign-in was refused.", Assert.Single(failing.Searches).Problem);
        Assert.Equal((SourceState.Healthy, null, Clock.UtcNow), (other.State, other.Problem, other.LastSuccessAt));

        Clock.Advance(TimeSpan.FromMinutes(1));
        await Pipeline.CollectAsync(search);
        Assert.Equal((SourceState.Healthy, null, Clock.UtcNow), ((await StatusAsync()).Failing.State, (await StatusAsync()).Failing.Problem, (await StatusAsync()).Failing.LastSuccessAt));
    }

    [AvailableFact]
    public async Task Ends_just_the_run_when_a_connector_throws_and_keeps_nothing_of_its_message()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        var elsewhere = await Pipeline.AddSearchAsync("more-apples", "apple", source: "platform");
        Pipeline.Platform.Add(Post("1", "an apple"));
        Source.Instead = () => throw new FormatException("Found “canary-quoted-post” where a number was expected.");

        var run = await Pipeline.CollectAsync(search);
        await Pipeline.CollectAsync(elsewhere, "platform");

        Assert.Equal(1, run!.Errors);
        Assert.Contains("FormatException", run.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(await RowsAsync<CollectionRunRow>(), row => row.Problem?.Contains("canary", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(await RowsAsync<SourceRow>(), row => row.Problem?.Contains("canary", StringComparison.Ordinal) == true);
        Assert.Equal(["1"], (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Records_a_failure_whose_message_is_longer_than_its_column()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Instead = () => SourceRead.Failed(SourceFailureKind.Rejected, new string('x', 5000));

        await Pipeline.CollectAsync(search);

        Assert.Equal(1000, Assert.Single(await RowsAsync<CollectionRunRow>()).Problem!.Length);
        Assert.Contains(await RowsAsync<SourceRow>(), row => row.Problem?.Length == 1000);
    }

    [AvailableFact]
    public async Task Keeps_the_pages_before_a_failure_and_reads_the_failed_one_again()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("1", "an apple"));
        Source.Add(Post("2", "another apple"));
        Source.BeforePage = page =>
        {
            if (page == 1) throw new TimeoutException();
            return Task.CompletedTask;
        };
        await Pipeline.CollectAsync(search);
        Assert.Equal(["1"], (await Pipeline.HeldAsync()).Keys);

        Source.BeforePage = _ => Task.CompletedTask;
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Pipeline.CollectAsync(search);
        Assert.Equal(["1", "2"], (await Pipeline.HeldAsync()).Keys.Order());
    }

    private async Task<(SourceStatus Failing, SourceStatus Other)> StatusAsync()
    {
        var all = await Pipeline.Get<ISourceReader>().ListAsync(CancellationToken.None);
        return (all.Single(source => source.Source == "list"), all.Single(source => source.Source == "platform"));
    }
}

public sealed class FailingSourcesOnSqlite() : FailingSources(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class FailingSourcesOnPostgreSql() : FailingSources(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class FailingSourcesOnSqlServer() : FailingSources(TestDatabases.SqlServerAsync);

public class Pauses
{
    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 30)]
    [InlineData(8, 1920)]
    [InlineData(9, 3600)]
    [InlineData(10, 3600)]
    [InlineData(1_000_000, 3600)]
    public void A_pause_doubles_from_fifteen_seconds_to_an_hour(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SourceHealth.PauseAfter(failures));
}
