using System.Globalization;
using System.Text;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Feeds;

public sealed class FeedConnectorTests
{
    private const string OddETag = "W/\"caf\u00E9, \\ 'a'\"";
    private const string OddDate = "Tue, 10 Mar 2026 8:00:00 +0000";

    [Fact]
    public async Task Echoes_both_validators_byte_for_byte()
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, Feed(("a", 1)), ("ETag", OddETag), ("Last-Modified", OddDate)).Then(304);

        var first = await probe.ReadAsync();
        var second = await probe.ReadAsync(first.Page!.Cursor);

        Assert.False(probe.Server.Requests[0].Headers.ContainsKey("If-None-Match"));
        Assert.Equal(OddETag, probe.LastRequest.Headers["If-None-Match"]);
        Assert.Equal(OddDate, probe.LastRequest.Headers["If-Modified-Since"]);
        Assert.Empty(second.Page!.Posts);
        Assert.Null(second.Failure);
    }

    [Fact]
    public async Task Keeps_its_validators_through_an_unchanged_feed()
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, Feed(("a", 1)), ("ETag", "\"1\"")).Then(304).Then(304);

        var cursor = (await probe.ReadAsync()).Page!.Cursor;
        cursor = (await probe.ReadAsync(cursor)).Page!.Cursor;
        await probe.ReadAsync(cursor);

        Assert.Equal("\"1\"", probe.LastRequest.Headers["If-None-Match"]);
    }

    [Fact]
    public async Task A_feed_that_cannot_be_understood_leaves_no_validator_behind()
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, "<html><body>Back soon</body></html>"u8.ToArray(), ("ETag", "\"bad\""));

        var read = await probe.ReadAsync();

        Assert.Null(read.Page);
        Assert.Equal(SourceFailureKind.Rejected, read.Failure?.Kind);
    }

    [Fact]
    public async Task The_cursor_holds_nothing_of_a_post_and_no_link()
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, Feed(("canary-item", 1)), ("ETag", "\"1\""));

        var cursor = (await probe.ReadAsync()).Page!.Cursor!;

        Assert.DoesNotContain("canary", cursor, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", cursor, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("127.0.0.1", cursor, StringComparison.Ordinal);
        Assert.DoesNotContain("feed", cursor, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"place\":\"000000000000\",\"eTag\":\"\\\"other\\\"\"}")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_damaged_cursor_or_one_of_another_address_counts_as_none(string cursor)
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, Feed(("a", 1)));

        Assert.Single((await probe.ReadAsync(cursor)).Page!.Posts);
        Assert.False(probe.LastRequest.Headers.ContainsKey("If-None-Match"));
    }

    [Theory]
    [InlineData("max-age=600", null, 600)]
    [InlineData("public, max-age=\"600\"", null, 600)]
    [InlineData("max-age=600", "200", 400)]
    [InlineData("max-age=999999", null, 3600)]
    public async Task Asks_again_only_when_the_answer_is_no_longer_fresh(string cacheControl, string? age, int seconds)
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, Feed(("a", 1)), ("Cache-Control", cacheControl), ("Age", age ?? "0")).Then(200, Feed(("a", 1), ("b", 2)));
        var cursor = (await probe.ReadAsync()).Page!.Cursor;

        probe.Time.Advance(TimeSpan.FromSeconds(seconds - 1));
        var early = await probe.ReadAsync(cursor);
        Assert.Single(probe.Server.Requests);
        Assert.Empty(early.Page!.Posts);

        probe.Time.Advance(TimeSpan.FromSeconds(1));
        var due = await probe.ReadAsync(early.Page.Cursor);
        Assert.Equal(2, due.Page!.Posts.Count);
    }

    [Theory]
    [InlineData("no-cache, max-age=600")]
    [InlineData("no-store")]
    [InlineData("max-age=0")]
    [InlineData("max-age=never")]
    public async Task Asks_every_time_when_the_feed_says_so(string cacheControl)
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, Feed(("a", 1)), ("Cache-Control", cacheControl)).Then(200, Feed(("a", 1)));

        await probe.ReadAsync((await probe.ReadAsync()).Page!.Cursor);

        Assert.Equal(2, probe.Server.Requests.Count);
    }

    [Fact]
    public async Task A_freshness_saved_by_a_clock_that_was_wrong_does_not_silence_the_feed()
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, Feed(("a", 1)), ("Cache-Control", "max-age=600")).Then(200, Feed(("a", 1)));
        var cursor = (await probe.ReadAsync()).Page!.Cursor;

        probe.Time.UtcNow = FeedProbe.Noon.AddYears(-1);
        await probe.ReadAsync(cursor);

        Assert.Equal(2, probe.Server.Requests.Count);
    }

    [Fact]
    public async Task Passes_on_how_long_the_server_wants_to_be_left_alone()
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(429, null, ("Retry-After", "Tue, 10 Mar 2026 12:30:00 GMT"));

        var read = await probe.ReadAsync();

        Assert.Equal(SourceFailureKind.RateLimited, read.Failure?.Kind);
        Assert.Equal(TimeSpan.FromMinutes(30), read.Failure?.RetryAfter);
    }

    [Fact]
    public async Task Reports_a_possible_gap_when_every_entry_is_newer_than_the_last_read()
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, Feed(("a", 1), ("b", 2))).Then(200, Feed(("b", 2), ("c", 3))).Then(200, Feed(("d", 4), ("e", 5)));

        var first = await probe.ReadAsync();
        var overlapping = await probe.ReadAsync(first.Page!.Cursor);
        var apart = await probe.ReadAsync(overlapping.Page!.Cursor);

        Assert.False(first.Page.PossibleGap);
        Assert.False(overlapping.Page.PossibleGap);
        Assert.True(apart.Page!.PossibleGap);
    }

    [Fact]
    public async Task An_entry_that_left_the_feed_is_not_deleted()
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, Feed(("a", 1), ("b", 2))).Then(200, Feed(("b", 2)));

        var second = await probe.ReadAsync((await probe.ReadAsync()).Page!.Cursor);

        Assert.Empty(second.Page!.Deleted);
    }

    [Fact]
    public async Task An_entry_that_changed_comes_again_under_its_id()
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, Feed(("a", 1))).Then(200, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Feed(("a", 1))).Replace("Title", "Corrected", StringComparison.Ordinal)));

        var before = (await probe.ReadAsync()).Page!.Posts.Single();
        var after = (await probe.ReadAsync()).Page!.Posts.Single();

        Assert.Equal(before.Id, after.Id);
        Assert.NotEqual(before.Text, after.Text);
    }

    [Fact]
    public async Task Ids_do_not_depend_on_what_else_is_in_the_feed()
    {
        await using var probe = await FeedProbe.StartAsync();
        static string Item(string link) => $"<item><title>t {link}</title><guid isPermaLink=\"false\">same</guid><link>https://x.example/{link}</link></item>";
        probe.Server.Then(200, Encoding.UTF8.GetBytes($"<rss><channel>{Item("1")}{Item("2")}</channel></rss>"))
            .Then(200, Encoding.UTF8.GetBytes($"<rss><channel>{Item("2")}</channel></rss>"));

        var both = (await probe.ReadAsync()).Page!.Posts.Select(post => post.Id).ToList();
        var one = (await probe.ReadAsync()).Page!.Posts.Single().Id;

        Assert.Equal(2, both.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(one, both);
    }

    [Fact]
    public async Task Cuts_a_text_without_end_and_never_through_a_character()
    {
        await using var probe = await FeedProbe.StartAsync(options => options with { MaximumTextLength = 101 });
        var words = string.Concat(Enumerable.Repeat("😀", 100));
        probe.Server.Then(200, Encoding.UTF8.GetBytes($"<rss><channel><item><title>{words}</title></item></channel></rss>"));

        Assert.Equal(100, (await probe.ReadAsync()).Page!.Posts.Single().Text.Length);
    }

    [Fact]
    public async Task Reads_no_more_entries_than_allowed_and_says_that_some_may_be_missing()
    {
        await using var probe = await FeedProbe.StartAsync(options => options with { MaximumEntries = 3 });
        probe.Server.Then(200, Feed([.. Enumerable.Range(1, 5).Select(day => ($"i{day}", day))]));

        var page = (await probe.ReadAsync()).Page!;

        Assert.Equal(3, page.Posts.Count);
        Assert.True(page.PossibleGap);
    }

    [Fact]
    public async Task A_redirect_into_a_private_network_is_refused()
    {
        await using var inside = await TestSupport.ScriptedServer.StartAsync();
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(301, null, ("Location", inside.Address.AbsoluteUri));

        Assert.Equal(SourceFailureKind.Rejected, (await probe.ReadAsync()).Failure?.Kind);
        Assert.Equal(0, inside.Connections);
    }

    [Fact]
    public async Task A_feed_in_a_private_network_is_refused_unless_allowed()
    {
        await using var probe = await FeedProbe.StartAsync(options => options with { AllowPrivateAddresses = false });
        probe.Server.Then(200, Feed(("a", 1)));

        Assert.Equal(SourceFailureKind.Rejected, (await probe.ReadAsync()).Failure?.Kind);
        Assert.Equal(0, probe.Server.Connections);
    }

    [Fact]
    public async Task A_feed_larger_than_allowed_is_refused()
    {
        await using var probe = await FeedProbe.StartAsync(options => options with { MaximumBytes = 2000 });
        probe.Server.Then(200, Feed([.. Enumerable.Range(1, 50).Select(day => ($"i{day}", 1))]));

        Assert.Equal(SourceFailureKind.Rejected, (await probe.ReadAsync()).Failure?.Kind);
    }

    [Fact]
    public async Task An_address_that_is_no_web_address_is_a_setting_to_correct()
    {
        await using var probe = await FeedProbe.StartAsync(options => options with { Url = new Uri("file:///etc/passwd") });

        Assert.Equal(SourceFailureKind.Misconfigured, (await probe.ReadAsync()).Failure?.Kind);
    }

    /// <summary>A feed of one item per id, published on that day of the month before noon's.</summary>
    private static byte[] Feed(params (string Id, int Day)[] items)
    {
        var feed = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>f</title>");
        foreach (var (id, day) in items)
            feed.Append(CultureInfo.InvariantCulture, $"<item><title>Title {id}</title><guid isPermaLink=\"false\">{id}</guid><link>https://items.example/{id}</link><pubDate>{day} Feb 2026 00:00 GMT</pubDate></item>");
        return Encoding.UTF8.GetBytes(feed.Append("</channel></rss>").ToString());
    }
}
