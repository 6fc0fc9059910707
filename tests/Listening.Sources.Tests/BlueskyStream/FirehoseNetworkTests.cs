using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.BlueskyStream;
using Listening.Sources.Tests.Bluesky;
using Listening.TestSupport.AtProto;
using Listening.TestSupport.Servers;
using Xunit;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>The firehose of a real personal data server.</summary>
[Collection(AtProtoTests.Name)]
[Needs(Peer.AtProto)]
public sealed class FirehoseNetworkTests(AtProtoFixture fixture)
{
    [AvailableFact]
    public async Task Follows_what_people_write_edit_and_delete_and_goes_on_after_a_restart()
    {
        var network = await fixture.NetworkAsync();
        using var author = await AtProtoAccount.CreateAsync(network, "followed");
        using var stream = Open(network);
        var cursor = (await ReadAsync(stream, null)).Cursor;

        var kept = await author.PostAsync("Tŷ gwyn a choed");
        var answer = await author.ReplyAsync(kept, "And an answer.");
        var (found, _, after) = await UntilAsync(stream, cursor, answer.Uri);
        using var restarted = Open(network);
        await author.PutAsync("app.bsky.feed.post", kept.Uri.Split('/')[^1], new JsonObject { ["text"] = "Tŷ gwyn, edited" });
        await author.DeleteAsync(answer);
        var last = await author.PostAsync("last");
        var (later, deleted, _) = await UntilAsync(restarted, after, last.Uri);

        Assert.Equal([("Tŷ gwyn a choed", "followed.test"), ("And an answer.", "followed.test")], found.Select(post => (post.Text, post.Author.Handle)));
        Assert.Equal((kept.Uri, kept.Uri), (found[1].ReplyTo, found[1].Conversation));
        Assert.Equal([(kept.Uri, "Tŷ gwyn, edited"), (last.Uri, "last")], later.Select(post => (post.Id, post.Text)));
        Assert.Equal([answer.Uri], deleted);
    }

    [AvailableFact]
    public async Task Hides_who_closes_the_account()
    {
        var network = await fixture.NetworkAsync();
        using var author = await AtProtoAccount.CreateAsync(network, "closing");
        using var stream = Open(network);
        var cursor = (await ReadAsync(stream, null)).Cursor;
        var post = await author.PostAsync("Soon gone.");
        (_, _, cursor) = await UntilAsync(stream, cursor, post.Uri);
        await DeactivateAsync(network, author.Handle);

        var hidden = new List<string>();
        for (var reads = 0; reads < 30 && hidden.Count == 0; reads++)
        {
            var page = await ReadAsync(stream, cursor);
            cursor = page.Cursor;
            hidden.AddRange(page.HiddenAuthors);
        }

        Assert.Equal([author.Did], hidden);
    }

    private static BlueskyStreamConnector Open(AtProtoNetwork network)
    {
        var options = new BlueskyStreamOptions
        {
            Protocol = BlueskyStreamProtocol.Firehose,
            Service = new UriBuilder(network.Pds) { Scheme = "ws" }.Uri,
            IdentityService = network.Pds,
            PublicView = network.Pds,
            AllowPrivateAddresses = true,
        };
        return new BlueskyStreamConnector("sky", options, BlueskyStreamConnector.CreateClient(options, TimeProvider.System), TimeProvider.System);
    }

    private static async Task<SourcePage> ReadAsync(BlueskyStreamConnector stream, string? cursor)
    {
        var read = await stream.ReadAsync(new SourceRequest(SearchKind.Keywords, Query.Parse("from:followed.test").Query!) { Handles = ["followed.test"] }, cursor, CancellationToken.None);
        Assert.True(read.Page is not null, read.Failure?.Message);
        return read.Page!;
    }

    private static async Task<(List<Core.Posts.Post> Posts, List<string> Deleted, string Cursor)> UntilAsync(BlueskyStreamConnector stream, string? cursor, string last)
    {
        var (posts, deleted) = (new List<Core.Posts.Post>(), new List<string>());
        for (var reads = 0; reads < 30 && !posts.Exists(post => post.Id == last); reads++)
        {
            var page = await ReadAsync(stream, cursor);
            cursor = page.Cursor;
            posts.AddRange(page.Posts);
            deleted.AddRange(page.Deleted);
            Assert.Equal((0, false), (page.Malformed, page.PossibleGap));
        }

        return (posts, deleted, cursor!);
    }

    private static async Task DeactivateAsync(AtProtoNetwork network, string handle)
    {
        using var http = new HttpClient { BaseAddress = new Uri(network.Pds, "/xrpc/") };
        using var session = await http.PostAsJsonAsync("com.atproto.server.createSession", new { identifier = handle, password = "correct horse battery staple" });
        var token = (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessJwt").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var done = await http.PostAsJsonAsync("com.atproto.server.deactivateAccount", new { });
        done.EnsureSuccessStatusCode();
    }
}
