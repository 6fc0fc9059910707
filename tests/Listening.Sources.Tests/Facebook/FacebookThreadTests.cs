using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Facebook;

/// <summary>Which comments are asked for, and where the reading goes on.</summary>
public sealed class FacebookThreadTests
{
    private const SearchKind Kind = SearchKind.AccountWithComments;
    private static readonly DateTime Noon = ScriptedGraph.Noon;

    [Fact]
    public async Task Walks_a_thread_again_only_when_its_comments_have_changed()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        var same = Graph.Page(null, Graph.Post("1", Noon.AddHours(-1), "fee", comments: 1, newest: Noon.AddMinutes(-5)));
        // One went and another came: as many as before.
        var swapped = Graph.Page(null, Graph.Post("1", Noon.AddHours(-1), "fee", comments: 1, newest: Noon.AddMinutes(-1)));
        graph.Answer("feed", same, same, swapped);
        graph.Answer("comments", Graph.Page(null, Graph.Comment("1", "8", Noon.AddMinutes(-5), "one")), Graph.Page(null, Graph.Comment("1", "9", Noon.AddMinutes(-1), "another")));

        var (_, cursor) = await graph.DrainAsync(Kind);
        (_, cursor) = await graph.DrainAsync(Kind, cursor);
        var (third, _) = await graph.DrainAsync(Kind, cursor);

