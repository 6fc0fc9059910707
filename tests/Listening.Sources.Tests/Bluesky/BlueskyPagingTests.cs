using System.Globalization;
using System.Text;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

public sealed class BlueskyPagingTests
{
    private static readonly DateTime Noon = ScriptedBluesky.Noon;

    [Fact]
    public async Task Takes_the_newest_post_of_the_first_page_as_mark_and_stops_at_it_the_next_time()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Options = bluesky.Options with { Overlap = TimeSpan.FromMinutes(10) };
        bluesky.Answer(
            "getAuthorFeed",
            Wire.Feed("second", Wire.Post("a", Noon.AddMinutes(-1)), Wire.Post("b", Noon.AddMinutes(-30))),
            Wire.Feed(null, Wire.Post("c", Noon.AddMinutes(-60))),
            Wire.Feed("more", Wire.Post("new", Noon.AddMinutes(5)), Wire.Post("late", Noon.AddMinutes(-9)), Wire.Post("b", Noon.AddMinutes(-30))));
        var first = await bluesky.ReadAsync(SearchKind.Account);
        var second = await bluesky.ReadAsync(SearchKind.Account, first.Page!.Cursor);
        bluesky.Time.Advance(TimeSpan.FromMinutes(10));

        var next = await bluesky.ReadAsync(SearchKind.Account, second.Page!.Cursor);

