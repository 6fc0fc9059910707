using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Watches;

public abstract class AskingForWatches(Func<Task<TestDatabase>> database) : WatchTest(database)
{
    [AvailableFact]
    public async Task Is_allowed_by_somebody_else_for_twenty_eight_days_and_expires_once()
    {
        await AccountSearchAsync("pim");
        await AccountSearchAsync("tom", "tom.example");
        var watch = await AllowAsync("pim");
        Clock.Advance(TimeSpan.FromDays(1));
        var later = await AllowAsync("tom");

        Clock.Advance(TimeSpan.FromDays(27) - TimeSpan.FromSeconds(1));
        await Pipeline.PurgeAsync();
        Assert.Equal(WatchStanding.Allowed, await StandingAsync(watch));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(WatchStanding.Expired, await StandingAsync(watch));
        await Pipeline.PurgeAsync();
        await Pipeline.PurgeAsync();

        Assert.Equal((WatchStanding.Expired, WatchStanding.Allowed), (await StandingAsync(watch), await StandingAsync(later)));
        Assert.Equal(
            ["watch.asked watch:1 1", "watch.allowed watch:1 2", "watch.asked watch:2 1", "watch.allowed watch:2 2", "watch.expired watch:1 system"], await EventsAsync());
    }

    [AvailableFact]
    public async Task Is_decided_by_nobody_who_asked_and_only_by_somebody_signed_in_and_once()
    {
        await AccountSearchAsync("pim");
        var watch = await AskAsync("pim");

        Assert.Equal("Somebody else than who asked for the watch has to decide it.", (await Watches.DecideAsync(watch, allow: true, By(1), CancellationToken.None)).Refusal);
        foreach (var actor in (string[])[OperationContext.ConsoleActor, OperationContext.SystemActor, OperationContext.TokenActor + "3"])
            Assert.Contains("who is signed in", (await Watches.DecideAsync(watch, allow: true, By(1) with { Actor = actor }, CancellationToken.None)).Refusal, StringComparison.Ordinal);
        Assert.Equal(WatchStanding.Asked, await StandingAsync(watch));

        Assert.Null((await Watches.DecideAsync(watch, allow: false, By(2), CancellationToken.None)).Refusal);
        Assert.Equal("No watch 1 waits for a decision.", (await Watches.DecideAsync(watch, allow: true, By(3), CancellationToken.None)).Refusal);
        Assert.Equal(WatchStanding.Refused, await StandingAsync(watch));
        Assert.Equal(["watch.asked watch:1 1", "watch.refused watch:1 2"], await EventsAsync());
    }

    [AvailableFact]
    public async Task Is_refused_without_two_different_reasons_in_whole_sentences()
    {
        await AccountSearchAsync("pim");

        foreach (var poor in (string[])["", "Because it is needed", "necessary.......................................", new string('a', 1999) + ".", string.Concat(Enumerable.Repeat("word ", 400)) + "."])
        {
            Assert.StartsWith("Say why nothing less would do", await RefusalOfAskAsync("pim", necessity: poor), StringComparison.Ordinal);
            Assert.StartsWith("Say why it is not more", await RefusalOfAskAsync("pim", proportionality: poor), StringComparison.Ordinal);
        }

        Assert.StartsWith("Proportionality is another question", await RefusalOfAskAsync("pim", Necessity, "  " + Necessity.ToUpperInvariant()), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync<WatchRow>());
    }

    [AvailableFact]
    public async Task Is_refused_for_what_needs_none()
    {
        await Pipeline.AddSearchAsync("words", "apple");
        await AccountSearchAsync("borough", "@" + Borough.ToUpperInvariant());

        Assert.Contains("is not aimed at one account", await RefusalOfAskAsync("words"), StringComparison.Ordinal);
        Assert.Contains("public authority's", await RefusalOfAskAsync("borough"), StringComparison.Ordinal);
        Assert.Equal("There is no search named nobody.", await RefusalOfAskAsync("nobody"));
    }

    [AvailableFact]
    public async Task Is_renewed_in_its_last_week_by_another_that_replaces_it()
    {
        await AccountSearchAsync("pim");
        var first = await AllowAsync("pim");
        Clock.Advance(TimeSpan.FromDays(21) - TimeSpan.FromSeconds(1));
        Assert.Contains("can be asked for in its last 7 days", await RefusalOfAskAsync("pim"), StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await AskAsync("pim");
        Assert.Contains("waits for a decision already", await RefusalOfAskAsync("pim"), StringComparison.Ordinal);
        Assert.Equal(WatchStanding.Allowed, await StandingAsync(first));
        await Watches.DecideAsync(second, allow: true, By(2), CancellationToken.None);

        Assert.Equal((WatchStanding.Ended, WatchStanding.Allowed), (await StandingAsync(first), await StandingAsync(second)));
        Clock.Advance(TimeSpan.FromDays(28));
        await AllowAsync("pim");
        Assert.Equal(WatchStanding.Expired, await StandingAsync(second));
    }

    [AvailableFact]
    public async Task Ends_early_and_with_a_search_that_is_removed_or_turned_to_another_account()
    {
        await AccountSearchAsync("pim");
        await AccountSearchAsync("tom", "tom.example");
        var (ended, removed) = (await AllowAsync("pim"), await AskAsync("tom"));

        Assert.Null((await Watches.EndAsync(ended, By(1), CancellationToken.None)).Refusal);
        Assert.NotNull((await Watches.EndAsync(ended, By(1), CancellationToken.None)).Refusal);
        await Pipeline.Get<SearchService>().RemoveAsync("tom", By(1), CancellationToken.None);

        Assert.Equal((WatchStanding.Ended, WatchStanding.Ended), (await StandingAsync(ended), await StandingAsync(removed)));
        Assert.Equal(["watch.ended watch:1 1", "watch.ended watch:2 1"], (await EventsAsync()).Where(entry => entry.StartsWith("watch.ended", StringComparison.Ordinal)));
    }
}

public sealed class AskingForWatchesOnSqlite() : AskingForWatches(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class AskingForWatchesOnPostgreSql() : AskingForWatches(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class AskingForWatchesOnSqlServer() : AskingForWatches(TestDatabases.SqlServerAsync);
