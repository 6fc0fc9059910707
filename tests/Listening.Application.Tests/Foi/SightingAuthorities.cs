using Listening.Application.Foi;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Foi;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Foi;

public abstract class SightingAuthorities(Func<Task<TestDatabase>> database) : SightingTest(database)
{
    [AvailableFact]
    public async Task Notes_whom_a_post_is_about_and_what_it_says()
    {
        await CollectAsync("1", Late);
        await CollectAsync("2", "A council somewhere has an FOI page");

        var sighting = Assert.Single(await RowsAsync<SightingRow>());
        Assert.Equal(((await RowOfAsync("1"))!.Id, Ambleford, SightingState.Counted), (sighting.PostId, sighting.AuthorityId, sighting.State));
        var signal = Assert.Single(await RowsAsync<PostSignalRow>());
        Assert.Equal((sighting.PostId, FoiSignalKind.Overdue, 40, false), (signal.PostId, signal.Kind, signal.Days, signal.IsState));
        Assert.Equal("authors:1 posts:1 overdue:1", await CountsAsync(Ambleford));
        Assert.Equal("", await CountsAsync(Brackwell));
    }

    [AvailableFact]
    public async Task A_post_that_says_nothing_of_requests_is_noted_but_not_counted()
    {
        await CollectAsync("1", "Ambleford Borough Council opens a new park");

        Assert.Single(await RowsAsync<SightingRow>());
        Assert.Equal("", await CountsAsync(Ambleford));
    }

    [AvailableFact]
    public async Task An_author_counts_once_a_day()
    {
        await CollectAsync("1", Late, "anna");
        await CollectAsync("2", Late + " still", "anna");
        Assert.Equal("authors:1 posts:2 overdue:2", await CountsAsync(Ambleford));
        await CollectAsync("3", Late, "ben");
        Assert.Equal("authors:2 posts:3 overdue:3", await CountsAsync(Ambleford));

        Clock.Advance(TimeSpan.FromDays(1));
        await CollectAsync("4", Late, "anna");
        Assert.Equal("authors:3 posts:4 overdue:4", await CountsAsync(Ambleford));
        Assert.Equal(1, (await RowsAsync<AuthorityCountRow>()).Single(row => row.Day == Today && row.Kind == AuthorityCountKinds.Posts).Count);
    }

    [AvailableFact]
    public async Task Routing_twice_counts_once()
    {
        await CollectAsync("1", Late);
        await using (var db = Pipeline.Open())
        {
            var ids = db.Posts.Select(post => post.Id).ToList();
            Assert.Equal(0, await Pipeline.Get<Application.Routing.RoutingService>().RouteAsync(ids, CancellationToken.None));
        }

        Assert.Equal("authors:1 posts:1 overdue:1", await CountsAsync(Ambleford));
    }

    [AvailableFact]
    public async Task An_edit_moves_what_was_counted_to_the_one_it_names_now()
    {
        await CollectAsync("1", Late);
        await CollectAsync("1", "The FOI request I sent to Brackwell Borough Council was refused");

        Assert.Equal("", await CountsAsync(Ambleford));
        Assert.Equal("authors:1 posts:1 refused:1", await CountsAsync(Brackwell));
        Assert.Equal(Brackwell, Assert.Single(await RowsAsync<SightingRow>()).AuthorityId);
    }

    [AvailableFact]
    public async Task Goes_with_the_post_and_leaves_counts_only()
    {
        await CollectAsync("1", Late);
        Clock.Advance(TimeSpan.FromDays(2));
        await CollectAsync("2", Late, "ben");
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);

        var left = (await RowOfAsync("2"))!.Id;
        Assert.Equal(left, Assert.Single(await RowsAsync<SightingRow>()).PostId);
        Assert.Equal(left, Assert.Single(await RowsAsync<PostSignalRow>()).PostId);
        Assert.Equal("authors:2 posts:2 overdue:2", await CountsAsync(Ambleford));
    }

    [AvailableFact]
    public async Task A_queue_is_filtered_by_authority()
    {
        await CollectAsync("1", Late);
        await CollectAsync("2", Late.Replace("Ambleford", "Brackwell", StringComparison.Ordinal));
        var queue = (await ItemOfAsync("1"))!.Queue;
        Assert.Equal(queue, (await ItemOfAsync("2"))!.Queue);

        var page = await Pipeline.Get<ITriageReader>().ListAsync(new ItemFilter(queue) { Authority = Brackwell }, CancellationToken.None);

        Assert.Equal("2", Assert.Single(page.Items).Post?.Id);
    }

    [AvailableFact]
    public async Task The_ranking_puts_first_whom_most_concern_is_about()
    {
        await CollectAsync("1", Late.Replace("Ambleford", "Brackwell", StringComparison.Ordinal));
        await CollectAsync("2", Late, "anna");
        await CollectAsync("3", Late + " and the council destroyed the emails we asked for", "ben");

        var ranked = await Pipeline.Get<AuthorityBoard>().ReadAsync(CancellationToken.None);

        Assert.Equal([Ambleford, Brackwell], ranked.Take(2).Select(figures => figures.Authority.Id));
        Assert.True(ranked[0].Concern.Score > ranked[1].Concern.Score && ranked[1].Concern.Score > 0);
        Assert.Equal((2, 2, 2), (ranked[0].Posts, ranked[0].Authors, ranked[0].Trend[^1]));
    }

    [AvailableFact]
    public async Task A_page_shows_posts_of_its_readers_queues_and_counts_the_others()
    {
        await CollectAsync("1", Late);
        await CollectAsync("2", "Brackwell Borough Council and its FOI team");
        var queue = (await ItemOfAsync("1"))!.Queue;
        var reader = Pipeline.Get<AuthorityReader>();

        var mine = (await reader.FindAsync(Ambleford, [queue], CancellationToken.None))!;
        Assert.Equal(("1", 1, 0), (Assert.Single(mine.Posts).Item.Post?.Id, mine.Mine, mine.Elsewhere));
        var others = (await reader.FindAsync(Ambleford, [.. TriageQueues.All.Where(one => one != queue)], CancellationToken.None))!;
        Assert.Equal((0, 0, 1), (others.Posts.Count, others.Mine, others.Elsewhere));
    }
}

public sealed class SightingAuthoritiesOnSqlite() : SightingAuthorities(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class SightingAuthoritiesOnPostgreSql() : SightingAuthorities(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class SightingAuthoritiesOnSqlServer() : SightingAuthorities(TestDatabases.SqlServerAsync);
