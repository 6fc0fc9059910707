using Listening.Application.Collection;
using Listening.Application.Sources;
using Listening.Application.Storage;
using Listening.Core.Sources;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Sources;

public abstract class Budgets(Func<Task<TestDatabase>> database) : PlatformTest(database)
{
    [AvailableFact]
    public async Task A_source_pauses_before_it_overspends_and_goes_on_when_the_platforms_day_is_over()
    {
        var search = await SearchAsync();
        await PermitAsync();
        Platform.Price = new SourceCharge(Calls: 1, Cost: 0.4m);
        for (var run = 0; run < 2; run++) Assert.Null((await Pipeline.CollectAsync(search, PlatformSource.Name))!.Problem);

        var stopped = await Pipeline.CollectAsync(search, PlatformSource.Name);

        Assert.StartsWith("The day's budget is spent: 1 of money a day.", stopped!.Problem, StringComparison.Ordinal);
        Assert.Equal(2, Pages.Asked.Count);
        Assert.Equal(SourceState.Paused, (await StatusAsync()).State);
        // Midnight in California is seven in the morning UTC while summer time is kept there.
        Assert.Equal(new DateTime(2026, 3, 11, 7, 0, 0, DateTimeKind.Utc), (await StatusAsync()).RetryAt);
        Clock.Advance(TimeSpan.FromHours(19) - TimeSpan.FromSeconds(1));
        Assert.Null(await Pipeline.CollectAsync(search, PlatformSource.Name));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await Pipeline.CollectAsync(search, PlatformSource.Name))!.Problem);
        Assert.Equal(SourceState.Healthy, (await StatusAsync()).State);
    }

    [AvailableFact]
    public async Task What_is_used_up_is_kept_for_all_processes_and_shown()
    {
        var search = await SearchAsync();
        await PermitAsync();
        Platform.Price = new SourceCharge(Calls: 1, Units: 5, Cost: 0.005m);
        await Pipeline.CollectAsync(search, PlatformSource.Name);
        var another = new SourceMeter([new SourceAllowance("", Calls: 10)], TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"), Clock);
        var source = Pipeline.Get<SourceCatalog>().Find(PlatformSource.Name)!;
        another.Add(new SourceCharge(Calls: 7, Units: 1, Cost: 0.25m));
        another.Add(new SourceCharge(Calls: 2, Bucket: "search"));
        await Pipeline.Get<SourceLedger>().SettleAsync(source with { Terms = source.Terms with { Meter = another } }, CancellationToken.None);

        await Pipeline.CollectAsync(search, PlatformSource.Name);

        var budgets = (await StatusAsync()).Budgets;
        Assert.Equal(["9 of 10 calls, 11 quota units, 0.26 of 1.00 of money", "search: 2 of 6 calls"], budgets.Select(BudgetLine.Of));
        Assert.Null((await Pipeline.CollectAsync(search, PlatformSource.Name))!.Problem);
        Assert.StartsWith("The day's budget is spent: 10 calls a day.", (await Pipeline.CollectAsync(search, PlatformSource.Name))!.Problem, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync<SourceUsageRow>());
    }

    [AvailableFact]
    public async Task A_bucket_that_is_spent_stops_the_searches_that_need_it_and_no_other()
    {
        var search = await SearchAsync();
        await PermitAsync();
        Platform.Price = new SourceCharge(Calls: 4, Bucket: "search");
        Assert.Null((await Pipeline.CollectAsync(search, PlatformSource.Name))!.Problem);
        Assert.StartsWith("The day's budget for search is spent: 6 calls a day.", (await Pipeline.CollectAsync(search, PlatformSource.Name))!.Problem, StringComparison.Ordinal);
        Assert.Equal((SourceState.Healthy, null), ((await StatusAsync()).State, (await StatusAsync()).RetryAt));

        Platform.Price = new SourceCharge(Calls: 1);

        Assert.Null((await Pipeline.CollectAsync(search, PlatformSource.Name))!.Problem);
    }

    [AvailableFact]
    public async Task What_could_not_be_saved_is_saved_the_next_time()
    {
        var source = Pipeline.Get<SourceCatalog>().Find(PlatformSource.Name)!;
        Meter.Add(new SourceCharge(Calls: 3));
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Pipeline.Get<SourceLedger>().SettleAsync(source, stopped.Token));

        await Pipeline.Get<SourceLedger>().SettleAsync(source, CancellationToken.None);

        Assert.Equal(3, Assert.Single(await RowsAsync<SourceUsageRow>()).Calls);
        Assert.Equal(3, Meter.UsedOn(Meter.Today)[""].Calls);
    }

    [AvailableFact]
    public async Task Two_processes_that_count_at_once_are_both_counted()
    {
        var source = Pipeline.Get<SourceCatalog>().Find(PlatformSource.Name)!;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var meter = new SourceMeter([], TimeZoneInfo.Utc, Clock);
            meter.Add(new SourceCharge(Calls: 1, Units: 2));
            await Pipeline.Get<SourceLedger>().SettleAsync(source with { Terms = source.Terms with { Meter = meter } }, CancellationToken.None);
        }));

        var row = Assert.Single(await RowsAsync<SourceUsageRow>());
        Assert.Equal((8L, 16L), (row.Calls, row.Units));
    }
}

public sealed class BudgetsOnSqlite() : Budgets(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class BudgetsOnPostgreSql() : Budgets(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class BudgetsOnSqlServer() : Budgets(TestDatabases.SqlServerAsync);
