using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.WhatDoTheyKnow;
using Xunit;

namespace Listening.Sources.Tests.WhatDoTheyKnow;

public sealed class WhatDoTheyKnowReadingTests
{
    private static readonly DateTime Noon = ScriptedSite.Noon;

    [Fact]
    public async Task Makes_a_post_of_an_event()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Event.Of(901, state: "waiting_response_overdue", snippet: "See <a href=\"/help\">help</a> &amp; <b>reply</b>")));

        var post = Assert.Single((await site.ReadAsync(SearchKind.Keywords)).Page!.Posts);

        Assert.Equal(("901", "wdtk", "parking_records"), (post.Id, post.Source, post.Conversation));
        Assert.Equal("About parking_records\n\nSee help & reply\n\nRequest to Example Council: response overdue", post.Text);
        Assert.Equal(new Author("44", "pim_example", "Pim Example"), post.Author);
        Assert.Equal(new Uri(site.Server.Address, "request/parking_records").AbsoluteUri, post.Url);
        Assert.Equal((Noon.AddHours(-1), Noon), (post.CreatedAt, post.CollectedAt));
        Assert.Equal([new Uri(site.Server.Address, "help").AbsoluteUri], post.Links);
        Assert.Empty(post.Hashtags);
    }

    [Theory]
    [InlineData("sent", "rejected", "Request to Example Council: refused", "pim_example")]
    [InlineData("followup_sent", "internal_review", "Follow-up to Example Council: awaiting internal review", "pim_example")]
    [InlineData("response", "not_held", "Response from Example Council: information not held", "example_council")]
    [InlineData("comment", "successful", "Annotation on a request to Example Council: successful", "")]
    [InlineData("sent", "some_new_state", "Request to Example Council: some new state", "pim_example")]
    public async Task Gives_nobody_words_that_are_anothers(string type, string state, string last, string author)
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Event.Of(1, type: type, state: state)));

        var post = Assert.Single((await site.ReadAsync(SearchKind.Keywords)).Page!.Posts);

        Assert.Equal((last, author), (post.Text.Split('\n')[^1], post.Author.Handle));
    }

    [Fact]
    public async Task Asks_with_the_validators_of_the_last_feed_and_gives_nothing_when_it_is_unchanged()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Event.Of(1)), ("ETag", "W/\"abc\""), ("Last-Modified", "Mon, 02 Mar 2026 11:00:00 GMT")).Answer(304).Answer(304);
        var cursor = (await site.ReadAsync(SearchKind.Keywords)).Page!.Cursor;

        var unchanged = await site.ReadAsync(SearchKind.Keywords, cursor);
        await site.ReadAsync(SearchKind.Keywords, unchanged.Page!.Cursor);
        site.Answer(Event.Feed());
        await site.ReadAsync(SearchKind.Keywords, cursor, query: "another");

        Assert.Empty(unchanged.Page.Posts);
        Assert.Equal([null, "W/\"abc\"", "W/\"abc\"", null], site.Server.Requests.Select(request => request.Headers.GetValueOrDefault("If-None-Match")));
        Assert.Equal("Mon, 02 Mar 2026 11:00:00 GMT", site.Server.Requests[1].Headers["If-Modified-Since"]);
    }

    [Fact]
    public async Task Gives_what_was_not_in_the_last_feed_however_old_its_number_and_what_changed()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Event.Of(30), Event.Of(20))).Answer(Event.Feed(Event.Of(5), Event.Of(20, state: "successful"), Event.Of(31), Event.Of(30)));
        var first = (await site.ReadAsync(SearchKind.Keywords)).Page!;

        var second = (await site.ReadAsync(SearchKind.Keywords, first.Cursor)).Page!;

        Assert.Equal(["20", "30"], first.Posts.Select(post => post.Id));
        Assert.Equal(["5", "20", "31"], second.Posts.Select(post => post.Id));
        Assert.False(second.PossibleGap);
    }

    [Fact]
    public async Task Reports_a_gap_when_a_full_feed_shows_nothing_that_was_there_before()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Numbered(1, 25))).Answer(Event.Feed(Numbered(25, 25))).Answer(Event.Feed(Numbered(60, 25))).Answer(Event.Feed(Numbered(90, 24)));
        var pages = new List<SourcePage>();
        for (var read = 0; read < 4; read++) pages.Add((await site.ReadAsync(SearchKind.Keywords, pages.LastOrDefault()?.Cursor)).Page!);

        Assert.Equal([false, false, true, false], pages.Select(page => page.PossibleGap));
    }

    [Fact]
    public async Task An_event_described_anew_does_not_hide_a_gap()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Numbered(1, 25))).Answer(Event.Feed(Numbered(60, 24).Prepend(Event.Of(7, state: "rejected"))));
        var first = await site.ReadAsync(SearchKind.Keywords);

        Assert.True((await site.ReadAsync(SearchKind.Keywords, first.Page!.Cursor)).Page!.PossibleGap);
    }

    [Theory]
    [InlineData("hidden")]
    [InlineData("requester_only")]
    public async Task Leaves_out_what_is_hidden_and_reports_it_as_deleted(string status)
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Event.Of(2), Event.Of(1))).Answer(Event.Feed(Event.Of(2, status: status), Event.Of(1))).Answer(Event.Feed(Event.Of(2, status: status), Event.Of(1)));
        var first = await site.ReadAsync(SearchKind.Keywords);

        var second = (await site.ReadAsync(SearchKind.Keywords, first.Page!.Cursor)).Page!;
        var third = (await site.ReadAsync(SearchKind.Keywords, second.Cursor)).Page!;

        Assert.Equal(["2"], second.Deleted);
        Assert.Empty(second.Posts);
        Assert.Empty(third.Deleted);
    }

    [Fact]
    public async Task Counts_and_passes_over_what_is_no_event()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed("7", "{}", "null", """{"id":"x"}""", """{"id":-4,"info_request":{"url_title":"a","title":"b"}}""", """{"id":3,"info_request":7}""", Event.Of(9), Event.Of(9)));

        var page = (await site.ReadAsync(SearchKind.Keywords)).Page!;

        Assert.Equal((1, 6), (page.Posts.Count, page.Malformed));
    }

    [Fact]
    public async Task Saves_no_text_name_link_or_number_of_an_event_but_the_highest()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Event.Of(70123), Event.Of(70456))).Answer(Event.Feed(Event.Of(70123)));
        var request = ScriptedSite.Request(SearchKind.AccountWithComments) with { MarkOf = id => "m" + Math.Abs(string.GetHashCode(id, StringComparison.Ordinal)) % 1000 };
        var connector = site.Connect();

        var first = (await connector.ReadAsync(request, null, CancellationToken.None)).Page!;
        var second = (await connector.ReadAsync(request, first.Cursor, CancellationToken.None)).Page!;

        foreach (var cursor in new[] { first.Cursor!, second.Cursor! })
        {
            Assert.Contains("\"version\":1", cursor, StringComparison.Ordinal);
            foreach (var word in new[] { "70123", "pim", "parking", "Council", "http", "127.0.0.1", "records" }) Assert.DoesNotContain(word, cursor, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("not a cursor")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"version":2}""")]
    [InlineData("""{"known":null}""")]
    public async Task A_cursor_that_cannot_be_read_starts_anew_and_says_that_posts_may_be_missing(string cursor)
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Event.Of(1)));

        var page = (await site.ReadAsync(SearchKind.Keywords, cursor)).Page!;

        Assert.Equal((1, true), (page.Posts.Count, page.PossibleGap));
    }

    [Fact]
    public async Task Reads_no_more_events_of_an_answer_than_allowed_and_no_larger_answers()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Options = site.Options with { MaximumEvents = 3, MaximumBytes = 8_192 };
        site.Answer(Event.Feed(Numbered(1, 5))).Answer(Event.Feed(Event.Of(1, snippet: new string('x', 9_000))));

        var page = (await site.ReadAsync(SearchKind.Keywords)).Page!;
        var large = await site.ReadAsync(SearchKind.Keywords);

        Assert.Equal((3, true), (page.Posts.Count, page.PossibleGap));
        Assert.Equal(SourceFailureKind.Rejected, large.Failure?.Kind);
    }

    [Theory]
    [InlineData(401, SourceFailureKind.Unauthorised, "Ask those who run it")]
    [InlineData(403, SourceFailureKind.Unauthorised, "Ask those who run it")]
    [InlineData(404, SourceFailureKind.Misconfigured, "no such feed")]
    [InlineData(429, SourceFailureKind.RateLimited, "429")]
    [InlineData(500, SourceFailureKind.Unavailable, "500")]
    public async Task Says_what_a_refusal_means_without_an_address(int status, SourceFailureKind kind, string expected)
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(status, "<html>pim_example</html>", ("Retry-After", "120")).Answer(Event.Feed(Event.Of(1)));

        var read = await site.ReadAsync(SearchKind.Account);

        Assert.Equal(kind, read.Failure?.Kind);
        Assert.Contains(expected, read.Failure!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pim", read.Failure.Message, StringComparison.Ordinal);
        if (status == 429) Assert.Equal(TimeSpan.FromSeconds(120), read.Failure.RetryAfter);
        Assert.Single((await site.ReadAsync(SearchKind.Account)).Page!.Posts);
    }

    [Theory]
    [InlineData("<html>Back soon</html>")]
    [InlineData("""{"error":"no"}""")]
    public async Task Refuses_an_answer_that_is_no_list_of_events(string body)
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(body);

        Assert.Equal(SourceFailureKind.Rejected, (await site.ReadAsync(SearchKind.Keywords)).Failure?.Kind);
    }

    [Fact]
    public async Task Counts_its_calls_and_makes_none_beyond_the_days_budget()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Event.Of(1)));
        var meter = new CountingMeter(1);
        using var client = WhatDoTheyKnowConnector.CreateClient(site.Options, site.Time, meter);
        var connector = new WhatDoTheyKnowConnector("wdtk", site.Options, client, site.Time);

        var first = await connector.ReadAsync(ScriptedSite.Request(SearchKind.Account), null, CancellationToken.None);
        var second = await connector.ReadAsync(ScriptedSite.Request(SearchKind.Account), first.Page!.Cursor, CancellationToken.None);

        Assert.Equal((SourceFailureKind.OverBudget, TimeSpan.FromHours(3)), (second.Failure!.Kind, second.Failure.RetryAfter));
        Assert.Equal((1, 1), (meter.Calls, site.Paths.Count));
    }

    [Fact]
    public void Settings_name_the_server_only() => Assert.Equal("www.whatdotheyknow.com", new WhatDoTheyKnowOptions().ToString());

    private static IEnumerable<string> Numbered(int from, int count) => Enumerable.Range(from, count).Reverse().Select(number => Event.Of(number));
}
