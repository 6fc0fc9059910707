using Listening.Core.Sources;
using Listening.Sources.Mastodon;
using Xunit;

namespace Listening.Sources.Tests.Mastodon;

public sealed class MastodonThreadTests
{
    private const string Posts = "/api/v1/accounts/1/statuses";
    private static readonly DateTime Noon = ScriptedMastodon.Noon;

    [Fact]
    public async Task Walks_a_thread_only_when_its_number_of_replies_has_changed()
    {
        await using var mastodon = await Start();
        mastodon.Answer(Posts, MastodonWire.Page(), MastodonWire.Page(Own("30", 2), Own("20", 0), Old("10", 5)))
            .Answer("/api/v1/statuses/30/context", MastodonWire.Thread(Comment("31", "30"), Comment("32", "31")))
            .Answer(Posts, MastodonWire.Page(), MastodonWire.Page(Own("30", 2), Own("20", 1), Old("10", 6)))
            .Answer("/api/v1/statuses/20/context", MastodonWire.Thread(Comment("21", "20")));
        var connector = mastodon.Connect();

        var (first, cursor) = await DrainAsync(connector, null);
        var (second, _) = await DrainAsync(connector, cursor);

        Assert.Equal(["31", "32"], first.SelectMany(page => page.Posts).Select(post => post.Id));
        Assert.Equal(["21"], second.SelectMany(page => page.Posts).Select(post => post.Id));
        Assert.Equal(["30", "20"], Walked(mastodon));
    }

    [Fact]
    public async Task Goes_on_with_the_next_thread_after_a_restart_and_walks_none_twice()
    {
        await using var mastodon = await Start();
        var page = MastodonWire.Page(Own("30", 1), Own("20", 1), Own("15", 1), Old("10", 1));
        mastodon.Answer(Posts, MastodonWire.Page(), page, page, page)
            .Answer("/api/v1/accounts/lookup", MastodonWire.Account("1"), MastodonWire.Account("1"), MastodonWire.Account("1"));
        foreach (var id in new[] { "30", "20", "15" }) mastodon.Answer($"/api/v1/statuses/{id}/context", MastodonWire.Thread(Comment(id + "1", id)));

        string? cursor = null;
        var found = new List<string>();
        for (var more = true; more;)
        {
            // Another connector each time: what the last one remembered is gone.
            var read = (await mastodon.ReadAsync(SearchKind.AccountWithComments, cursor)).Page!;
            found.AddRange(read.Posts.Select(post => post.Id));
            (cursor, more) = (read.Cursor, read.HasMore);
        }

        Assert.Equal(["301", "201", "151"], found);
        Assert.Equal(["30", "20", "15"], Walked(mastodon));
    }

    [Fact]
    public async Task Asks_for_the_page_once_while_its_threads_are_walked()
    {
        await using var mastodon = await Start();
        mastodon.Answer(Posts, MastodonWire.Page(), MastodonWire.Page(Own("30", 1), Own("20", 1), Old("10", 1)))
            .Answer("/api/v1/statuses/30/context", MastodonWire.Thread(Comment("31", "30"))).Answer("/api/v1/statuses/20/context", MastodonWire.Thread(Comment("21", "20")));

        await DrainAsync(mastodon.Connect(), null);

        Assert.Equal(["lookup", "statuses", "statuses", "context", "context"], mastodon.Calls.Select(call => call.Path.Split('/')[^1]));
    }

    [Fact]
    public async Task A_thread_that_could_not_be_walked_is_walked_later()
    {
        await using var mastodon = await Start();
        var page = MastodonWire.Page(Own("30", 1), Old("10", 1));
        mastodon.Answer(Posts, MastodonWire.Page(), page, page).Answer("/api/v1/statuses/30/context", 503, MastodonWire.Error()).Answer("/api/v1/statuses/30/context", MastodonWire.Thread(Comment("31", "30")));
        var connector = mastodon.Connect();
        var posts = await ScriptedMastodon.ReadAsync(connector, SearchKind.AccountWithComments);

        var failed = await ScriptedMastodon.ReadAsync(connector, SearchKind.AccountWithComments, posts.Page!.Cursor);
        var read = await ScriptedMastodon.ReadAsync(connector, SearchKind.AccountWithComments, posts.Page.Cursor);

        Assert.Equal(SourceFailureKind.Unavailable, failed.Failure!.Kind);
        Assert.Equal("31", Assert.Single(read.Page!.Posts).Id);
    }

