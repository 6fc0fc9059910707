using Listening.Core.Sources;
using Listening.Sources.BlueskyStream;
using Xunit;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>What comes over the firehose, and where the reading goes on.</summary>
public sealed class FirehoseTests
{
    private const string Author = "did:plc:author", Cursor = """{"v":1,"n":0,"seq":10,"host":"mark-9"}""";

    [Fact]
    public async Task A_commit_may_hold_several_posts_and_other_things()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        probe.Server.ThenBytes(Hose.Commit(11, Author, Hose.Write("a", "Tŷ gwyn"), new Hose.Op("x", [0xA0], Collection: "app.bsky.feed.like"), Hose.Write("b", "second"), Hose.Delete("older")));

        var page = await probe.ReadAsync(Cursor);

        Assert.Equal([Jet.Id("a"), Jet.Id("b")], page.Posts.Select(post => post.Id));
        Assert.Equal([Jet.Id("older")], page.Deleted);
        var post = page.Posts[0];
        Assert.Equal(("Tŷ gwyn", "en", Jet.Noon, Author), (post.Text, post.Lang, post.CreatedAt, post.Author.Id));
        Assert.Equal(["https://example.org/a"], post.Links);
        Assert.Equal(("""{"v":1,"n":1,"seq":11,"host":"mark-9"}""", 0, false), (page.Cursor, page.Malformed, page.PossibleGap));
        Assert.Equal(["/xrpc/com.atproto.sync.subscribeRepos?cursor=10"], probe.Server.Opened);
    }

    [Fact]
    public async Task Begins_with_what_comes_next_and_reports_a_gap_only_if_it_had_begun_before()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);

        var first = await probe.ReadAsync(null);
        probe.Restart();
        var restarted = await probe.ReadAsync(first.Cursor);

        Assert.Equal((false, """{"v":1,"n":0,"host":"mark-9"}"""), (first.PossibleGap, first.Cursor));
        Assert.True(restarted.PossibleGap);
        Assert.Equal(["/xrpc/com.atproto.sync.subscribeRepos", "/xrpc/com.atproto.sync.subscribeRepos"], probe.Server.Opened);
    }

    [Fact]
    public async Task An_edit_a_closed_account_and_what_it_says_later()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        probe.Server.ThenBytes(
            Hose.Commit(11, Author, Hose.Write("a", "first")), Hose.Commit(12, "did:plc:leaver", Hose.Write("b", "bye")),
            Hose.Commit(13, Author, Hose.Write("a", "second", "update")), Hose.Account(14, "did:plc:leaver", active: false),
            Hose.Account(15, "did:plc:leaver", active: true), Hose.Commit(16, "did:plc:leaver", Hose.Write("c", "back")));

        var first = await probe.ReadAsync(Cursor);
        var second = await probe.ReadAsync(first.Cursor);

        Assert.Equal(["second"], first.Posts.Select(post => post.Text));
        Assert.Equal(["did:plc:leaver"], first.HiddenAuthors);
        Assert.Equal(["back"], second.Posts.Select(post => post.Text));
        Assert.Contains("\"seq\":15", first.Cursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_given_already_is_not_given_again()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        probe.Server.ThenBytes(Hose.Commit(9, Author, Hose.Write("a", "a")), Hose.Commit(10, Author, Hose.Write("b", "b")), Hose.Commit(11, Author, Hose.Write("c", "c")));

        var page = await probe.ReadAsync(Cursor);

        Assert.Equal(["c"], page.Posts.Select(post => post.Text));
    }

    [Fact]
    public async Task An_outdated_cursor_is_a_possible_gap()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        probe.Server.ThenBytes(Hose.Info("OutdatedCursor"), Hose.Commit(500, Author, Hose.Write("a", "a")));

        var page = await probe.ReadAsync(Cursor);

        Assert.True(page.PossibleGap);
        Assert.Single(page.Posts);
    }

    [Fact]
    public async Task A_cursor_of_the_future_begins_again_with_what_comes_next_and_a_possible_gap()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        probe.Server.ThenBytes(Hose.Error("FutureCursor")).ThenBytes(Hose.Commit(3, Author, Hose.Write("a", "a")));

        var lost = await probe.ReadAsync(Cursor);
        var page = await probe.ReadAsync(lost.Cursor);

        Assert.True(lost.PossibleGap);
        Assert.Equal(["a"], page.Posts.Select(post => post.Text));
        Assert.Equal("/xrpc/com.atproto.sync.subscribeRepos", probe.Server.Opened[1]);
        Assert.Contains("\"seq\":3", page.Cursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_was_too_slow_is_told_after_its_page_and_goes_on_where_it_was()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        probe.Server.ThenBytes(Hose.Commit(11, Author, Hose.Write("a", "a")), Hose.Error("ConsumerTooSlow")).ThenBytes(Hose.Commit(12, Author, Hose.Write("b", "b")));

        var before = await probe.ReadAsync(Cursor);
        var failure = await probe.FailAsync(before.Cursor);
        var after = await probe.ReadAsync(before.Cursor);

        Assert.Equal(["a"], before.Posts.Select(post => post.Text));
        Assert.Contains("ConsumerTooSlow", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["b"], after.Posts.Select(post => post.Text));
        Assert.EndsWith("?cursor=11", probe.Server.Opened[1], StringComparison.Ordinal);
        Assert.False(after.PossibleGap);
    }

    [Fact]
    public async Task Numbers_of_another_server_are_not_used()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);

        var page = await probe.ReadAsync(Cursor.Replace("mark-9", "mark-20", StringComparison.Ordinal));

        Assert.True(page.PossibleGap);
        Assert.Equal(["/xrpc/com.atproto.sync.subscribeRepos"], probe.Server.Opened);
    }

    [Fact]
    public async Task Records_that_were_left_out_and_accounts_that_were_replaced_are_possible_gaps()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        probe.Server.ThenBytes(Hose.Commit(11, Author, Hose.Write("a", "a")), Hose.Named("#sync", 12, Author, ("rev", "rev11")))
            .ThenBytes(Hose.Commit(12, Author, [], tooBig: true, harm: null))
            .ThenBytes(Hose.Named("#sync", 12, Author, ("rev", "other")));

        var followed = await probe.ReadAsync(Cursor);
        probe.Restart();
        var tooBig = await probe.ReadAsync(Cursor);
        probe.Restart();
        var replaced = await probe.ReadAsync(Cursor);

        Assert.Equal((false, true, true), (followed.PossibleGap, tooBig.PossibleGap, replaced.PossibleGap));
    }

    [Fact]
    public async Task A_post_for_signed_in_people_only_is_left_out()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        probe.Server.ThenBytes(Hose.Commit(11, Author, Hose.Write("a", "Among friends.", label: "!no-unauthenticated"), Hose.Write("b", "All.", label: "!warn")));

        var page = await probe.ReadAsync(Cursor);

        Assert.Equal(["All."], page.Posts.Select(post => post.Text));
    }

    [Fact]
    public async Task Blocks_that_are_not_what_their_ids_say_are_malformed()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        var one = new[] { Hose.Write("a", "a") };
        Func<byte[], byte[]>[] harms =
        [
            car => [.. car[..^1], (byte)(car[^1] ^ 1)],
            car => car[..^1],
            _ => [],
            _ => [0],
            _ => [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            car => [.. car[..20], 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, .. car[20..]],
        ];
        probe.Server.ThenBytes(
            [.. harms.Select((harm, at) => Hose.Commit(11 + at, Author, one, tooBig: false, harm)), Hose.Commit(50, Author, new Hose.Op("b", [0x80])), Hose.Commit(51, Author, Hose.Write("c", "c"))]);

        var pages = await probe.ReadAsync(Cursor, harms.Length + 2);

        Assert.Equal(["c"], pages.SelectMany(page => page.Posts).Select(post => post.Text));
        Assert.Equal(harms.Length + 1, pages.Sum(page => page.Malformed));
    }

    [Fact]
    public async Task Unknown_messages_are_passed_over_and_garbage_is_counted()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        var whole = Hose.Commit(13, Author, Hose.Write("a", "a"));
        probe.Server.ThenBytes(Hose.Named("#later", 11, Author), Hose.Named("#identity", 12, Author, ("handle", "a.example")), [], [0xFF], [0xA0, 0xA0], whole[..^7], [.. whole, 0xA0], whole);

        var pages = await probe.ReadAsync(Cursor, 6);

        Assert.Equal(["a"], pages.SelectMany(page => page.Posts).Select(post => post.Text));
        Assert.Equal(5, pages.Sum(page => page.Malformed));
    }

    [Fact]
    public async Task No_frame_however_broken_breaks_the_reading()
    {
        await using var probe = await StreamProbe.StartAsync(BlueskyStreamProtocol.Firehose);
        probe.Restart(options => options with { PageSize = 50 });
        var whole = Hose.Commit(11, Author, Hose.Write("a", "a"));
        var random = new Random(7);
        var broken = Enumerable.Range(0, 400).SelectMany(_ =>
        {
            var frame = whole.ToArray();
            for (var times = random.Next(1, 4); times > 0; times--) frame[random.Next(frame.Length)] = (byte)random.Next(256);
            return new[] { frame, Hose.Commit(11, Author, Hose.Write("b", "between")) };
        });
        probe.Server.ThenBytes([.. broken, Hose.Commit(long.MaxValue, Author, Hose.Write("z", "end"))]);

        var cursor = Cursor;
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var reads = 0; reads < 300 && !found.Contains("end"); reads++)
        {
            var read = await probe.TryReadAsync(cursor);
            Assert.NotEqual(SourceFailureKind.Misconfigured, read.Failure?.Kind);
            if (read.Page is null) break;
            cursor = read.Page.Cursor;
            foreach (var post in read.Page.Posts) found.Add(post.Text);
        }

        Assert.True(found.Contains("end") || found.Count > 0);
    }
}
