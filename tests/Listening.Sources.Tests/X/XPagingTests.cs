using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.X;

public sealed class XPagingTests
{
    private static readonly DateTime Noon = ScriptedX.Noon;
    private static readonly string[] Ids = [.. Enumerable.Range(0, 9).Select(number => XWire.Id(Noon.AddMinutes(number - 60)))];

    [Fact]
    public async Task Drains_all_pages_with_one_since_id_and_then_goes_on_from_the_newest_of_the_first_page()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page(null, Ids[0]), XWire.Page("two", Ids[4], Ids[3]), XWire.Page("three", Ids[2]), XWire.Page(null, Ids[1]), XWire.Nothing, XWire.Nothing);
        var connector = x.Connect();

        var first = await x.DrainAsync(connector, SearchKind.Keywords);
        var second = await x.DrainAsync(connector, SearchKind.Keywords, first.Cursor);
        var third = await x.DrainAsync(connector, SearchKind.Keywords, second.Cursor);
        await x.DrainAsync(connector, SearchKind.Keywords, third.Cursor);

        Assert.Equal([null, Ids[0], Ids[0], Ids[0], Ids[4], Ids[4]], x.Calls.Select(call => call["since_id"]));
        Assert.Equal([null, null, "two", "three", null, null], x.Calls.Select(call => call["next_token"]));
        Assert.Equal("2026-03-01T12:00:00Z", x.Calls[0]["start_time"]);
        Assert.Equal([Ids[4], Ids[3], Ids[2], Ids[1]], second.Pages.SelectMany(page => page.Posts).Select(post => post.Id));
        Assert.All(second.Pages, page => Assert.False(page.PossibleGap));
    }

    [Fact]
    public async Task Goes_on_in_the_middle_of_the_pages_after_a_restart()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page("two", Ids[4]), XWire.Page(null, Ids[1]), XWire.Nothing);
        var page = (await x.ReadAsync(SearchKind.Keywords)).Page!;
        x.Time.Advance(TimeSpan.FromHours(2));

        var rest = (await x.ReadAsync(SearchKind.Keywords, page.Cursor)).Page!;
        await x.ReadAsync(SearchKind.Keywords, rest.Cursor);

        Assert.Equal((true, false), (page.HasMore, rest.HasMore));
        Assert.Equal((null, "two", "2026-03-01T12:00:00Z"), (x.Calls[1]["since_id"], x.Calls[1]["next_token"], x.Calls[1]["start_time"]));
        Assert.Equal(Ids[4], x.Calls[2]["since_id"]);
    }

    [Theory]
    [InlineData(SearchKind.Mentions, "mentions")]
    [InlineData(SearchKind.Account, "timeline")]
    public async Task Timelines_are_read_by_the_id_of_the_account_which_is_asked_for_once(SearchKind kind, string method)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer(method, XWire.Page("two", Ids[4]), XWire.Page(null, Ids[3]), XWire.Nothing);
        var connector = x.Connect();

        var first = await x.DrainAsync(connector, kind);
        await x.DrainAsync(connector, kind, first.Cursor);

        Assert.Equal(4, x.Received.Count);
        Assert.All(x.Calls, call => Assert.StartsWith("/2/users/7001/", call.Path, StringComparison.Ordinal));
        Assert.Equal([null, "two", null], x.Calls.Select(call => call["pagination_token"]));
        Assert.Equal(Ids[4], x.Calls[2]["since_id"]);
        Assert.Equal("Bearer app-token", x.Calls[0].Authorization);
    }

    [Fact]
    public async Task Begins_again_once_when_X_has_forgotten_the_token()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page("lost", Ids[4])).Answer("search", 400, XWire.Invalid("next_token"))
            .Answer("search", XWire.Page("lost", Ids[5], Ids[4])).Answer("search", 400, XWire.Invalid("next_token"));

        var (pages, _) = await x.DrainAsync(x.Connect(), SearchKind.Keywords);

        Assert.Equal([null, "lost", null, "lost"], x.Calls.Select(call => call["next_token"]));
        Assert.Equal([false, false, false, true], pages.Select(page => page.PossibleGap));
    }

    [Fact]
    public async Task Ends_where_the_token_leads_nowhere_or_the_pages_are_too_many()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Options = x.Options with { MaximumPages = 3 };
        x.Answer("search", XWire.Page("same", Ids[4]), XWire.Page("same", Ids[4]));
        x.Answer("mentions", XWire.Page("1", Ids[4]), XWire.Page("2", Ids[3]), XWire.Page("3", Ids[2]));

        var stuck = await x.DrainAsync(x.Connect(), SearchKind.Keywords);
        var many = await x.DrainAsync(x.Connect(), SearchKind.Mentions);

        Assert.Equal((2, true), (stuck.Pages.Count, stuck.Pages[^1].PossibleGap));
        Assert.Equal((3, true), (many.Pages.Count, many.Pages[^1].PossibleGap));
    }

    [Fact]
    public async Task Goes_on_over_pages_without_posts_until_the_token_is_missing()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", """{"meta":{"result_count":0,"next_token":"two"}}""", XWire.Page(null, Ids[4]), XWire.Nothing);

        var (pages, cursor) = await x.DrainAsync(x.Connect(), SearchKind.Keywords);
        await x.ReadAsync(SearchKind.Keywords, cursor);

        Assert.Equal(2, pages.Count);
        Assert.Equal(Ids[4], x.Calls[2]["since_id"]);
    }

    [Theory]
    [InlineData("not a cursor")]
    [InlineData("""{"v":2}""")]
    [InlineData("""{"v":1,"places":7}""")]
    [InlineData("null")]
    public async Task A_cursor_that_cannot_be_read_starts_anew_and_says_that_posts_may_be_missing(string cursor)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page(null, Ids[4]));

        var page = (await x.ReadAsync(SearchKind.Keywords, cursor)).Page!;

        Assert.True(page.PossibleGap);
        Assert.Single(page.Posts);
    }

    [Fact]
    public async Task Searches_of_a_long_query_are_read_in_turn_and_each_keeps_its_own_place()
    {
        await using var x = await ScriptedX.StartAsync();
        var query = string.Join(" OR ", Enumerable.Range(0, 80).Select(number => $"word{number}"));
        x.Answer("search", XWire.Page("more", Ids[4]), XWire.Page(null, Ids[1]), XWire.Page(null, Ids[6]), XWire.Nothing, XWire.Nothing);
        var connector = x.Connect();

        var first = await x.DrainAsync(connector, SearchKind.Keywords, null, query);
        await x.DrainAsync(connector, SearchKind.Keywords, first.Cursor, query);

        Assert.Equal([null, null, null, Ids[4], Ids[6]], x.Calls.Select(call => call["since_id"]));
        Assert.Equal(x.Calls[0]["query"], x.Calls[1]["query"]);
        Assert.NotEqual(x.Calls[0]["query"], x.Calls[2]["query"]);
    }

    [Fact]
    public async Task Saves_nothing_in_a_cursor_that_names_a_person_or_what_was_said()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("timeline", XWire.Page("two", (Ids[4], XWire.Counted(Ids[4], 1))), XWire.Page(null, (Ids[3], XWire.Counted(Ids[3], 2))));
        x.Answer("search", XWire.Page("three", (Ids[6], XWire.Reply(Ids[6], Ids[4], Ids[4]))), XWire.Page(null, (Ids[7], XWire.Reply(Ids[7], Ids[4], Ids[4]))), XWire.Nothing);

        var (pages, _) = await x.DrainAsync(x.Connect(), SearchKind.AccountWithComments);

        Assert.All(pages, page =>
        {
            Assert.DoesNotContain("reporter", page.Cursor, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("privacy", page.Cursor, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("7001", page.Cursor, StringComparison.Ordinal);
            Assert.DoesNotContain(Ids[3], page.Cursor, StringComparison.Ordinal);
            Assert.DoesNotContain(Ids[6], page.Cursor, StringComparison.Ordinal);
        });
    }
}
