using Listening.Core.Sources;
using Listening.Sources.Bluesky;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>The reading of answers under an account's posts, page by page.</summary>
public sealed class BlueskyCommentTests
{
    private static readonly DateTime Noon = ScriptedBluesky.Noon;

    [Fact]
    public async Task Asks_for_no_thread_whose_number_of_answers_is_the_same_and_for_old_posts_none()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        var feed = Wire.Feed(null, Post("a", -1, 1), Post("none", -2, 0), Post("six-days", -6 * 24, 1), Post("eight-days", -8 * 24, 3));
        bluesky.Answer("getAuthorFeed", feed, feed)
            .Answer("getPostThread", Thread(Post("six-days", -6 * 24, 1), Thread(Post("y", -3, 0))), Thread(Post("a", -1, 1), Thread(Post("x", 0, 0))))
            .Answer("getPosts", Wire.Search(null, Post("x", 0, 0), Post("y", -3, 0)));
        var connector = bluesky.Connect();

        var first = await DrainAsync(connector);
        var second = await DrainAsync(connector, first[^1].Cursor);

        Assert.Equal(["text of a", "text of none", "text of y", "text of x"], Texts(first));
        // The last hour is read again, and stored as the same.
        Assert.Equal(["text of a", "text of none"], Texts(second));
        Assert.Equal(["getAuthorFeed", "getPostThread", "getPostThread", "getAuthorFeed", "getPosts"], bluesky.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task Begins_again_at_the_feed_when_it_was_restarted_in_the_middle()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        var feed = Wire.Feed(null, Post("a", -1, 1), Post("b", -2, 1));
        bluesky.Answer("getAuthorFeed", feed, feed)
            .Answer("getPostThread", Thread(Post("b", -2, 1), Thread(Post("y", 0, 0))), Thread(Post("b", -2, 1), Thread(Post("y", 0, 0))), Thread(Post("a", -1, 1), Thread(Post("x", 0, 0))));
        var connector = bluesky.Connect();
        var begun = (await ScriptedBluesky.ReadAsync(connector, SearchKind.AccountWithComments)).Page!;
        var middle = (await ScriptedBluesky.ReadAsync(connector, SearchKind.AccountWithComments, begun.Cursor)).Page!;

        var rest = await DrainAsync(bluesky.Connect(), middle.Cursor);

        Assert.Equal((true, true), (begun.HasMore, middle.HasMore));
        Assert.Equal(["text of y"], middle.Posts.Select(post => post.Text));
        Assert.Contains("text of x", Texts(rest));
        Assert.All(rest, page => Assert.False(page.PossibleGap));
    }

    [Fact]
    public async Task Reads_a_page_again_that_was_not_saved()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        var thread = Thread(Post("a", -1, 1), Thread(Post("x", 0, 0)));
        bluesky.Answer("getAuthorFeed", Wire.Feed(null, Post("a", -1, 1))).Answer("getPostThread", thread, thread);
        var connector = bluesky.Connect();
        var begun = (await ScriptedBluesky.ReadAsync(connector, SearchKind.AccountWithComments)).Page!;

        var lost = (await ScriptedBluesky.ReadAsync(connector, SearchKind.AccountWithComments, begun.Cursor)).Page!;
        var again = (await ScriptedBluesky.ReadAsync(connector, SearchKind.AccountWithComments, begun.Cursor)).Page!;

        Assert.Equal(["text of x"], lost.Posts.Select(post => post.Text));
        Assert.Equal(["text of x"], again.Posts.Select(post => post.Text));
        Assert.Equal((false, false), (lost.HasMore, again.HasMore));
    }

    [Fact]
    public async Task Survives_threads_that_are_gone_blocked_or_broken()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed(null, Post("a", -1, 1), Post("b", -2, 1), Post("c", -3, 9)))
            .Answer("getPostThread", Thread(
                Post("c", -3, 9),
                """{"$type":"app.bsky.feed.defs#notFoundPost","uri":"at://did:plc:x/app.bsky.feed.post/1","notFound":true}""",
                """{"$type":"app.bsky.feed.defs#blockedPost","uri":"at://did:plc:x/app.bsky.feed.post/2","blocked":true}""",
                "7",
                """{"post":{"uri":7}}""",
                Thread(Post("withheld", 0, 0, ""","labels":[{"val":"!no-unauthenticated"}]""")),
                Thread(Post("fine", 0, 0))))
            .Answer("getPostThread", """{"thread":{"$type":"app.bsky.feed.defs#notFoundPost","notFound":true}}""")
            .Answer("getPostThread", 400, Wire.Error("NotFound"));

        var pages = await DrainAsync(bluesky.Connect());

        Assert.Equal(["text of a", "text of b", "text of c", "text of fine"], Texts(pages));
        Assert.Equal(1, pages.Sum(page => page.Malformed));
        Assert.Empty(pages.SelectMany(page => page.Deleted));
    }

    [Fact]
    public async Task Waits_when_the_limit_is_hit_in_the_middle_and_goes_on_where_it_stood()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed(null, Post("a", -1, 1)))
            .Answer("getPostThread", 429, Wire.Error("RateLimitExceeded"), ("Retry-After", "60")).Answer("getPostThread", Thread(Post("a", -1, 1), Thread(Post("x", 0, 0))));
        var connector = bluesky.Connect();
        var begun = (await ScriptedBluesky.ReadAsync(connector, SearchKind.AccountWithComments)).Page!;

        var refused = await ScriptedBluesky.ReadAsync(connector, SearchKind.AccountWithComments, begun.Cursor);
        var rest = await DrainAsync(connector, begun.Cursor);

        Assert.Equal((SourceFailureKind.RateLimited, TimeSpan.FromSeconds(60)), (refused.Failure!.Kind, refused.Failure.RetryAfter));
        Assert.Equal(["text of x"], Texts(rest));
    }

    [Fact]
    public async Task Explains_what_it_asks_for()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        var question = bluesky.Connect().Explain(new SourceRequest(SearchKind.AccountWithComments, Listening.Core.Querying.Query.Parse("privacy").Query!, "someone.example"));

        Assert.Equal(3, question.Asked.Count);
        Assert.StartsWith("app.bsky.feed.getAuthorFeed actor=someone.example", question.Asked[0], StringComparison.Ordinal);
        Assert.Empty(bluesky.Received);
    }

    private static string Post(string key, int hours, int replies, string top = "") => Wire.Post(key, Noon.AddHours(hours), top: $",\"replyCount\":{replies}{top}");

    private static string Thread(string post, params string[] replies) =>
        $$"""{"thread":{"$type":"app.bsky.feed.defs#threadViewPost","post":{{post}},"replies":[{{string.Join(',', replies.Select(Inner))}}] } }""";

    private static string Inner(string thread) => thread.StartsWith("""{"thread":""", StringComparison.Ordinal) ? thread["""{"thread":""".Length..thread.LastIndexOf('}')] : thread;

    private static IEnumerable<string> Texts(IEnumerable<SourcePage> pages) => pages.SelectMany(page => page.Posts).Select(post => post.Text);

    private static async Task<List<SourcePage>> DrainAsync(BlueskyConnector connector, string? cursor = null)
    {
        var pages = new List<SourcePage>();
        do
        {
            var read = await ScriptedBluesky.ReadAsync(connector, SearchKind.AccountWithComments, cursor);
            Assert.True(read.Page is not null, read.Failure?.Message);
            pages.Add(read.Page!);
            cursor = pages[^1].Cursor;
        }
        while (pages[^1].HasMore);
        return pages;
    }
}
