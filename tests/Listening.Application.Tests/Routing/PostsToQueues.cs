using Listening.Application.Routing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Application.Triage;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Routing;

public abstract class PostsToQueues(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private const string Enquiry = "How do I contact the ICO about a subject access request?";
    private const string Noise = "ICO presale is live, join the token sale before the bitcoin moon";

    private int _search;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _search = await Pipeline.AddSearchAsync("mentions", "ico");
    }

    [AvailableFact]
    public async Task Gives_each_post_one_item_and_a_replay_changes_nothing()
    {
        await CollectAsync(("1", Enquiry), ("2", Noise));
        await Pipeline.AddSearchAsync("contact", "contact");
        var ids = (await RowsAsync<PostRow>()).ConvertAll(post => post.Id);
        var routing = Pipeline.Get<RoutingService>();

        Assert.Equal(2, await routing.RouteAsync([.. ids, .. ids], CancellationToken.None));
        var before = await RowsAsync<TriageItemRow>();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await routing.RouteAsync(ids, CancellationToken.None));

        var after = await RowsAsync<TriageItemRow>();
        Assert.Equal(ids.Order(), after.Select(item => item.PostId).Order());
        Assert.Equal(before.Select(item => (item.PostId, item.Queue, item.RoutedAt)).Order(), after.Select(item => (item.PostId, item.Queue, item.RoutedAt)).Order());
        Assert.Equal(TriageQueue.Enquiry, (await ItemOfAsync("1"))!.Queue);
        Assert.Equal(TriageQueue.Noise, (await ItemOfAsync("2"))!.Queue);
    }

    [AvailableFact]
    public async Task Leaves_one_item_when_two_consumers_take_the_same_posts_at_once()
    {
        await CollectAsync([.. Enumerable.Range(0, 100).Select(i => ($"{i}", i % 2 == 0 ? Enquiry : Noise))]);
        var ids = (await RowsAsync<PostRow>()).ConvertAll(post => post.Id);

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => Pipeline.Get<RoutingService>().RouteAsync(ids, CancellationToken.None))));

        Assert.Equal(100, done.Sum());
        Assert.Equal(100, await CountAsync<TriageItemRow>());
        Assert.Equal(50, await CountAsync<TriageItemRow>(item => item.Queue == TriageQueue.Noise));
        Assert.Equal(100, (await Pipeline.HeldAsync()).Count);
    }

    [AvailableFact]
    public async Task Gives_reasons_that_people_can_read_and_the_database_cannot()
    {
        await CollectAsync(("1", Enquiry), ("2", Noise));
        await Pipeline.RouteAsync();
        var item = await ItemOfAsync("1");

        var view = await Pipeline.Get<ITriageReader>().FindAsync(item!.PostId, CancellationToken.None);

        Assert.Equal("enquiry", view!.RuleId);
        Assert.Equal("It asks the organisation something.", view.Reasons[0]);
        Assert.Contains(view.Reasons, reason => reason.Contains("How do I", StringComparison.OrdinalIgnoreCase));
        Assert.False(ContainsUtf8(item.Reasons, "asks"));
    }

    [AvailableFact]
    public async Task Routes_an_edited_post_again()
    {
        await CollectAsync(("1", "The ICO is a disgrace"), ("2", "The ICO is a disgrace"));
        await Pipeline.RouteAsync();
        Assert.Equal(TriageQueue.Complaint, (await ItemOfAsync("1"))!.Queue);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await CollectAsync(("1", Enquiry));
        Assert.Equal(1, await Pipeline.RouteAsync());

        var (edited, untouched) = (await ItemOfAsync("1"), await ItemOfAsync("2"));
        Assert.Equal((TriageQueue.Enquiry, 1, Clock.UtcNow), (edited!.Queue, edited.Revision, edited.RoutedAt));
        Assert.Equal((TriageQueue.Complaint, 0), (untouched!.Queue, untouched.Revision));
        var view = await Pipeline.Get<ITriageReader>().FindAsync(edited.PostId, CancellationToken.None);
        Assert.Equal("It asks the organisation something.", view!.Reasons[0]);
    }

    [AvailableFact]
    public async Task Keeps_noise_for_a_day_under_a_key_of_that_day()
    {
        await CollectAsync(("noise", Noise), ("asked", Enquiry));
        await Pipeline.RouteAsync();

        var (noise, asked) = (await RowOfAsync("noise"), await RowOfAsync("asked"));
        Assert.Equal(Clock.UtcNow.AddHours(24), noise!.DueAt);
        Assert.Equal(new ContentKeyId(DateOnly.FromDateTime(Clock.UtcNow), RetentionRule.Noise, 24), ContentKeyId.FromValue(noise.KeyId));
        Assert.Equal(Clock.UtcNow.AddHours(120), asked!.DueAt);
        Assert.Equal(RetentionRule.Standard, ContentKeyId.FromValue(asked.KeyId).Rule);
        Assert.Equal(Noise, (await Pipeline.HeldAsync())["noise"].Text);
        var view = await Pipeline.Get<ITriageReader>().FindAsync(noise.Id, CancellationToken.None);
        Assert.NotEmpty(view!.Reasons);
    }

    [AvailableFact]
    public async Task Never_makes_a_limit_longer_when_noise_is_edited_into_a_question()
    {
        await CollectAsync(("1", Noise));
        await Pipeline.RouteAsync();
        var due = (await RowOfAsync("1"))!.DueAt;

        await CollectAsync(("1", Enquiry));
        await Pipeline.RouteAsync();

        Assert.Equal(TriageQueue.Enquiry, (await ItemOfAsync("1"))!.Queue);
        Assert.Equal(due, (await RowOfAsync("1"))!.DueAt);
    }

    [AvailableFact]
    public async Task Gives_a_post_whose_key_is_gone_to_a_person()
    {
        await CollectAsync(("1", Enquiry));
        Pipeline.Get<IContentKeys>().Destroy(ContentKeyId.FromValue((await RowOfAsync("1"))!.KeyId));
        await CollectAsync(("2", Enquiry));
        Assert.NotNull(await RowOfAsync("2"));

        await Pipeline.RouteAsync();

        var item = await ItemOfAsync("1");
        Assert.Equal((TriageQueue.Unsorted, "unreadable"), (item!.Queue, item.RuleId));
        Assert.Equal(TriageQueue.Enquiry, (await ItemOfAsync("2"))!.Queue);
    }

    [AvailableFact]
    public async Task Ignores_numbers_of_posts_that_are_gone()
    {
        await CollectAsync(("1", Enquiry));
        var id = (await RowOfAsync("1"))!.Id;

        Assert.Equal(1, await Pipeline.Get<RoutingService>().RouteAsync([id, id + 1000, -1], CancellationToken.None));
        Assert.Equal([id], (await RowsAsync<TriageItemRow>()).Select(item => item.PostId));
    }

    [AvailableFact]
    public async Task Makes_no_item_and_no_match_of_a_post_that_was_purged_in_between()
    {
        await CollectAsync(("1", Enquiry));
        var id = (await RowOfAsync("1"))!.Id;
        var dialect = Pipeline.Get<IStorageDialect>();
        await using var db = Pipeline.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();

        var made = await dialect.InsertItemsAsync(db, [ItemFor(id), ItemFor(id + 1000)], CancellationToken.None);
        await dialect.InsertMatchesAsync(
            db, [new MatchRow { PostId = id, SearchId = 77, SearchVersion = 1 }, new MatchRow { PostId = id + 1000, SearchId = 77, SearchVersion = 1 }], CancellationToken.None);
        await transaction.CommitAsync();

        Assert.Equal([id], made);
        Assert.Equal([id], (await RowsAsync<TriageItemRow>()).Select(item => item.PostId));
        Assert.Equal([id], (await RowsAsync<MatchRow>()).Where(match => match.SearchId == 77).Select(match => match.PostId));
    }

    private TriageItemRow ItemFor(long post) => new()
    {
        PostId = post,
        Queue = TriageQueue.Enquiry,
        RuleId = "rule",
        RuleSetVersion = "1",
        Reasons = [1, 2, 3],
        RoutedAt = Clock.UtcNow,
    };

    private async Task CollectAsync(params (string Id, string Text)[] posts)
    {
        Source.Add([.. posts.Select(post => Post(post.Id, post.Text))]);
        await Pipeline.CollectAsync(_search);
    }

    private static bool ContainsUtf8(byte[] bytes, string text) => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
}

public sealed class PostsToQueuesOnSqlite() : PostsToQueues(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class PostsToQueuesOnPostgreSql() : PostsToQueues(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class PostsToQueuesOnSqlServer() : PostsToQueues(TestDatabases.SqlServerAsync);
