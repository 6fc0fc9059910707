using Listening.Core.Posts;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>What comes over Jetstream, and where the reading goes on.</summary>
public sealed class JetstreamTests
{
    [Fact]
    public async Task A_post_has_everything_that_its_record_says()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then(Jet.Record(1, "3k1", """
            {"$type":"app.bsky.feed.post","createdAt":"2026-03-02T11:59:58Z","langs":["cy","en"],"tags":["Coed"],
             "facets":[{"index":{"byteStart":5,"byteEnd":17},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:pim"}]},
                       {"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://example.org/a"}],"index":{"byteStart":18,"byteEnd":20}},
                       {"index":{"byteStart":21,"byteEnd":26},"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"coed"}]}],
             "embed":{"$type":"app.bsky.embed.recordWithMedia","media":{"external":{"uri":"https://example.org/card","title":"t"}}},
             "reply":{"root":{"uri":"at://did:plc:a/app.bsky.feed.post/r","cid":"c"},"parent":{"uri":"at://did:plc:b/app.bsky.feed.post/p","cid":"c"}},
             "text":"Tŷ! @pim.example ab #coed"}
            """));

        var page = await probe.ReadAsync(Jet.Cursor(0));

        var post = Assert.Single(page.Posts);
        Assert.Equal((Jet.Id("3k1"), "sky", "Tŷ! @pim.example ab #coed", "cy"), (post.Id, post.Source, post.Text, post.Lang));
        Assert.Equal((new Author("did:plc:author"), Jet.Noon.AddSeconds(-2), probe.Time.UtcNow), (post.Author, post.CreatedAt, post.CollectedAt));
        Assert.Equal("https://bsky.app/profile/did:plc:author/post/3k1", post.Url);
        Assert.Equal(["https://example.org/a", "https://example.org/card"], post.Links);
        Assert.Equal(["coed"], post.Hashtags);
        Assert.Equal(["pim.example"], post.Mentions);
        Assert.Equal(("at://did:plc:b/app.bsky.feed.post/p", "at://did:plc:a/app.bsky.feed.post/r"), (post.ReplyTo, post.Conversation));
        Assert.False(page.PossibleGap);
    }

    [Fact]
    public async Task Asks_for_posts_only_from_some_seconds_before_its_place()
    {
        await using var probe = await StreamProbe.StartAsync();

        await probe.ReadAsync(Jet.Cursor(10));

        Assert.Equal([$"/subscribe?wantedCollections=app.bsky.feed.post&maxMessageSizeBytes=5242880&cursor={Jet.Us(5)}"], probe.Server.Opened);
    }

    [Fact]
    public async Task A_silent_stream_gives_an_empty_page_with_its_place_from_the_first_read_on()
    {
        await using var probe = await StreamProbe.StartAsync();

        var first = await probe.ReadAsync(null);
        var second = await probe.ReadAsync(first.Cursor);

        Assert.Empty(first.Posts);
        Assert.False(first.HasMore || first.PossibleGap);
        Assert.Equal(first.Cursor, second.Cursor);
        Assert.Contains($"\"us\":{Jet.Us(60)}", first.Cursor, StringComparison.Ordinal);
        Assert.Single(probe.Server.Opened);
    }

    [Fact]
    public async Task Pages_are_full_at_their_size_and_go_on_over_the_same_connection()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Restart(options => options with { PageSize = 2 });
        probe.Server.Then(Jet.Post(1, "a"), Jet.Post(2, "b"), Jet.Post(3, "c"));

        var first = await probe.ReadAsync(Jet.Cursor(0));
        var second = await probe.ReadAsync(first.Cursor);

        Assert.Equal([Jet.Id("a"), Jet.Id("b")], first.Posts.Select(post => post.Id));
        Assert.Equal([Jet.Id("c")], second.Posts.Select(post => post.Id));
        Assert.True(first.HasMore);
        Assert.False(second.HasMore);
        Assert.Single(probe.Server.Opened);
    }

    [Fact]
    public async Task An_edit_comes_under_the_same_id_and_a_deletion_with_its_id()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then(Jet.Post(1, "kept", "first"), Jet.Post(2, "gone"), Jet.Post(3, "kept", "second", operation: "update"), Jet.Delete(4, "gone"), Jet.Delete(5, "older"));

        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal([(Jet.Id("kept"), "second")], page.Posts.Select(post => (post.Id, post.Text)));
        Assert.Equal([Jet.Id("gone"), Jet.Id("older")], page.Deleted);
    }

    [Fact]
    public async Task After_a_lost_connection_what_is_repeated_is_left_out()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.ThenClose(Jet.Post(11, "a"), Jet.Post(12, "b")).Then(Jet.Post(11, "a"), Jet.Post(12, "b"), Jet.Post(13, "c"));

        var first = await probe.ReadAsync(Jet.Cursor(0));
        var second = await probe.ReadAsync(first.Cursor);

        Assert.Equal(2, first.Posts.Count);
        Assert.Equal([Jet.Id("c")], second.Posts.Select(post => post.Id));
        Assert.EndsWith($"cursor={Jet.Us(7)}", probe.Server.Opened[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_lost_before_enough_is_remembered_is_repeated_in_full()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.ThenClose(Jet.Delete(1, "a"), Jet.Post(2, "b")).Then(Jet.Post(-3, "a"), Jet.Delete(1, "a"), Jet.Post(3, "c"));

        var first = await probe.ReadAsync(Jet.Cursor(0));
        var second = await probe.ReadAsync(first.Cursor);

        Assert.Equal([Jet.Id("c")], second.Posts.Select(post => post.Id));
        Assert.Equal([Jet.Id("a")], second.Deleted);
    }

    [Fact]
    public async Task After_a_restart_nothing_that_was_deleted_meanwhile_comes_again()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Restart(options => options with { PageSize = 1 });
        probe.Server.Then(Jet.Post(1, "a"), Jet.Post(1.5, "b"), Jet.Delete(2, "a"), Jet.Post(3, "c"));

        var page = await probe.ReadAsync(Jet.Cursor(2));

        Assert.DoesNotContain(Jet.Id("a"), page.Posts.Select(post => post.Id));
        Assert.Contains(Jet.Id("a"), page.Deleted);
    }

    [Fact]
    public async Task What_was_given_but_not_kept_is_given_again()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then(Jet.Post(1, "a")).Then(Jet.Post(1, "a"));

        var lost = await probe.ReadAsync(Jet.Cursor(0));
        var again = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal(lost.Posts.Select(post => post.Id), again.Posts.Select(post => post.Id));
    }

    [Fact]
    public async Task A_read_that_is_stopped_loses_nothing()
    {
        await using var probe = await StreamProbe.StartAsync();
        using var stop = new CancellationTokenSource();
        probe.Restart(options => options with { Gather = TimeSpan.FromMinutes(1), Wait = TimeSpan.FromMinutes(1) });
        probe.Server.Then(async (socket, context) =>
        {
            await StreamServer.SendAsync(socket, Jet.Post(1, "a"));
            await Task.Delay(100);
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }).Then(Jet.Post(1, "a"), Jet.Post(2, "b"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe.TryReadAsync(Jet.Cursor(0), stop.Token));
        probe.Restart(options => options with { Gather = TimeSpan.FromMilliseconds(50) });
        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal([Jet.Id("a"), Jet.Id("b")], page.Posts.Select(post => post.Id));
    }

    [Theory]
    [InlineData("not a cursor")]
    [InlineData("{}")]
    [InlineData("{\"v\":2,\"n\":0,\"us\":1772452800000000}")]
    [InlineData("{\"v\":1,\"n\":0,\"seq\":5,\"host\":\"mark-9\"}")]
    [InlineData("{\"v\":1,\"n\":0,\"us\":-5}")]
    [InlineData("{\"v\":1,\"n\":0,\"us\":99999999999999999}")]
    public async Task A_cursor_that_leads_nowhere_begins_now_with_a_possible_gap(string cursor)
    {
        await using var probe = await StreamProbe.StartAsync();

        var page = await probe.ReadAsync(cursor);
        var next = await probe.ReadAsync(page.Cursor);

        Assert.True(page.PossibleGap);
        Assert.False(next.PossibleGap);
        Assert.EndsWith($"cursor={Jet.Us(60)}", probe.Server.Opened[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(35, false)]
    [InlineData(37, true)]
    public async Task Beyond_the_look_back_a_gap_is_possible(int hours, bool gap)
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Time.Advance(TimeSpan.FromHours(hours));

        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal(gap, page.PossibleGap);
    }

    [Fact]
    public async Task A_closed_account_takes_its_posts_along_and_what_it_says_later_stands_on_the_next_page()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then(
            Jet.Post(1, "a", did: "did:plc:leaver"), Jet.Post(2, "b"), Jet.Account(3, "did:plc:leaver", active: false), Jet.Post(4, "c"),
            Jet.Account(5, "did:plc:leaver", active: true), Jet.Post(6, "d", did: "did:plc:leaver"));

        var first = await probe.ReadAsync(Jet.Cursor(0));
        var second = await probe.ReadAsync(first.Cursor);

        Assert.Equal([Jet.Id("b"), Jet.Id("c")], first.Posts.Select(post => post.Id));
        Assert.Equal(["did:plc:leaver"], first.HiddenAuthors);
        Assert.True(first.HasMore);
        Assert.Equal([Jet.Id("d", "did:plc:leaver")], second.Posts.Select(post => post.Id));
        Assert.Empty(second.HiddenAuthors);
    }

    [Fact]
    public async Task A_post_that_is_for_signed_in_people_only_is_left_out_and_withdrawn_if_it_was_not_so_before()
    {
        const string Record = """{"$type":"app.bsky.feed.post","text":"Among friends.","createdAt":"2026-03-02T12:00:00Z","labels":{"$type":"com.atproto.label.defs#selfLabels","values":[{"val":"!no-unauthenticated"}]}}""";
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then(Jet.Record(1, "a", Record, operation: "update"));

        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Empty(page.Posts);
        Assert.Equal([Jet.Id("a")], page.Deleted);
    }

    [Fact]
    public async Task A_cursor_names_no_post_and_nobody()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then(Jet.Post(1, "a"));

        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal($$"""{"v":1,"n":1,"us":{{Jet.Us(1)}}}""", page.Cursor);
    }

    [Theory]
    [InlineData(SearchKind.Account)]
    [InlineData(SearchKind.Mentions)]
    [InlineData(SearchKind.List)]
    [InlineData(SearchKind.AccountWithComments)]
    public async Task Refuses_what_is_not_a_search_for_words_and_says_what_to_use(SearchKind kind)
    {
        await using var probe = await StreamProbe.StartAsync();
        var request = new SourceRequest(kind, Core.Querying.Query.Parse("privacy").Query!, "someone.example");

        var read = await probe.Connector.ReadAsync(request, null, CancellationToken.None);

        Assert.Equal(SourceFailureKind.Misconfigured, read.Failure?.Kind);
        Assert.Contains("kind bluesky ", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(read.Failure.Message, probe.Connector.Explain(request).Refusal);
        Assert.Empty(probe.Server.Opened);
    }

    [Fact]
    public async Task Explains_what_is_asked_without_asking()
    {
        await using var probe = await StreamProbe.StartAsync();
        var request = new SourceRequest(SearchKind.Keywords, Core.Querying.Query.Parse("from:pim.example privacy").Query!) { Handles = ["pim.example", "nodots"] };

        var question = probe.Connector.Explain(request);

        Assert.Equal(
            ["subscribe wantedCollections=app.bsky.feed.post", "com.atproto.identity.resolveHandle handle=pim.example", "app.bsky.actor.getProfiles actors=(the authors of posts that matched)"],
            question.Asked);
        Assert.Empty(probe.Server.Opened.Concat(probe.Server.Called));
    }
}