    [Fact]
    public async Task A_post_that_is_gone_when_its_thread_is_walked_is_said_to_be_deleted()
    {
        await using var mastodon = await Start();
        mastodon.Answer(Posts, MastodonWire.Page(), MastodonWire.Page(Own("30", 1), Old("10", 1))).Answer("/api/v1/statuses/30/context", 404, MastodonWire.Error());

        var (pages, _) = await DrainAsync(mastodon.Connect(), null);

        Assert.Equal(["30"], pages.SelectMany(page => page.Deleted));
    }

    [Fact]
    public async Task Says_that_answers_may_be_missing_when_a_thread_is_as_long_as_the_server_shows()
    {
        await using var mastodon = await Start();
        mastodon.Options = mastodon.Options with { AccessToken = null };
        mastodon.Answer(Posts, MastodonWire.Page(), MastodonWire.Page(Own("30", 80), Old("10", 1)))
            .Answer("/api/v1/statuses/30/context", MastodonWire.Thread([.. Enumerable.Range(100, 60).Select(number => Comment($"{number}", "30"))]));

        var (pages, _) = await DrainAsync(mastodon.Connect(), null);

        Assert.Contains(pages, page => page.PossibleGap);
        Assert.Equal(60, pages.Sum(page => page.Posts.Count));
    }

    [Fact]
    public void A_cursor_keeps_threads_by_their_marks_and_forgets_old_ones()
    {
        var cursor = new MastodonCursor().With("m1", new MastodonPlace { Threads = new Dictionary<string, long>(StringComparer.Ordinal) { ["mark"] = 3 } }).With("m2", new MastodonPlace());

        Assert.Equal(3, MastodonCursor.Read(cursor.Write())!.At("m1").Threads!["mark"]);
        Assert.Equal(["m1"], cursor.Keep(["m1", "m3"]).Places.Keys);
    }

    private static async Task<ScriptedMastodon> Start()
    {
        var mastodon = await ScriptedMastodon.StartAsync();
        return mastodon.Answer("/api/v1/accounts/lookup", MastodonWire.Account("1"));
    }

    private static IEnumerable<string> Walked(ScriptedMastodon mastodon) =>
        mastodon.Calls.Where(call => call.Path.EndsWith("/context", StringComparison.Ordinal)).Select(call => call.Path.Split('/')[^2]);

    private static string Own(string id, int replies) => MastodonWire.Status(id, Noon.AddHours(-int.Parse(id)), acct: "ico@other.example").Replace("\"replies_count\":0", $"\"replies_count\":{replies}", StringComparison.Ordinal);

    private static string Old(string id, int replies) => MastodonWire.Status(id, Noon.AddDays(-8), acct: "ico@other.example").Replace("\"replies_count\":0", $"\"replies_count\":{replies}", StringComparison.Ordinal);

    private static string Comment(string id, string to) => MastodonWire.Status(id, Noon.AddMinutes(-1)).Replace("\"in_reply_to_id\":null", $"\"in_reply_to_id\":\"{to}\"", StringComparison.Ordinal);

    private static async Task<(List<SourcePage> Pages, string? Cursor)> DrainAsync(MastodonConnector connector, string? cursor)
    {
        var pages = new List<SourcePage>();
        do
        {
            var read = await ScriptedMastodon.ReadAsync(connector, SearchKind.AccountWithComments, cursor);
            Assert.Null(read.Failure);
            pages.Add(read.Page!);
            cursor = read.Page!.Cursor;
        }
        while (pages[^1].HasMore);

        return (pages, cursor);
    }
}
