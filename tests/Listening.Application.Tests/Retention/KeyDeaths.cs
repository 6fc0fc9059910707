using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Retention;

/// <summary>Posts are collected at noon of 10 March; the standard limit is five days, noise lives one.</summary>
public abstract class KeyDeaths(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private const string Standard = "2026-03-10.standard.120h.key";
    private const string NoiseKey = "2026-03-10.noise.24h.key";
    private const string Noise = "ICO presale is live, join the token sale before the bitcoin moon";

    private int _search;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _search = await Pipeline.AddSearchAsync("mentions", "ico OR apple");
    }

    [AvailableFact]
    public async Task A_key_stays_for_its_whole_day_even_when_nothing_is_left_under_it()
    {
        await CollectAsync("1");
        Source.AddDeleted("1");
        await Pipeline.CollectAsync(_search);
        Assert.Equal(0, await CountAsync<PostRow>());

        // The day's last page may still be on its way in the first hour of the next.
        Clock.UtcNow = Day(11).AddMinutes(59);
        await Pipeline.PurgeAsync();
        Assert.Equal([Standard], Keys());

        Clock.UtcNow = Day(11).AddHours(1);
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Keys);
        Assert.Empty(Keys());
    }

    [AvailableFact]
    public async Task A_key_under_which_something_lives_stays_until_that_is_due()
    {
        await CollectAsync("noon");
        Clock.UtcNow = Day(10).AddHours(23);
        await CollectAsync("late");

        Clock.UtcNow = Day(15).AddHours(12);
        Assert.Equal((1, 0), Outcome(await Pipeline.PurgeAsync()));
        Assert.Equal("apple", (await Pipeline.HeldAsync())["late"].Text);

        Clock.UtcNow = Day(15).AddHours(23);
        Assert.Equal((1, 1), Outcome(await Pipeline.PurgeAsync()));
        Assert.Empty(Keys());
    }

    [AvailableFact]
    public async Task A_key_dies_on_its_date_although_a_row_should_be_left_under_it()
    {
        await CollectAsync("stuck");
        await CollectAsync("other");
        var stuck = (await RowOfAsync("stuck"))!.Id;
        await using (var db = Pipeline.Open())
            await db.Posts.Where(post => post.Id == stuck).ExecuteUpdateAsync(row => row.SetProperty(p => p.DueAt, Day(30)));

        Clock.UtcNow = Day(16).AddSeconds(-1);
        await Pipeline.PurgeAsync();
        Assert.Equal([Standard], Keys());
        Assert.Equal(["stuck"], (await Pipeline.HeldAsync()).Keys);

        Clock.UtcNow = Day(16);
        await Pipeline.PurgeAsync();
        Assert.Empty(Keys());
        Assert.Empty(await Pipeline.HeldAsync());
        Assert.Equal(1, await CountAsync<PostRow>());
    }

    [AvailableFact]
    public async Task The_key_of_noise_dies_days_before_the_standard_one()
    {
        Source.Add(Post("noise", Noise));
        await CollectAsync("kept");
        await Pipeline.RouteAsync();
        Assert.Equal([NoiseKey, Standard], Keys());

        Clock.UtcNow = Day(11).AddHours(12);
        await Pipeline.PurgeAsync();

        Assert.Equal([Standard], Keys());
        Assert.Equal(["kept"], (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Each_key_that_dies_leaves_one_audit_entry()
    {
        await CollectAsync("1");
        Clock.UtcNow = Day(15).AddHours(12);
        await Pipeline.PurgeAsync();
        await Pipeline.PurgeAsync();

        var entry = Assert.Single(await RowsAsync<AuditRow>(), entry => entry.Event == AuditEvents.KeyDestroyed);
        Assert.Equal(("key:2026-03-10.standard.120h", OperationContext.SystemActor, Clock.UtcNow), (entry.Subject, entry.Actor, entry.At));
    }

    private static DateTime Day(int day) => new(2026, 3, day, 0, 0, 0, DateTimeKind.Utc);

    private static (int, int) Outcome(Application.Retention.PurgeOutcome outcome) => (outcome.Posts, outcome.Keys);

    // Keys of other days are made ahead.
    private IEnumerable<string> Keys() =>
        Directory.EnumerateFiles(Pipeline.KeyFolder, "2026-03-10.*").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    private async Task CollectAsync(string id)
    {
        Source.Add(Post(id, "apple"));
        await Pipeline.CollectAsync(_search);
    }
}

public sealed class KeyDeathsOnSqlite() : KeyDeaths(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class KeyDeathsOnPostgreSql() : KeyDeaths(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class KeyDeathsOnSqlServer() : KeyDeaths(TestDatabases.SqlServerAsync);
