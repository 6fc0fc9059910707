using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.X;

public sealed class XThreadTests
{
    private static readonly DateTime Noon = ScriptedX.Noon;
    private static readonly string Root = XWire.Id(Noon.AddHours(-5));
    private static readonly string Other = XWire.Id(Noon.AddHours(-6));
    private static readonly string[] Comments = [.. Enumerable.Range(0, 5).Select(number => XWire.Id(Noon.AddHours(-4), number))];

    [Fact]
    public async Task Walks_a_thread_only_when_its_number_of_replies_has_changed()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("timeline", Listing(2), Listing(2), Listing(3));
        x.Answer("search", Walk(1, 0), Walk(2, 1, 0));
        var connector = x.Connect();

        var first = await x.DrainAsync(connector, SearchKind.AccountWithComments);
        var second = await x.DrainAsync(connector, SearchKind.AccountWithComments, first.Cursor);
        var third = await x.DrainAsync(connector, SearchKind.AccountWithComments, second.Cursor);

        Assert.Equal(["timeline", "search", "timeline", "timeline", "search"], x.Calls.Select(call => call.Method));
        Assert.Equal($"conversation_id:{Root} -is:retweet", x.Calls[1]["query"]);
        Assert.Equal([Root, Other, Comments[1], Comments[0]], first.Pages.SelectMany(page => page.Posts).Select(post => post.Id));
        Assert.Contains(Comments[2], third.Pages.SelectMany(page => page.Posts).Select(post => post.Id));
        Assert.All(first.Pages.Concat(third.Pages), page => Assert.False(page.PossibleGap));
    }

    [Fact]
    public async Task Reads_the_posts_of_the_comment_days_again_for_their_numbers_of_replies()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Options = x.Options with { CommentDays = 3 };
        x.Answer("timeline", Listing(0), Listing(0), Listing(0));
        var connector = x.Connect();

        var first = await x.DrainAsync(connector, SearchKind.AccountWithComments);
        x.Time.Advance(TimeSpan.FromHours(1));
        var second = await x.DrainAsync(connector, SearchKind.AccountWithComments, first.Cursor);
        x.Time.Advance(TimeSpan.FromDays(20));
        await x.DrainAsync(connector, SearchKind.AccountWithComments, second.Cursor);

        // After a long pause the listing reaches back to the last run: a timeline has no window.
        Assert.Equal(["2026-02-27T12:00:00Z", "2026-02-27T13:00:00Z", "2026-03-02T12:50:00Z"], x.Calls.Select(call => call["start_time"]));
    }

    [Fact]
    public async Task Leaves_threads_alone_that_are_older_than_the_comment_days_or_begun_by_others()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Options = x.Options with { CommentDays = 1 };
        var old = XWire.Id(Noon.AddHours(-30));
        var answer = XWire.Id(Noon.AddHours(-2));
        x.Answer("timeline", XWire.Page(null, (answer, XWire.Reply(answer, "1500", "1500")), (old, XWire.Counted(old, 9))));

        var (pages, _) = await x.DrainAsync(x.Connect(), SearchKind.AccountWithComments);

        Assert.Equal(2, pages.SelectMany(page => page.Posts).Count());
        Assert.Equal(["timeline"], x.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task After_a_restart_the_posts_are_read_again_and_the_walk_goes_on_at_its_page()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("timeline", Listing(3), Listing(4));
        x.Answer("search", XWire.Page("next", Reply(2)), XWire.Page(null, Reply(1), Reply(0)), Walk(3, 2, 1, 0));
        var connector = x.Connect();
        var listed = (await ScriptedX.ReadAsync(connector, SearchKind.AccountWithComments)).Page!;
        var half = (await ScriptedX.ReadAsync(connector, SearchKind.AccountWithComments, listed.Cursor)).Page!;

        var (rest, _) = await x.DrainAsync(x.Connect(), SearchKind.AccountWithComments, half.Cursor);

        // The walk began when there were three replies. A fourth came since, so that the thread is walked for it.
        Assert.Equal(["timeline", "search", "timeline", "search", "search"], x.Calls.Select(call => call.Method));
        Assert.Equal([null, "next", null], x.Calls.Where(call => call.Method == "search").Select(call => call["next_token"]));
        Assert.Contains(Comments[3], rest.SelectMany(page => page.Posts).Select(post => post.Id));
    }

    [Fact]
    public async Task A_listing_of_several_pages_is_begun_again_after_a_restart_so_that_no_thread_is_forgotten()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("timeline", XWire.Page("two", (Root, XWire.Counted(Root, 1))), XWire.Page("two", (Root, XWire.Counted(Root, 1))), XWire.Page(null, (Other, XWire.Counted(Other, 0))));
        x.Answer("search", Walk(0));
        var half = (await x.ReadAsync(SearchKind.AccountWithComments)).Page!;

        var (pages, _) = await x.DrainAsync(x.Connect(), SearchKind.AccountWithComments, half.Cursor);

        Assert.Equal([null, null, "two"], x.Calls.Where(call => call.Method == "timeline").Select(call => call["pagination_token"]));
        Assert.Contains(Comments[0], pages.SelectMany(page => page.Posts).Select(post => post.Id));
    }

    [Fact]
    public async Task Walks_once_more_in_the_next_run_when_fewer_replies_were_found_than_X_counts_and_then_no_more()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("timeline", Listing(2), Listing(2), Listing(2));
        x.Answer("search", Walk(0), Walk(0));
        var connector = x.Connect();
        string? cursor = null;
        for (var run = 0; run < 3; run++)
        {
            (_, cursor) = await x.DrainAsync(connector, SearchKind.AccountWithComments, cursor);
            x.Time.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(["timeline", "search", "timeline", "search", "timeline"], x.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task Reading_the_same_cursor_twice_gives_the_same_page()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("timeline", Listing(1));
        x.Answer("search", Walk(0), Walk(0));
        var connector = x.Connect();
        var listed = (await ScriptedX.ReadAsync(connector, SearchKind.AccountWithComments)).Page!;

        var one = (await ScriptedX.ReadAsync(connector, SearchKind.AccountWithComments, listed.Cursor)).Page!;
        var two = (await ScriptedX.ReadAsync(connector, SearchKind.AccountWithComments, listed.Cursor)).Page!;

        Assert.Equal(one.Cursor, two.Cursor);
        Assert.Equal(one.Posts.Select(post => post.Id), two.Posts.Select(post => post.Id));
    }

    private static string Listing(int replies) => XWire.Page(null, (Root, XWire.Counted(Root, replies)), (Other, XWire.Counted(Other, 0)));

    private static string Walk(params int[] comments) => XWire.Page(null, [.. comments.Select(Reply)]);

    private static (string Id, string Json) Reply(int number) => (Comments[number], XWire.Reply(Comments[number], Root, Root));
}
