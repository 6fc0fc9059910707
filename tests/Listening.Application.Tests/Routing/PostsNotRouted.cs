using System.Text.Json;
using Listening.Application.Routing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Routing;

public abstract class PostsNotRouted(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    [AvailableFact]
    public async Task Announces_exactly_the_posts_that_are_in_no_queue()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("routed", "an apple"), Post("edited", "an apple"), Post("lost", "an apple"));
        await Pipeline.CollectAsync(search);
        var (routed, edited, lost) = (await RowOfAsync("routed"), await RowOfAsync("edited"), await RowOfAsync("lost"));
        await Pipeline.Get<RoutingService>().RouteAsync([routed!.Id, edited!.Id], CancellationToken.None);
        Source.Add(Post("edited", "an apple, edited"));
        await Pipeline.CollectAsync(search);
        await LoseMessagesAsync();

        Clock.Advance(TimeSpan.FromMinutes(10));
        Source.Add(Post("young", "an apple"));
        await Pipeline.CollectAsync(search);
        await LoseMessagesAsync();

        Assert.Equal(2, await Pipeline.Get<UnroutedPosts>().AnnounceAgainAsync(TimeSpan.FromMinutes(5), CancellationToken.None));
        Assert.Equal(new[] { edited.Id, lost!.Id }.Order(), JsonSerializer.Deserialize<long[]>(Assert.Single(await RowsAsync<OutboxRow>()).PostIds)!);
    }

    [AvailableFact]
    public async Task Announces_nothing_again_while_the_outbox_still_holds_messages()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("1", "an apple"));
        await Pipeline.CollectAsync(search);
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, await Pipeline.Get<UnroutedPosts>().AnnounceAgainAsync(TimeSpan.Zero, CancellationToken.None));
        Assert.Equal(1, await CountAsync<OutboxRow>());

        await LoseMessagesAsync();
        Assert.Equal(1, await Pipeline.Get<UnroutedPosts>().AnnounceAgainAsync(TimeSpan.Zero, CancellationToken.None));
    }

    [AvailableFact]
    public async Task Routes_all_that_waits_without_any_message_and_ends()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add([.. Enumerable.Range(0, 1100).Select(i => Post($"{i}", $"apple {i}"))]);
        await Pipeline.CollectAsync(search);

        Assert.Equal(1100, await Pipeline.RouteAsync());
        Assert.Equal(1100, await CountAsync<TriageItemRow>());
        Assert.Equal(0, await Pipeline.RouteAsync());
    }

    private async Task LoseMessagesAsync()
    {
        await using var db = Pipeline.Open();
        await db.Outbox.ExecuteDeleteAsync();
    }
}

public sealed class PostsNotRoutedOnSqlite() : PostsNotRouted(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class PostsNotRoutedOnPostgreSql() : PostsNotRouted(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class PostsNotRoutedOnSqlServer() : PostsNotRouted(TestDatabases.SqlServerAsync);
