using Listening.Application.Tests.Pipeline;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Collection;

public abstract class PlatformLimits(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    protected override int? KeepHours => 48;

    [AvailableFact]
    public async Task Keeps_a_post_no_longer_than_its_platform_allows()
    {
        var here = await Pipeline.AddSearchAsync("apples", "apple");
        var there = await Pipeline.AddSearchAsync("more-apples", "apple", source: "platform");
        Source.Add(Post("short", "an apple"));
        Pipeline.Platform.Add(Post("long", "an apple"));
        await Pipeline.CollectAsync(here);
        await Pipeline.CollectAsync(there, "platform");

        var (limited, usual) = (await RowOfAsync("short"), await RowOfAsync("long", "platform"));
        Assert.Equal(Clock.UtcNow.AddHours(48), limited!.DueAt);
        Assert.Equal(RetentionRule.Platform, ContentKeyId.FromValue(limited.KeyId).Rule);
        Assert.Equal(Clock.UtcNow.AddHours(120), usual!.DueAt);

        Clock.Advance(TimeSpan.FromHours(48));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal(["long"], (await Pipeline.HeldAsync()).Keys);
    }
}

public sealed class PlatformLimitsOnSqlite() : PlatformLimits(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class PlatformLimitsOnPostgreSql() : PlatformLimits(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class PlatformLimitsOnSqlServer() : PlatformLimits(TestDatabases.SqlServerAsync);