        Assert.Equal((true, false, false), (first.Page.HasMore, second.Page.HasMore, next.Page!.HasMore));
        // The overlap reaches ten minutes behind the mark, so the late one is found and the one before it is not read again.
        Assert.Equal(["text of new", "text of late"], next.Page.Posts.Select(post => post.Text));
        Assert.Equal([null, "second", null], bluesky.Calls.Select(call => call["cursor"]));
    }

    [Fact]
    public async Task Does_not_bring_back_the_last_post_of_a_quiet_account_after_it_was_deleted_here()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        for (var run = 0; run < 4; run++) bluesky.Answer("getAuthorFeed", Wire.Feed(null, Wire.Post("only", Noon.AddMinutes(-1))));
        string? cursor = null;
        var found = new List<int>();
        foreach (var hours in new[] { 0, 5, 12, 24 })
        {
            bluesky.Time.UtcNow = Noon.AddHours(hours);
            var page = (await bluesky.ReadAsync(SearchKind.Account, cursor)).Page!;
            found.Add(page.Posts.Count);
            cursor = page.Cursor;
        }

        // The run at five hours leaves the mark where it is, for the platform may be late with others; the run at twelve moves it on.
        Assert.Equal([1, 1, 1, 0], found);
    }

    [Fact]
    public async Task One_author_with_a_false_date_does_not_end_the_reading_for_everybody()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed("more", Wire.Post("false", Noon.AddYears(-30)), Wire.Post("true", Noon.AddMinutes(-1))), Wire.Feed(null, Wire.Post("further", Noon.AddMinutes(-2))));

        var first = await bluesky.ReadAsync(SearchKind.Account);

        Assert.True(first.Page!.HasMore);
        Assert.Equal(["text of true"], first.Page.Posts.Select(post => post.Text));
    }

    [Fact]
    public async Task Goes_on_over_pages_without_entries_until_the_token_is_missing()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed("2"), Wire.Feed("3"), Wire.Feed(null, Wire.Post("far", Noon.AddHours(-3))));
        string? cursor = null;
        var found = new List<string>();
        for (var more = true; more;)
        {
            var page = (await bluesky.ReadAsync(SearchKind.Account, cursor)).Page!;
            found.AddRange(page.Posts.Select(post => post.Text));
            (cursor, more) = (page.Cursor, page.HasMore);
        }

        Assert.Equal(["text of far"], found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Ends_when_the_tokens_lead_in_a_circle_and_says_that_posts_may_be_missing(int length)
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        var pages = Enumerable.Range(0, 60).Select(number => Wire.Feed("turn-" + (number % length).ToString(CultureInfo.InvariantCulture), Wire.Post("same", Noon)));
        bluesky.Answer("getAuthorFeed", [.. pages]);
        string? cursor = null;
        SourcePage page;
        do
        {
            page = (await bluesky.ReadAsync(SearchKind.Account, cursor)).Page!;
            cursor = page.Cursor;
        }
        while (page.HasMore);

        Assert.True(page.PossibleGap);
        Assert.InRange(bluesky.Calls.Count, length, 4 * length + 2);
    }

    [Fact]
    public async Task Ends_after_as_many_pages_as_allowed_and_says_that_posts_may_be_missing()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Options = bluesky.Options with { MaximumPages = 2 };
        bluesky.Answer("getAuthorFeed", Wire.Feed("one", Wire.Post("a", Noon)), Wire.Feed("two", Wire.Post("b", Noon)));

        var first = await bluesky.ReadAsync(SearchKind.Account);
        var last = await bluesky.ReadAsync(SearchKind.Account, first.Page!.Cursor);

        Assert.Equal((false, true), (last.Page!.HasMore, last.Page.PossibleGap));
    }

    [Fact]
    public async Task Begins_again_once_when_the_server_has_forgotten_the_token()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed("lost", Wire.Post("a", Noon)))
            .Answer("getAuthorFeed", 400, Wire.Error("InvalidRequest"))
            .Answer("getAuthorFeed", Wire.Feed("lost", Wire.Post("a", Noon)))
            .Answer("getAuthorFeed", 400, Wire.Error("InvalidRequest"));
        var pages = new List<SourcePage>();
        for (var call = 0; call < 4; call++) pages.Add((await bluesky.ReadAsync(SearchKind.Account, pages.LastOrDefault()?.Cursor)).Page!);

        Assert.Equal([null, "lost", null, "lost"], bluesky.Calls.Select(call => call["cursor"]));
        Assert.Equal([true, true, true, false], pages.Select(page => page.HasMore));
        Assert.Equal([false, false, false, true], pages.Select(page => page.PossibleGap));
    }

    [Theory]
    [InlineData("1772452740000__bafyreidexample", "1772452740001__0")]
    [InlineData("1772452740000::bafyreidexample", "1772452740001::0")]
    [InlineData("2026-03-02T11:59:00.000Z", "2026-03-02T11:59:00.000Z")]
    [InlineData("100", "100")]
    public async Task Keeps_of_a_token_what_names_no_post(string token, string sent)
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed(token, Wire.Post("a", Noon.AddMinutes(-1))), Wire.None);

        var first = await bluesky.ReadAsync(SearchKind.Account);
        await bluesky.ReadAsync(SearchKind.Account, first.Page!.Cursor);

        Assert.DoesNotContain("bafy", first.Page.Cursor, StringComparison.Ordinal);
        Assert.Equal(sent, bluesky.Calls[1]["cursor"]);
    }

    [Fact]
    public async Task Goes_by_time_when_the_token_names_a_post_in_disguise()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"after":"at://did:plc:author/app.bsky.feed.post/a"}"""));
        bluesky.Answer("getAuthorFeed", Wire.Feed(token, Wire.Post("a", Noon.AddMinutes(-1))), Wire.None);
        bluesky.Answer("searchPosts", Wire.Search(token, Wire.Post("a", Noon.AddMinutes(-1))), Wire.Search(null));

        var feed = await bluesky.ReadAsync(SearchKind.Account);
        await bluesky.ReadAsync(SearchKind.Account, feed.Page!.Cursor);
        var search = await bluesky.ReadAsync(SearchKind.Keywords);
        await bluesky.ReadAsync(SearchKind.Keywords, search.Page!.Cursor);

        Assert.DoesNotContain(token, feed.Page.Cursor + search.Page.Cursor, StringComparison.Ordinal);
        Assert.Equal("2026-03-02T11:59:00.000Z", bluesky.Calls[1]["cursor"]);
        Assert.Equal((null, "2026-03-02T11:59:00.000Z"), (bluesky.Calls[3]["cursor"], bluesky.Calls[3]["until"]));
    }

    [Fact]
    public async Task A_cursor_that_cannot_be_read_starts_anew_and_says_that_posts_may_be_missing()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed(null, Wire.Post("a", Noon)));

        var read = await bluesky.ReadAsync(SearchKind.Account, "not a cursor");

        Assert.True(read.Page!.PossibleGap);
        Assert.Single(read.Page.Posts);
    }

    [Fact]
    public async Task A_mark_in_the_future_does_not_hide_what_is_posted_now()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed(null, Wire.Post("a", Noon.AddMinutes(-1))));

        var read = await bluesky.ReadAsync(SearchKind.Account, """{"mark":"2031-01-01T00:00:00Z"}""");

        Assert.Single(read.Page!.Posts);
        Assert.DoesNotContain("2031", read.Page.Cursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Searches_alternatives_in_turn_within_one_window_that_overlaps_the_last()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("searchPosts", Wire.Search("100", Wire.Post("a", Noon)), Wire.Search(null), Wire.Search(null, Wire.Post("b", Noon)), Wire.Search(null));
        const string query = "privacy OR gdpr";
        var cursors = new List<string?> { null };
        for (var call = 0; call < 3; call++)
        {
            bluesky.Time.Advance(TimeSpan.FromSeconds(1));
            cursors.Add((await bluesky.ReadAsync(SearchKind.Keywords, cursors[^1], query)).Page!.Cursor);
        }

        bluesky.Time.UtcNow = Noon.AddHours(6);
        await bluesky.ReadAsync(SearchKind.Keywords, cursors[^1], query);

        Assert.Equal(["privacy", "privacy", "gdpr", "privacy"], bluesky.Calls.Select(call => call["q"]));
        Assert.Equal([null, "100", null, null], bluesky.Calls.Select(call => call["cursor"]));
        Assert.All(bluesky.Calls, call => Assert.Equal(("latest", "100"), (call["sort"], call["limit"])));
        Assert.All(bluesky.Calls.Take(3), call => Assert.Equal(("2026-03-01T12:00:01.000Z", "2026-03-02T12:00:01.000Z"), (call["since"], call["until"])));
        Assert.Equal(("2026-03-02T11:00:01.000Z", "2026-03-02T18:00:00.000Z"), (bluesky.Calls[3]["since"], bluesky.Calls[3]["until"]));
    }

    [Fact]
    public async Task Does_without_the_reasons_where_the_server_refuses_them_and_sorts_by_itself()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("listNotifications", 400, Wire.Error("InvalidRequest"))
            .Answer("listNotifications", Wire.Notifications(
                null,
                Wire.Post("m", Noon, top: ""","reason":"mention" """),
                """{"uri":"at://did:plc:other/app.bsky.feed.like/l","author":{"did":"did:plc:other"},"reason":"like","record":{"$type":"app.bsky.feed.like"},"indexedAt":"2026-03-02T11:00:00Z"}""",
                Wire.Post("q", Noon.AddHours(-1), top: ""","reason":"quote" """)));

        var read = await bluesky.ReadAsync(SearchKind.Mentions);

        Assert.Equal(["mention,reply,quote", null], bluesky.Calls.Select(call => call["reasons"]));
        Assert.Equal(["text of m", "text of q"], read.Page!.Posts.Select(post => post.Text));
        Assert.Equal(0, read.Page.Malformed);
    }
}
