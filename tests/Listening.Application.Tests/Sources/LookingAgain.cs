using Listening.Application.Collection;
using Listening.Application.Sources;
using Listening.Application.Storage;
using Listening.Core.Sources;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Sources;

public abstract class LookingAgain(Func<Task<TestDatabase>> database) : PlatformTest(database)
{
    [AvailableFact]
    public async Task What_is_gone_upstream_is_deleted_here_with_that_reason_and_the_rest_stays()
    {
        await CollectAsync(5);
        Platform.Upstream["2"] = null;
        Platform.Upstream["5"] = null;

        await CheckAsync();

        Assert.Equal(["1", "2", "3", "4", "5"], Platform.Checked);
        Assert.Equal(["1", "3", "4"], (await Pipeline.HeldAsync()).Keys.Order(StringComparer.Ordinal));
        Assert.All(await RowsAsync<DeletionLogRow>(), row => Assert.Equal(DeletionReason.DeletedUpstream, row.Reason));
        Assert.Equal(2, (await RowsAsync<DeletionLogRow>()).Sum(row => row.Posts));
        var run = Assert.Single(await RowsAsync<CollectionRunRow>(), row => row.SearchId == 0);
        Assert.Equal((5, 2, 0), (run.Read, run.Deleted, run.Errors));
        Assert.Equal(Clock.UtcNow, (await StatusAsync()).CheckedAt);
    }

    [AvailableFact]
    public async Task What_was_edited_is_brought_up_to_date_and_keeps_its_limit()
    {
        await CollectAsync(2);
        var before = (await RowOfAsync("1", PlatformSource.Name))!;
        Platform.Upstream["1"] = Post("1", "a riper apple");
        Platform.Upstream["2"] = Post("2", "a pear after all");
        Clock.Advance(TimeSpan.FromHours(1));

        await CheckAsync();

        Assert.Equal("a riper apple", Assert.Single(await Pipeline.HeldAsync()).Value.Text);
        var after = (await RowOfAsync("1", PlatformSource.Name))!;
        Assert.Equal((before.DueAt, before.KeyId, before.Revision + 1), (after.DueAt, after.KeyId, after.Revision));
        Assert.Equal(DeletionReason.NoLongerMatches, Assert.Single(await RowsAsync<DeletionLogRow>()).Reason);
    }

    [AvailableFact]
    public async Task The_next_look_begins_an_interval_after_the_last_began_and_a_day_after_at_the_latest()
    {
        await CollectAsync(1);
        await CheckAsync();
        Clock.Advance(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        await CheckAsync();
        Assert.Single(Platform.Checked);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await CheckAsync();
        Assert.Equal(2, Platform.Checked.Count);
        Platform.CheckInterval = TimeSpan.FromDays(30);
        Clock.Advance(TimeSpan.FromDays(1));
        await CheckAsync();
        Assert.Equal(3, Platform.Checked.Count);
    }

    [AvailableFact]
    public async Task A_failure_concludes_nothing_and_the_look_goes_on_where_it_was_left()
    {
        await CollectAsync(5);
        Platform.Upstream["1"] = null;
        Platform.Upstream["4"] = null;
        await Pipeline.Get<SourceCatalog>().RegisterAsync(CancellationToken.None);
        Platform.Failure = new SourceFailure(SourceFailureKind.Unavailable, "The platform answered 503.", TimeSpan.FromMinutes(5));
        await CheckAsync();
        Assert.Equal(5, (await Pipeline.HeldAsync()).Count);
        Assert.Equal("The platform answered 503.", (await StatusAsync()).Problem);

        await CheckAsync();
        Assert.Empty(Platform.Checked);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await CheckAsync();

        Assert.Equal(["1", "2", "3", "4", "5"], Platform.Checked);
        Assert.Equal(["2", "3", "5"], (await Pipeline.HeldAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [AvailableFact]
    public async Task An_answer_about_something_else_changes_nothing()
    {
        await CollectAsync(1);
        Platform.Upstream["1"] = Post("another", "an apple of somebody else's");

        await CheckAsync();

        Assert.Equal(["1"], (await Pipeline.HeldAsync()).Keys);
    }

    private async Task CollectAsync(int posts)
    {
        await PermitAsync();
        Pages.Add([.. Enumerable.Range(1, posts).Select(number => Post($"{number}", $"apple number {number}"))]);
        await Pipeline.CollectAsync(await SearchAsync(), PlatformSource.Name);
    }

    private Task CheckAsync() => Pipeline.Get<UpstreamChecks>().RunAsync(CancellationToken.None);
}

public sealed class LookingAgainOnSqlite() : LookingAgain(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class LookingAgainOnPostgreSql() : LookingAgain(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class LookingAgainOnSqlServer() : LookingAgain(TestDatabases.SqlServerAsync);
