using System.Text;
using Listening.Core.Sources;
using Listening.Sources.Mastodon;
using Xunit;

namespace Listening.Sources.Tests.Mastodon;

public sealed class MastodonStreamTests
{
    private const string Public = "/api/v1/streaming/public";
    private const string Timeline = "/api/v1/timelines/public";
    private static readonly DateTime Noon = ScriptedMastodon.Noon;

    [Fact]
    public async Task Gives_what_is_written_edited_and_deleted_and_nothing_private()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        var stream = new ScriptedStream();
        mastodon.Answer(Public, stream.AnswerAsync).Answer(Timeline, MastodonWire.Page());
        await using var follower = new StreamFollower(mastodon, StreamFollower.Options(mastodon));
        await follower.ReadAsync();
        stream.Send("update", MastodonWire.Status("1", Noon));
        stream.Send("update", MastodonWire.Status("2", Noon, visibility: "private"));
        stream.Send("notification", "{}");
        stream.SendRaw(":thump\n\nevent: update\r\ndata: {\"id\":\r\ndata: 7}\r\n\r\n");
        stream.Send("status.update", MastodonWire.Status("1", Noon, "<p>edited</p>"));
        stream.Send("delete", "9");

        var pages = new List<SourcePage>();
        await follower.ReadUntilAsync(page =>
        {
            pages.Add(page);
            return page.Deleted.Count > 0;
        });

