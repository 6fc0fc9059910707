using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.WhatDoTheyKnow;
using Xunit;

namespace Listening.Sources.Tests.WhatDoTheyKnow;

/// <summary>An account's requests with everything said under them, and held events looked at again.</summary>
public sealed class WhatDoTheyKnowAccountTests
{
    private static readonly DateTime Noon = ScriptedSite.Noon;

    [Fact]
    public async Task Reads_each_request_that_has_something_new_once()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Event.Of(12, "one"), Event.Of(10, "two")))
            .Answer(Event.Feed(Event.Of(13, "one", type: "comment"), Event.Of(12, "one")))
            .Answer(Event.Feed(Event.Of(10, "two")))
            .Answer(Event.Feed(Event.Of(15, "two"), Event.Of(12, "one"), Event.Of(10, "two")))
            .Answer(Event.Feed(Event.Of(15, "two"), Event.Of(14, "two", type: "comment"), Event.Of(10, "two")));

        var first = await DrainAsync(site, site.Connect());
        var second = await DrainAsync(site, site.Connect(), first[^1].Cursor);

        Assert.Equal(["10", "12", "13"], Ids(first));
        Assert.Equal(["15", "14"], Ids(second));
        Assert.Equal(
            ["/feed/user/pim_example.json", "/request/one/feed.json", "/request/two/feed.json", "/feed/user/pim_example.json", "/request/two/feed.json"],
            site.Paths);
        Assert.All(first.Concat(second), page => Assert.False(page.PossibleGap));
    }

    [Fact]
    public async Task Goes_on_in_the_middle_after_a_restart_and_reads_no_request_twice()
    {
        await using var site = await ScriptedSite.StartAsync();
        var feed = Event.Feed(Event.Of(12, "one"), Event.Of(10, "two"));
        site.Answer(feed, ("ETag", "\"1\"")).Answer(Event.Feed(Event.Of(13, "one", type: "comment"))).Answer(feed, ("ETag", "\"1\"")).Answer(Event.Feed(Event.Of(11, "two", type: "comment")));
        var connector = site.Connect();
        var begun = (await connector.ReadAsync(ScriptedSite.Request(SearchKind.AccountWithComments), null, CancellationToken.None)).Page!;
        var one = (await connector.ReadAsync(ScriptedSite.Request(SearchKind.AccountWithComments), begun.Cursor, CancellationToken.None)).Page!;

        var rest = await DrainAsync(site, site.Connect(), one.Cursor);

        Assert.Equal((true, true), (begun.HasMore, one.HasMore));
        Assert.Equal(["11"], Ids(rest));
        Assert.Equal(["/feed/user/pim_example.json", "/request/one/feed.json", "/feed/user/pim_example.json", "/request/two/feed.json"], site.Paths);
        Assert.False(site.Server.Requests[2].Headers.ContainsKey("If-None-Match"));
    }

    [Fact]
    public async Task Looks_for_comments_under_young_requests_only_and_survives_one_that_was_hidden()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(Event.Feed(Event.Of(30, "young"), Event.Of(9, "old", created: Noon.AddDays(-8)))).Answer(403);

        var pages = await DrainAsync(site, site.Connect());

        Assert.Equal(["9", "30"], Ids(pages));
        Assert.Equal(["/feed/user/pim_example.json", "/request/young/feed.json"], site.Paths);
    }

    [Fact]
    public async Task Leaves_a_requests_old_events_alone_and_says_when_its_feed_may_have_hidden_some()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Options = site.Options with { FeedLength = 3 };
        site.Answer(Event.Feed(Event.Of(30, "young"))).Answer(Event.Feed(Event.Of(30, "young"), Event.Of(29, "young"), Event.Of(3, "young", created: Noon.AddDays(-30))))
            .Answer(Event.Feed(Event.Of(40, "young"), Event.Of(30, "young"))).Answer(Event.Feed(Event.Of(40, "young"), Event.Of(39, "young"), Event.Of(38, "young")));

        var first = await DrainAsync(site, site.Connect());
        var second = await DrainAsync(site, site.Connect(), first[^1].Cursor);

        Assert.Equal(["30", "29"], Ids(first));
        Assert.Equal([false, true], second.Select(page => page.PossibleGap));
    }

    [Fact]
    public async Task Looks_at_held_events_again_and_takes_a_missing_one_for_gone_only_in_a_whole_feed()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Options = site.Options with { FeedLength = 3 };
        site.Answer(Event.Feed(Event.Of(1, "whole", state: "rejected", snippet: "another piece"), Event.Of(2, "whole", status: "hidden")))
            .Answer(Event.Feed(Event.Of(6, "full"), Event.Of(7, "full"), Event.Of(8, "full")));

        var read = await site.CheckAsync(Held(1, "whole"), Held(2, "whole"), Held(3, "whole"), Held(4, "full"), Held(6, "full") with { Text = "About full\n\nwords\n\nRequest to Example Council: awaiting a response" });

        Assert.Equal(["2", "3"], read.Gone.Order());
        // The snippet is another piece of the same answer, so it stays; the state is new.
        Assert.Equal("About whole\n\nwords\n\nRequest to Example Council: refused", Assert.Single(read.Changed).Text);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_request_that_is_not_shown_is_gone_when_the_site_answers_otherwise(int status)
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer(status).Answer(Event.Feed(Event.Of(99, "other")))
            .Answer(status).Answer(status)
            .Answer(status).Answer("[]");

        Assert.Equal(["1"], (await site.CheckAsync(Held(1, "removed"))).Gone);
        var shut = await site.CheckAsync(Held(1, "removed"));
        var empty = await site.CheckAsync(Held(1, "removed"));

        Assert.NotNull(shut.Failure);
        Assert.Equal(SourceFailureKind.Unavailable, empty.Failure?.Kind);
        Assert.Empty(shut.Gone.Concat(empty.Gone));
    }

    [Fact]
    public async Task Concludes_nothing_when_the_site_cannot_be_asked_or_its_index_is_empty()
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer("[]").Answer(503);

        var empty = await site.CheckAsync(Held(1, "a"));
        var failed = await site.CheckAsync(Held(1, "a"));

        Assert.Empty(empty.Gone);
        Assert.Null(empty.Failure);
        Assert.Equal(SourceFailureKind.Unavailable, failed.Failure?.Kind);
    }

    private static Post Held(long id, string title) => new()
    {
        Id = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Conversation = title,
        Text = $"About {title}\n\nwords\n\nRequest to Example Council: awaiting a response",
    };

    private static IEnumerable<string> Ids(IEnumerable<SourcePage> pages) => pages.SelectMany(page => page.Posts).Select(post => post.Id);

    private static async Task<List<SourcePage>> DrainAsync(ScriptedSite site, WhatDoTheyKnowConnector connector, string? cursor = null)
    {
        var pages = new List<SourcePage>();
        do
        {
            var read = await connector.ReadAsync(ScriptedSite.Request(SearchKind.AccountWithComments), cursor, CancellationToken.None);
            pages.Add(read.Page!);
            cursor = pages[^1].Cursor;
        }
        while (pages[^1].HasMore);
        Assert.NotEmpty(site.Paths);
        return pages;
    }
}
