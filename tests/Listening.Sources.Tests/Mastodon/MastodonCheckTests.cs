using Listening.Core.Posts;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Mastodon;

public sealed class MastodonCheckTests
{
    private static readonly DateTime Noon = ScriptedMastodon.Noon;

    [Fact]
    public async Task What_a_list_leaves_out_is_asked_for_alone_before_it_counts_as_gone()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer("/api/v1/statuses", MastodonWire.Page(MastodonWire.Status("1", Noon), MastodonWire.Status("4", Noon, "<p>edited</p>")))
            .Answer("/api/v1/statuses/2", 404, MastodonWire.Error()).Answer("/api/v1/statuses/3", MastodonWire.Status("3", Noon));

        var read = await mastodon.Connect().CheckAsync(Held("1", "2", "3", "4"), CancellationToken.None);

        Assert.Equal(["2"], read.Gone);
        Assert.Equal(("4", "edited"), (Assert.Single(read.Changed).Id, read.Changed[0].Text));
        Assert.Equal("1,2,3,4", mastodon.Calls[0]["id[]"]);
    }

    [Fact]
    public async Task An_older_server_is_asked_one_by_one_from_then_on()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer("/api/v1/statuses", 404, MastodonWire.Error());
        for (var run = 0; run < 2; run++) mastodon.Answer("/api/v1/statuses/1", MastodonWire.Status("1", Noon)).Answer("/api/v1/statuses/2", 404, MastodonWire.Error());
        var connector = mastodon.Connect();

        var first = await connector.CheckAsync(Held("1", "2"), CancellationToken.None);
        var second = await connector.CheckAsync(Held("1", "2"), CancellationToken.None);

        Assert.Equal([["2"], ["2"]], new[] { first.Gone, second.Gone });
        Assert.Single(mastodon.Calls, call => call.Path == "/api/v1/statuses");
    }

    [Theory]
    [InlineData(404, "<html>Nothing here</html>", SourceFailureKind.Misconfigured)]
    [InlineData(401, """{"error":"no"}""", SourceFailureKind.Unauthorised)]
    [InlineData(403, """{"error":"no"}""", SourceFailureKind.Unauthorised)]
    [InlineData(429, """{"error":"no"}""", SourceFailureKind.RateLimited)]
    [InlineData(500, """{"error":"no"}""", SourceFailureKind.Unavailable)]
    [InlineData(200, "[]", SourceFailureKind.Rejected)]
    public async Task Nothing_is_concluded_from_any_other_answer(int status, string body, SourceFailureKind kind)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer("/api/v1/statuses", MastodonWire.Page()).Answer("/api/v1/statuses/1", 404, MastodonWire.Error()).Answer("/api/v1/statuses/2", status, body);

        var read = await mastodon.Connect().CheckAsync(Held("1", "2"), CancellationToken.None);

        Assert.Equal(kind, read.Failure!.Kind);
        Assert.Empty(read.Gone);
    }

    [Fact]
    public async Task A_post_that_is_no_longer_public_is_gone()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer("/api/v1/statuses", MastodonWire.Page(MastodonWire.Status("1", Noon), MastodonWire.Status("2", Noon, visibility: "private")));

        Assert.Equal(["2"], (await mastodon.Connect().CheckAsync(Held("1", "2"), CancellationToken.None)).Gone);
    }

    private static Post[] Held(params string[] ids) => [.. ids.Select(id => new Post { Id = id, Source = "toot", Text = $"text of {id}", Lang = "en" })];
}