        Assert.Equal(["feed", "comments", "feed", "feed", "comments"], graph.Calls.Select(call => call.Edge));
        Assert.Equal(["another"], third.Select(post => post.Text));
    }

    [Fact]
    public async Task Does_not_walk_threads_without_comments_or_of_posts_that_are_too_old()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Options = graph.Options with { CommentDays = 3 };
        graph.Answer("feed", Graph.Page("more", Graph.Post("1", Noon, "new"), Graph.Post("2", Noon.AddDays(-3.1), "old", comments: 9, newest: Noon)));

        var read = await graph.ReadAsync(Kind);

        Assert.Equal(["feed"], graph.Calls.Select(call => call.Edge));
        Assert.False(read.Page!.HasMore);
    }

    [Fact]
    public async Task Does_not_bring_again_what_an_earlier_walk_brought()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", Graph.Page(null, Graph.Post("1", Noon.AddDays(-2), "fee", comments: 1, newest: Noon.AddHours(-2))));
        graph.Answer("comments", Graph.Page(null, Graph.Comment("1", "8", Noon.AddHours(-2), "one")));
        var (_, cursor) = await graph.DrainAsync(Kind);
        graph.Time.Advance(TimeSpan.FromDays(2));
        graph.Answer("feed", Graph.Page(null, Graph.Post("1", Noon.AddDays(-2), "fee", comments: 2, newest: graph.Time.UtcNow)));
        graph.Answer("comments", Graph.Page(null, Graph.Comment("1", "8", Noon.AddHours(-2), "one"), Graph.Comment("1", "9", graph.Time.UtcNow, "two")));

        var (posts, _) = await graph.DrainAsync(Kind, cursor);

        Assert.Equal(["two"], posts.Select(post => post.Text));
    }

    [Fact]
    public async Task Goes_on_in_the_middle_of_a_thread_after_a_restart()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Options = graph.Options with { CommentPagesPerRead = 1 };
        var feed = Graph.Page(null, Graph.Post("1", Noon.AddHours(-1), "fee", comments: 2, newest: Noon.AddMinutes(-1)));
        graph.Answer("feed", feed, feed);
        graph.Answer("comments", Graph.Page("NEXT", Graph.Comment("1", "8", Noon.AddMinutes(-2), "one")), Graph.Page(null, Graph.Comment("1", "9", Noon.AddMinutes(-1), "two")));

        var first = await graph.ReadAsync(Kind);
        var second = await graph.ReadAsync(Kind, first.Page!.Cursor);

        Assert.Equal(["fee", "one"], first.Page.Posts.Select(post => post.Text));
        Assert.Equal(["two"], second.Page!.Posts.Select(post => post.Text));
        Assert.Equal([null, "NEXT"], graph.Calls.Where(call => call.Edge == "comments").Select(call => call["after"]));
        Assert.Equal((true, false), (first.Page.HasMore, second.Page.HasMore));
    }

    [Fact]
    public async Task Keeps_what_it_has_when_a_later_thread_fails_and_says_so_the_next_time()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        var feed = Graph.Page(null, Graph.Post("1", Noon, "a", comments: 1, newest: Noon), Graph.Post("2", Noon, "b", comments: 1, newest: Noon));
        graph.Answer("feed", feed, feed, feed);
        graph.Answer("comments", Graph.Page(null, Graph.Comment("1", "8", Noon, "one"))).Answer("comments", 503, "").Answer("comments", 503, "")
            .Answer("comments", Graph.Page(null, Graph.Comment("2", "9", Noon, "two")));

        var kept = await graph.ReadAsync(Kind);
        var failed = await graph.ReadAsync(Kind, kept.Page!.Cursor);
        var later = await graph.ReadAsync(Kind, kept.Page.Cursor);

        Assert.Equal(["a", "b", "one"], kept.Page.Posts.Select(post => post.Text));
        Assert.True(kept.Page.HasMore);
        Assert.Equal(SourceFailureKind.Unavailable, failed.Failure!.Kind);
        Assert.Equal(["two"], later.Page!.Posts.Select(post => post.Text));
    }

    [Fact]
    public async Task A_post_that_is_gone_by_the_time_its_comments_are_read_is_reported_as_gone()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", Graph.Page(null, Graph.Post("1", Noon, "a", comments: 1, newest: Noon))).Answer("comments", 400, Graph.Error(100, 33));

        var page = (await graph.ReadAsync(Kind)).Page!;

        Assert.Equal([$"{Graph.PageId}_1"], page.Deleted);
        Assert.False(page.HasMore);
    }

    [Fact]
    public async Task Begins_a_listing_again_when_its_token_is_refused_and_gives_up_in_the_end()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        string? cursor = null;
        var pages = new List<SourcePage>();
        for (var turn = 0; turn < 11; turn++)
        {
            graph.Answer("feed", Graph.Page("LOST", Graph.Post("1", Noon, "a"))).Answer("feed", 400, Graph.Error(100));
            for (var each = 0; each < 2; each++)
            {
                pages.Add((await graph.ReadAsync(Kind, cursor)).Page!);
                cursor = pages[^1].Cursor;
            }
        }

        Assert.Single(pages.SelectMany(page => page.Posts));
        Assert.Equal((false, true), (pages[^1].HasMore, pages[^1].PossibleGap));
        Assert.All(pages.SkipLast(1), page => Assert.Equal((true, false), (page.HasMore, page.PossibleGap)));
    }

    [Fact]
    public async Task Says_that_posts_may_be_missing_after_too_many_pages_too_long_a_pause_or_a_cursor_that_means_nothing()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Options = graph.Options with { MaximumPages = 2 };
        graph.Answer("feed", Graph.Page("B", Graph.Post("1", Noon, "a")), Graph.Page("C", Graph.Post("2", Noon, "b")), Graph.Nothing, Graph.Nothing, Graph.Nothing);
        var first = await graph.ReadAsync(Kind);
        var last = await graph.ReadAsync(Kind, first.Page!.Cursor);
        var lost = await graph.ReadAsync(Kind, "not a cursor");
        var other = await graph.ReadAsync(Kind, """{"version":99}""");
        graph.Time.Advance(TimeSpan.FromDays(8));
        var late = await graph.ReadAsync(Kind, last.Page!.Cursor);

        Assert.Equal(
            [false, true, true, true, true],
            new[] { first, last, lost, other, late }.Select(read => read.Page!.PossibleGap));
        Assert.False(last.Page.HasMore);
    }

    [Fact]
    public async Task Goes_on_over_a_page_without_posts_and_ends_only_where_no_next_page_is_told()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", Graph.Page("B"), Graph.Page(null, Graph.Post("1", Noon, "a")));

        var (posts, _) = await graph.DrainAsync(SearchKind.Account);

        Assert.Single(posts);
        Assert.Equal([null, "B"], graph.Calls.Select(call => call["after"]));
    }
}
