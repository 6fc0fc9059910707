using Listening.Application.Auditing;
using Listening.Application.People;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Content;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Watches;

public abstract class AttentionToAuthors(Func<Task<TestDatabase>> database) : WatchTest(database)
{
    private int _words;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _words = await Pipeline.AddSearchAsync("words", "apple");
    }

    [AvailableFact]
    public async Task Counts_each_post_once_by_author_and_day_whichever_search_stored_it()
    {
        await CollectAsync(By(Pim, "1"), By("PIM.example", "2"), By("tom.example", "3"), new Post { Id = "nobody", Text = "apple", Author = Author.Unknown });
        await CollectAsync(By(Pim, "1"), By(Pim, "2") with { Text = "another apple" });
        Clock.Advance(TimeSpan.FromDays(1));
        await CollectAsync(By(Pim, "4"), By(Pim, "5") with { Text = "a pear" });

        Assert.Equal([(Today(-1), 2, 0), (Today(), 1, 0)], await DaysOfAsync(Pim));
        Assert.Equal([(Today(-1), 1, 0)], await DaysOfAsync("tom.example"));
        Assert.Equal(3, await CountAsync<AttentionRow>());
    }

    [AvailableFact]
    public async Task Adds_up_what_two_count_at_once()
    {
        await CollectAsync(By(Pim, "1"), By("tom.example", "2"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(at => at % 2 == 0 ? ViewAsync("1") : CollectAsync(By(Pim, $"n{at}"))));

        Assert.Equal([(Today(), 5, 4)], await DaysOfAsync(Pim));
        Assert.Equal([(Today(), 1, 0)], await DaysOfAsync("tom.example"));
    }

    [AvailableFact]
    public async Task Warns_and_then_closes_the_authors_posts_to_everybody_and_opens_them_with_a_watch()
    {
        await CollectAsync(By(Pim, "1"), By(Pim, "2"), By("tom.example", "other"));
        await ViewAsync("1", times: 1);
        Assert.Null((await FindAsync("2")).Attention);
        await ViewAsync("1", times: 1);
        await ViewAsync("other", times: 1);
        Assert.Equal("Posts of this author were opened 2 times by staff in 28 days; 2 were stored. At 3 they are closed until a watch is allowed.", (await FindAsync("2")).Attention!.Words);
        Assert.NotNull((await FindAsync("2")).Post);
        Assert.Null((await FindAsync("other")).Attention);

        await ViewAsync("2", times: 1);
        var closed = await FindAsync("2");
        Assert.Equal((true, null, 0, 0), (closed.Attention!.IsClosed, closed.Post, closed.Reasons.Count, closed.Spans.Count));
        Assert.NotNull((await FindAsync("other")).Post);
        var list = await Pipeline.Get<ITriageReader>().ListAsync(new ItemFilter(closed.Queue), CancellationToken.None);
        Assert.Equal(3, list.Items.Count);
        Assert.Equal("tom.example", Assert.Single(list.Items, item => item.Post is not null).Post!.Author.Handle);
        var draft = new SearchDraft { Name = "new", Query = "apple", Sources = ["list"], Schedule = new SearchSchedule(null, TimeSpan.FromMinutes(5)) };
        var preview = await Pipeline.Get<SearchPreviews>().LookAsync(draft, null, CancellationToken.None);
        Assert.Equal((3, "tom.example"), (preview.Matching, Assert.Single(preview.Newest).Post.Author.Handle));

        await AccountSearchAsync("pim", "@PIM.example");
        await AllowAsync("pim");
        Assert.NotNull((await FindAsync("2")).Post);
        Clock.Advance(TimeSpan.FromDays(1));
        await ViewAsync("2", times: 3);
        Assert.Equal((true, true), ((await FindAsync("1")).Attention!.IsWatched, (await FindAsync("1")).Attention!.IsClosed));
        await AllowAsync("pim");
        Assert.NotNull((await FindAsync("1")).Post);
    }

    [AvailableFact]
    public async Task Covers_with_a_watch_what_its_search_found_of_others_and_nothing_else()
    {
        await AccountSearchAsync("pim", kind: SearchKind.AccountWithComments);
        await AllowAsync("pim");
        Pipeline.Platform.Add(By("tom.example", "comment"));
        await RunAsync(await IdOfAsync("pim"));
        await CollectAsync(By("tom.example", "elsewhere"));
        await ViewAsync("elsewhere", times: 3);

        Assert.Null((await FindAsync("comment", "platform")).Attention);
        Assert.Null((await FindAsync("elsewhere")).Post);
        Clock.Advance(TimeSpan.FromDays(4));
        await Watches.EndAsync(1, By(1), CancellationToken.None);
        Assert.Null((await FindAsync("comment", "platform")).Post);
    }

    [AvailableFact]
    public async Task Is_never_too_much_for_an_authoritys_own_posts()
    {
        await CollectAsync(By(Borough, "1"));
        await ViewAsync("1", times: 5);

        Assert.Null((await FindAsync("1")).Attention);
    }

    [AvailableFact]
    public async Task Is_forgotten_after_twenty_eight_days()
    {
        await CollectAsync(By(Pim, "1"));
        Clock.Advance(TimeSpan.FromDays(1));
        await CollectAsync(By(Pim, "2"));

        Clock.Advance(TimeSpan.FromDays(26));
        await Pipeline.PurgeAsync();
        Assert.Equal(2, await CountAsync<AttentionRow>());
        Clock.Advance(TimeSpan.FromDays(1));
        await Pipeline.PurgeAsync();
        Assert.Equal([(Today(-27), 1, 0)], await DaysOfAsync(Pim));
    }

    [AvailableFact]
    public async Task Is_erased_with_the_person_but_not_with_one_post()
    {
        await CollectAsync(By(Pim, "1") with { Url = "https://social.example/1" }, By("tom.example", "2"));
        await EraseAsync(new PersonQuestion { Reference = "IC-1", Link = "https://social.example/1" });
        Assert.Single(await DaysOfAsync(Pim));

        await EraseAsync(new PersonQuestion { Reference = "IC-1", Handle = "@Pim.example" });

        Assert.Empty(await DaysOfAsync(Pim));
        Assert.Single(await DaysOfAsync("tom.example"));
    }

    private DateOnly Today(int days = 0) => DateOnly.FromDateTime(Clock.UtcNow).AddDays(days);

    private async Task CollectAsync(params Post[] posts)
    {
        lock (Source) Source.Add(posts);
        await Pipeline.CollectAsync(_words);
        await Pipeline.RouteAsync();
    }

    private async Task ViewAsync(string id, int times = 1)
    {
        for (var time = 0; time < times; time++)
            await Pipeline.Get<ViewLog>().ItemAsync("1", (await RowOfAsync(id))!.Id, CancellationToken.None);
    }

    private async Task<ItemView> FindAsync(string id, string source = "list")
    {
        await Pipeline.RouteAsync();
        return (await Pipeline.Get<ITriageReader>().FindAsync((await RowOfAsync(id, source))!.Id, CancellationToken.None))!;
    }

    private async Task<int> IdOfAsync(string search) => (await RowsAsync<SavedSearchRow>()).Single(row => row.Name == search).Id;

    private async Task<IEnumerable<(DateOnly, int, int)>> DaysOfAsync(string handle)
    {
        var hash = Pipeline.Get<IContentKeys>().HashAuthor(new Author(Handle: handle));
        return (await RowsAsync<AttentionRow>()).Where(row => row.AuthorHash.AsSpan().SequenceEqual(hash)).OrderBy(row => row.Day).Select(row => (row.Day, row.Captures, row.Views));
    }

    private async Task EraseAsync(PersonQuestion question) =>
        Assert.Null((await Pipeline.Get<IPersonService>().EraseAsync(question, ErasureReason.Asked, objectToo: false, By(1), CancellationToken.None)).Refusal);
}

public sealed class AttentionToAuthorsOnSqlite() : AttentionToAuthors(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class AttentionToAuthorsOnPostgreSql() : AttentionToAuthors(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class AttentionToAuthorsOnSqlServer() : AttentionToAuthors(TestDatabases.SqlServerAsync);