        Assert.Equal("edited", pages.SelectMany(page => page.Posts).Last().Text);
        Assert.Equal(["1"], pages.SelectMany(page => page.Posts).Select(post => post.Id).Distinct());
        Assert.Equal(["9"], pages.SelectMany(page => page.Deleted));
        Assert.Equal(1, pages.Sum(page => page.Malformed));
        Assert.Equal([Public, Timeline], mastodon.Calls.Select(call => call.Path));
        Assert.All(mastodon.Calls, call => Assert.Equal("Bearer open-sesame", call.Headers["Authorization"]));
    }

    [Fact]
    public async Task After_a_break_connects_anew_and_fetches_what_came_between_from_the_last_settled_place()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        var stream = new ScriptedStream();
        mastodon.Answer(Public, stream.AnswerAsync).Answer(Public, stream.AnswerAsync)
            .Answer(Timeline, MastodonWire.Page(), MastodonWire.Page(MastodonWire.Status("3", Noon.AddMinutes(11)), MastodonWire.Status("2", Noon.AddMinutes(10))), MastodonWire.Page());
        await using var follower = new StreamFollower(mastodon, StreamFollower.Options(mastodon) with { Overlap = TimeSpan.FromMinutes(5) });
        await follower.ReadAsync();
        stream.Send("update", MastodonWire.Status("1", Noon));
        await follower.ReadUntilAsync(page => page.Posts.Count > 0);
        mastodon.Time.Advance(TimeSpan.FromMinutes(10));
        stream.Send("update", MastodonWire.Status("2", Noon.AddMinutes(10)));
        await follower.ReadUntilAsync(page => page.Posts.Count > 0);
        mastodon.Time.Advance(TimeSpan.FromMinutes(2));
        stream.HangUp();

        var caught = await follower.ReadUntilAsync(page => page.Posts.Count > 0);

        Assert.Equal(["3", "2"], caught.Posts.Select(post => post.Id));
        Assert.True(caught.HasMore);
        Assert.False(caught.PossibleGap);
        Assert.Equal("1", mastodon.Calls.Last(call => call.Path == Timeline)["min_id"]);
        Assert.Equal(2, mastodon.Calls.Count(call => call.Path == Public));
    }

    [Fact]
    public async Task A_page_that_was_not_stored_is_fetched_again_from_the_timeline()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        var stream = new ScriptedStream();
        for (var each = 0; each < 2; each++) mastodon.Answer(Public, stream.AnswerAsync);
        mastodon.Answer(Timeline, MastodonWire.Page(), MastodonWire.Page(MastodonWire.Status("1", Noon)));
        await using var follower = new StreamFollower(mastodon, StreamFollower.Options(mastodon));
        await follower.ReadAsync();
        var stored = follower.Cursor;
        stream.Send("update", MastodonWire.Status("1", Noon));
        await follower.ReadUntilAsync(page => page.Posts.Count > 0);
        follower.Cursor = stored;

        var again = await follower.ReadAsync();

        Assert.Equal("1", Assert.Single(again.Page!.Posts).Id);
    }

    [Fact]
    public async Task A_read_without_events_moves_no_cursor()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Public, new ScriptedStream().AnswerAsync).Answer(Timeline, MastodonWire.Page());
        await using var follower = new StreamFollower(mastodon, StreamFollower.Options(mastodon));
        await follower.ReadAsync();
        var before = follower.Cursor;

        var read = await follower.ReadAsync();

        Assert.Equal((before, false), (read.Page!.Cursor, read.Page.HasMore));
    }

    [Fact]
    public async Task Follows_a_connection_for_each_hashtag()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        var stream = new ScriptedStream();
        mastodon.Answer("/api/v1/streaming/hashtag", stream.AnswerAsync).Answer("/api/v1/streaming/hashtag", stream.AnswerAsync)
            .Answer("/api/v1/timelines/tag/foi", MastodonWire.Page()).Answer("/api/v1/timelines/tag/foia", MastodonWire.Page());
        await using var follower = new StreamFollower(mastodon, StreamFollower.Options(mastodon, "#foi", "foia"));

        await follower.ReadAsync();
        await follower.ReadAsync();
        stream.Send("update", MastodonWire.Status("1", Noon));
        var page = await follower.ReadUntilAsync(page => page.Posts.Count > 0);

        Assert.Equal("1", Assert.Single(page.Posts).Id);
        Assert.Equal(["foi", "foia"], mastodon.Calls.Select(call => call["tag"]).Where(tag => tag is not null));
        Assert.DoesNotContain("foi", page.Cursor, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, SourceFailureKind.Unauthorised)]
    [InlineData(404, SourceFailureKind.Misconfigured)]
    [InlineData(429, SourceFailureKind.RateLimited)]
    [InlineData(503, SourceFailureKind.Unavailable)]
    [InlineData(200, SourceFailureKind.Rejected)]
    public async Task Says_why_a_stream_does_not_open(int status, SourceFailureKind kind)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Public, status, MastodonWire.Error());
        await using var follower = new StreamFollower(mastodon, StreamFollower.Options(mastodon));

        var read = await follower.ReadAsync();

        Assert.Equal(kind, read.Failure!.Kind);
        Assert.DoesNotContain("pim", read.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_events_than_may_wait_end_the_connection_and_none_is_lost()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        var stream = new ScriptedStream();
        var upstream = new FakeMastodon(() => mastodon.Time.UtcNow, mastodon.Address);
        mastodon.Otherwise = context => context.Request.Path.StartsWithSegments("/api/v1/streaming") ? stream.AnswerAsync(context) : upstream.AnswerAsync(context);
        await using var follower = new StreamFollower(mastodon, StreamFollower.Options(mastodon) with { MostWaiting = 2 });
        await follower.ReadAsync();
        for (var each = 0; each < 30; each++) stream.Send("update", upstream.Json(upstream.Post("council")));

        var found = new HashSet<string>(StringComparer.Ordinal);
        await follower.ReadUntilAsync(page =>
        {
            found.UnionWith(page.Posts.Select(post => post.Id));
            return found.Count == 30;
        });
    }

    [Theory]
    [InlineData(SearchKind.Mentions)]
    [InlineData(SearchKind.Account)]
    [InlineData(SearchKind.List)]
    [InlineData(SearchKind.AccountWithComments)]
    public async Task Refuses_what_a_stream_cannot_be_asked(SearchKind kind)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        await using var follower = new StreamFollower(mastodon, StreamFollower.Options(mastodon));

        var read = await ScriptedMastodon.ReadAsync(follower.Connector, kind);

        Assert.Equal(SourceFailureKind.Misconfigured, read.Failure!.Kind);
        Assert.Equal(read.Failure.Message, follower.Connector.Explain(ScriptedMastodon.Request(kind)).Refusal);
        Assert.Empty(mastodon.Calls);
    }

    [Fact]
    public async Task An_event_without_end_is_refused()
    {
        using var endless = new MemoryStream(Encoding.UTF8.GetBytes("data: " + new string('x', 5_000)));

        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var _ in ServerSentEvents.ReadAsync(endless, 1_000, () => { }, CancellationToken.None))
            {
            }
        });
    }
}
