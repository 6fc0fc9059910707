using Listening.Application.Searches;
using Listening.Application.Watches;
using Listening.Core.Sources;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Watches;

public abstract class WatchedSearches(Func<Task<TestDatabase>> database) : WatchTest(database)
{
    [AvailableTheory]
    [InlineData(SearchKind.Account)]
    [InlineData(SearchKind.AccountWithComments)]
    public async Task Run_only_from_the_decision_until_the_watch_expires(SearchKind kind)
    {
        var search = await AccountSearchAsync("pim", kind: kind);
        Pipeline.Platform.Add(By(Pim, "1"));
        Assert.Null(await RunAsync(search));
        Assert.StartsWith("This search is aimed at one account, and no watch", await RefusalAsync(search, kind), StringComparison.Ordinal);

        var watch = await AskAsync("pim");
        Assert.Null(await RunAsync(search));
        Assert.Contains("waits for an authoriser", await RefusalAsync(search, kind), StringComparison.Ordinal);
        Assert.Empty(Pipeline.Platform.Asked);

        await Watches.DecideAsync(watch, allow: true, By(2), CancellationToken.None);
        Assert.Equal(1, (await RunAsync(search))!.New);

        Clock.Advance(TimeSpan.FromDays(28));
        Pipeline.Platform.Add(By(Pim, "2"));
        Assert.Null(await RunAsync(search));
        Assert.StartsWith("The watch of this account is over", await RefusalAsync(search, kind), StringComparison.Ordinal);
        Assert.Equal(["1"], (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Need_no_watch_when_they_are_of_words_or_of_an_authoritys_own_account()
    {
        var words = await Pipeline.AddSearchAsync("words", "apple", source: "platform");
        var borough = await AccountSearchAsync("borough", "@Ambleford.Example");
        Pipeline.Platform.Add(By(Pim, "1"));

        Assert.NotNull(await RunAsync(words));
        Assert.NotNull(await RunAsync(borough));
        Assert.Null(await RunAsync(await AccountSearchAsync("likeness", "ambleford.example.org")));
    }

    [AvailableFact]
    public async Task Are_not_covered_by_the_watch_of_another_search()
    {
        var pim = await AccountSearchAsync("pim");
        var tom = await AccountSearchAsync("tom", "tom.example");
        await AllowAsync("tom");

        Assert.Null(await RunAsync(pim));
        Assert.NotNull(await RunAsync(tom));
    }

    [AvailableFact]
    public async Task Are_not_turned_to_somebody_else_under_the_same_watch()
    {
        var search = await AccountSearchAsync("pim");
        await AllowAsync("pim");
        var draft = new SearchDraft { Name = "pim", Query = "apple OR pear", Kind = SearchKind.Account, Target = Pim, Sources = ["platform"], Schedule = new SearchSchedule(null, TimeSpan.FromMinutes(5)) };
        await ChangeAsync(draft, 1);
        Assert.NotNull(await RunAsync(search));

        await ChangeAsync(draft with { Target = "tom.example" }, 2);

        Assert.Null(await RunAsync(search));
        Assert.Equal("watch.ended watch:1 3", (await EventsAsync())[^1]);
    }

    [AvailableFact]
    public async Task Are_not_tried_out_nor_asked_to_run_before_they_may()
    {
        await AccountSearchAsync("pim");
        Pipeline.Platform.Add(By(Pim, "1"));
        var draft = new SearchDraft { Name = "pim", Query = "apple", Kind = SearchKind.Account, Target = Pim, Sources = ["platform"], Schedule = new SearchSchedule(null, TimeSpan.FromMinutes(5)) };

        var trial = Assert.Single(await Pipeline.Get<SourceTrials>().AskAsync(draft, CancellationToken.None));
        Assert.StartsWith("This search is aimed at one account", trial.Problem, StringComparison.Ordinal);
        Assert.Equal(SearchFault.State, (await Pipeline.Get<SearchRuns>().AskAsync("pim", By(1), CancellationToken.None)).Fault);
        Assert.Equal((SearchState.Unwatched, true), await StateAsync());

        await AllowAsync("pim");
        Assert.Equal(1, Assert.Single(await Pipeline.Get<SourceTrials>().AskAsync(draft, CancellationToken.None)).Matching);
        Assert.NotNull(Assert.Single(await Pipeline.Get<SourceTrials>().AskAsync(draft with { Target = "tom.example" }, CancellationToken.None)).Problem);
        Assert.Null((await Pipeline.Get<SearchRuns>().AskAsync("pim", By(1), CancellationToken.None)).Refusal);
        Assert.Equal((SearchState.Running, false), await StateAsync());
    }

    [AvailableFact]
    public async Task Stop_in_the_middle_when_enough_was_stored_until_the_watch_is_renewed()
    {
        var search = await AccountSearchAsync("pim");
        await AllowAsync("pim");
        Clock.Advance(TimeSpan.FromDays(1));
        foreach (var page in Enumerable.Range(0, 4)) Pipeline.Platform.Add(By(Pim, $"{page}a"), By(Pim, $"{page}b"));
        Pipeline.Platform.Add(By("tom.example", "other"));

        await RunAsync(search);
        Assert.Equal(4, (await Pipeline.HeldAsync()).Count);
        Assert.Null(await RunAsync(search));
        Assert.Contains("4 posts of this account were stored since its watch was allowed", await RefusalAsync(search, SearchKind.Account), StringComparison.Ordinal);

        // A search for words is aimed at nobody.
        var words = await Pipeline.AddSearchAsync("words", "apple", source: "platform");
        Assert.Equal(5, (await RunAsync(words))!.New);
        await AllowAsync("pim");
        Assert.NotNull(await RunAsync(search));
    }

    private async Task<string?> RefusalAsync(int search, SearchKind kind) => await Pipeline.Get<WatchGate>().RefusalAsync(search, kind, Pim, CancellationToken.None);

    private async Task<(SearchState, bool)> StateAsync()
    {
        var search = (await Pipeline.Get<SearchReader>().FindAsync("pim", CancellationToken.None))!.Overview;
        return (search.State, search.Refusal is not null);
    }

    private async Task ChangeAsync(SearchDraft draft, int version) =>
        Assert.Null((await Pipeline.Get<SearchChanges>().ChangeAsync(draft, version, By(3), CancellationToken.None)).Refusal);
}

public sealed class WatchedSearchesOnSqlite() : WatchedSearches(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class WatchedSearchesOnPostgreSql() : WatchedSearches(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class WatchedSearchesOnSqlServer() : WatchedSearches(TestDatabases.SqlServerAsync);
