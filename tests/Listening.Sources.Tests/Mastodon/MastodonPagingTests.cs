using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Mastodon;

public sealed class MastodonPagingTests
{
    private const string Tag = "/api/v1/timelines/tag/foi";
    private static readonly DateTime Noon = ScriptedMastodon.Noon;

    [Fact]
    public async Task Reads_back_at_first_and_forward_from_then_on()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Tag,
            MastodonWire.Page(Status("30", -10), Status("20", -20)),
            MastodonWire.Page(Status("10", -30), Status("5", -60 * 30)),
            MastodonWire.Page(Status("32", 1), Status("31", 0)),
            MastodonWire.Page());

        var first = await mastodon.ReadAsync(SearchKind.Keywords);
        var second = await mastodon.ReadAsync(SearchKind.Keywords, first.Page!.Cursor);
        mastodon.Time.Advance(TimeSpan.FromMinutes(5));
        var third = await mastodon.ReadAsync(SearchKind.Keywords, second.Page!.Cursor);
        var last = await mastodon.ReadAsync(SearchKind.Keywords, third.Page!.Cursor);

        Assert.Equal(["30", "20", "10", "32", "31"], new[] { first, second, third, last }.SelectMany(read => read.Page!.Posts).Select(post => post.Id));
        Assert.Equal([true, false, true, false], new[] { first, second, third, last }.Select(read => read.Page!.HasMore));
        Assert.Equal([(null, null), (null, "20"), ("30", null), ("32", null)], mastodon.Calls.Select(call => (call["min_id"], call["max_id"])));
        Assert.All(new[] { first, second, third, last }, read => Assert.False(read.Page!.PossibleGap));
        Assert.All(mastodon.Calls, call => Assert.Equal(("Bearer open-sesame", "40"), (call.Headers["Authorization"], call["limit"])));
    }

    [Fact]
    public async Task Takes_of_a_link_header_only_the_place_and_only_of_the_same_host()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        var own = $"<{mastodon.Address}api/v1/timelines/tag/foi?limit=40&max_id=19>; rel=\"next\", <{mastodon.Address}api/v1/timelines/tag/foi?min_id=30>; rel=\"prev\"";
        mastodon.Answer(Tag, 200, MastodonWire.Page(Status("30", -10), Status("20", -20)), ("Link", own))
            .Answer(Tag, 200, MastodonWire.Page(Status("10", -30)), ("Link", "<https://elsewhere.example/steal?max_id=9>; rel=\"next\""))
            .Answer(Tag, MastodonWire.Page());

        var read = await mastodon.ReadAsync(SearchKind.Keywords);
        read = await mastodon.ReadAsync(SearchKind.Keywords, read.Page!.Cursor);
        await mastodon.ReadAsync(SearchKind.Keywords, read.Page!.Cursor);

        Assert.Equal([null, "19", "10"], mastodon.Calls.Select(call => call["max_id"]));
    }

    [Fact]
    public async Task Reads_young_posts_again_because_others_may_come_late_before_them()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Options = mastodon.Options with { Overlap = TimeSpan.FromMinutes(10) };
        mastodon.Answer(Tag, MastodonWire.Page(Status("30", -2), Status("20", -20)), MastodonWire.Page(), MastodonWire.Page(Status("30", -2), Status("25", -9)), MastodonWire.Page());

        var cursor = await DrainAsync(mastodon, null);
        mastodon.Time.Advance(TimeSpan.FromHours(1));
        cursor = await DrainAsync(mastodon, cursor);
        mastodon.Answer(Tag, MastodonWire.Page());
        await DrainAsync(mastodon, cursor);

        Assert.Equal([null, null, "20", "30", "30"], mastodon.Calls.Select(call => call["min_id"]));
    }

    [Fact]
    public async Task Goes_on_in_the_middle_of_paging_after_a_restart()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer("/api/v1/timelines/tag/t1", MastodonWire.Page()).Answer("/api/v1/timelines/tag/t5", MastodonWire.Page(Status("7", -1)), MastodonWire.Page());
        const string query = "#t1 OR #t2 OR #t3 OR #t4 OR #t5";

        var first = await mastodon.ReadAsync(SearchKind.Keywords, query: query);
        var second = await mastodon.ReadAsync(SearchKind.Keywords, first.Page!.Cursor, query);
        var third = await mastodon.ReadAsync(SearchKind.Keywords, second.Page!.Cursor, query);

        Assert.Equal([true, true, false], new[] { first, second, third }.Select(read => read.Page!.HasMore));
        Assert.Equal(["t1", "t5", "t5"], mastodon.Calls.Select(call => call.Path.Split('/')[^1]));
        Assert.Equal("7", mastodon.Calls[2]["max_id"]);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"v":99}""")]
    [InlineData("[]")]
    [InlineData("""{"v":1,"places":null}""")]
    public async Task An_unreadable_cursor_begins_again_and_says_that_posts_may_be_missing(string cursor)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Tag, MastodonWire.Page());

        var read = await mastodon.ReadAsync(SearchKind.Keywords, cursor);

        Assert.True(read.Page!.PossibleGap);
    }

    [Fact]
    public async Task A_server_that_leads_in_a_circle_is_left_with_a_possible_gap()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        for (var each = 0; each < 5; each++) mastodon.Answer(Tag, MastodonWire.Page(Status("30", -10)));
        mastodon.Options = mastodon.Options with { LookBack = TimeSpan.FromMinutes(5) };

        var first = await mastodon.ReadAsync(SearchKind.Keywords);
        var second = await mastodon.ReadAsync(SearchKind.Keywords, first.Page!.Cursor);

        Assert.Equal((false, false), (first.Page.HasMore, second.Page!.HasMore));
        Assert.True(second.Page.PossibleGap);
    }

    [Fact]
    public async Task Malformed_entries_are_counted_and_private_ones_are_passed_over_in_silence()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Tag, MastodonWire.Page("7", "{}", """{"id":"1","visibility":"public"}""", MastodonWire.Status("40", Noon, visibility: "private"), Status("30", -10)));

        var read = await mastodon.ReadAsync(SearchKind.Keywords);

        Assert.Equal((3, "30"), (read.Page!.Malformed, Assert.Single(read.Page.Posts).Id));
    }

    [Fact]
    public async Task A_cursor_names_no_hashtag_and_no_handle()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Tag, MastodonWire.Page(Status("30", -10))).Answer("/api/v1/accounts/lookup", MastodonWire.Account("4711")).Answer("/api/v1/accounts/4711/statuses", MastodonWire.Page(Status("30", -10)));

        var tag = await mastodon.ReadAsync(SearchKind.Keywords);
        var account = await mastodon.ReadAsync(SearchKind.Account);

        Assert.DoesNotContain("foi", tag.Page!.Cursor, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ico", account.Page!.Cursor, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("4711", account.Page.Cursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_goes_on_by_offset_with_one_post_in_common_and_back_when_posts_have_moved()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Options = mastodon.Options with { PageSize = 3 };
        mastodon.Answer("/api/v2/search",
            MastodonWire.Found(Status("9", -1), Status("8", -2), Status("7", -3)),
            MastodonWire.Found(Status("5", -5), Status("4", -6)),
            MastodonWire.Found(Status("8", -2), Status("7", -3), Status("6", -4)),
            MastodonWire.Found(Status("6", -4), Status("5", -5), Status("4", -6)),
            MastodonWire.Found(Status("4", -6)));

        string? cursor = null;
        var found = new List<string>();
        for (var more = true; more;)
        {
            var page = (await mastodon.ReadAsync(SearchKind.Keywords, cursor, "council")).Page!;
            found.AddRange(page.Posts.Select(post => post.Id));
            Assert.False(page.PossibleGap);
            (cursor, more) = (page.Cursor, page.HasMore);
        }

        Assert.Equal([null, "2", null, "2", "4"], mastodon.Calls.Select(call => call["offset"]));
        Assert.Equal(["4", "5", "6", "7", "8", "9"], found.Distinct().Order());
    }

    private static string Status(string id, int minutes) => MastodonWire.Status(id, Noon.AddMinutes(minutes));

    private static async Task<string?> DrainAsync(ScriptedMastodon mastodon, string? cursor)
    {
        for (var more = true; more;)
        {
            var page = (await mastodon.ReadAsync(SearchKind.Keywords, cursor)).Page!;
            (cursor, more) = (page.Cursor, page.HasMore);
        }

        return cursor;
    }
}
