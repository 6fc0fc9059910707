using System.Globalization;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Bluesky;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>What proves that a held post is gone, and what does not.</summary>
public sealed class BlueskyCheckTests
{
    private const string Key = "at://did:plc:author/app.bsky.feed.post/";

    [Fact]
    public async Task Says_what_changed_and_what_its_author_withholds_now()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getPosts", Wire.Search(
            null, Wire.Post("same", ScriptedBluesky.Noon), Wire.Post("edited", ScriptedBluesky.Noon), Wire.Post("withheld", ScriptedBluesky.Noon, top: ""","labels":[{"val":"!no-unauthenticated"}]""")));

        var read = await bluesky.Connect().CheckAsync([Held("same"), Held("edited") with { Text = "before" }, Held("withheld")], CancellationToken.None);

        Assert.Equal([Key + "withheld"], read.Gone);
        Assert.Equal((Key + "edited", "text of edited"), (Assert.Single(read.Changed).Id, read.Changed[0].Text));
        Assert.Equal(["getPosts"], bluesky.Calls.Select(call => call.Method));
    }

    [Theory]
    [InlineData(400, "RecordNotFound", true)]
    [InlineData(400, "RepoTakendown", true)]
    [InlineData(400, "RepoDeactivated", true)]
    [InlineData(400, "RepoNotFound", true)]
    [InlineData(500, "InternalServerError", false)]
    [InlineData(429, "RateLimitExceeded", false)]
    [InlineData(404, "XRPCNotSupported", false)]
    public async Task Believes_the_server_that_the_account_names(int status, string error, bool isGone)
    {
        await using var bluesky = await Missing();
        bluesky.Answer("getRecord", status, Wire.Error(error));

        var read = await bluesky.Connect().CheckAsync([Held("a")], CancellationToken.None);

        Assert.Null(read.Failure);
        Assert.Equal(isGone ? [Key + "a"] : [], read.Gone);
        Assert.Equal("", bluesky.Calls[^1].Authorization);
    }

    [Theory]
    [InlineData(200, """{"did":"did:plc:author","active":false,"status":"deactivated"}""", true)]
    [InlineData(200, """{"did":"did:plc:author","active":true}""", false)]
    [InlineData(400, """{"error":"RepoNotFound"}""", true)]
    [InlineData(200, """{"did":"did:plc:somebody","active":false}""", false)]
    [InlineData(501, """{"error":"MethodNotImplemented"}""", false)]
    public async Task Asks_for_the_accounts_state_when_the_refusal_has_no_reason(int status, string body, bool isGone)
    {
        await using var bluesky = await Missing();
        bluesky.Answer("getRecord", 400, Wire.Error("InvalidRequest")).Answer("getRepoStatus", status, body);

        var read = await bluesky.Connect().CheckAsync([Held("a")], CancellationToken.None);

        Assert.Equal(isGone ? [Key + "a"] : [], read.Gone);
    }

    [Fact]
    public async Task The_reading_accounts_own_server_is_believed_about_accounts_that_it_serves_only()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getPosts", Wire.Search(null), Wire.Search(null))
            .Answer("describeRepo", """{"did":"did:plc:author"}""").Answer("getRecord", 400, Wire.Error("RecordNotFound"))
            // Moved away: what the old server says is no proof, and the directory does not answer.
            .Answer("describeRepo", 400, Wire.Error("RepoDeactivated")).Answer("/did:plc:author", 500, "");
        var connector = bluesky.Connect();

        var served = await connector.CheckAsync([Held("a")], CancellationToken.None);
        var moved = await connector.CheckAsync([Held("a")], CancellationToken.None);

        Assert.Equal([Key + "a"], served.Gone);
        Assert.Empty(moved.Gone);
        Assert.Null(moved.Failure);
    }

    [Theory]
    [InlineData("did:plc:author", 410, "", true)]
    [InlineData("did:plc:author", 404, "", false)]
    [InlineData("did:plc:author", 200, """{"id":"did:plc:author","service":[]}""", false)]
    [InlineData("did:plc:author", 200, """{"id":"did:plc:other","service":[{"id":"#atproto_pds","serviceEndpoint":"HERE"}]}""", false)]
    [InlineData("did:plc:author", 200, "not JSON", false)]
    [InlineData("did:example:author", 200, "", false)]
    public async Task Concludes_from_an_accounts_document_only_what_it_says(string did, int status, string document, bool isGone)
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getPosts", Wire.Search(null)).Answer("describeRepo", 400, Wire.Error("InvalidRequest"))
            .Answer("/did:plc:author", status, document.Replace("HERE", bluesky.Address.AbsoluteUri, StringComparison.Ordinal));
        var held = Held("a") with { Id = $"at://{did}/app.bsky.feed.post/a" };

        var read = await bluesky.Connect().CheckAsync([held], CancellationToken.None);

        Assert.Equal(isGone ? [held.Id] : [], read.Gone);
        Assert.DoesNotContain("getRecord", bluesky.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task Finds_the_server_of_an_account_that_is_a_web_site()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        var did = string.Create(CultureInfo.InvariantCulture, $"did:web:127.0.0.1%3A{bluesky.Address.Port}");
        bluesky.Answer("getPosts", Wire.Search(null)).Answer("describeRepo", 400, Wire.Error("InvalidRequest"))
            .Answer("json", $$"""{"id":"{{did}}","service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"{{bluesky.Address}}"}]}""")
            .Answer("getRecord", 400, Wire.Error("RecordNotFound"));
        var held = Held("a") with { Id = $"at://{did}/app.bsky.feed.post/a" };

        var read = await bluesky.Connect().CheckAsync([held], CancellationToken.None);

        Assert.Equal([held.Id], read.Gone);
    }

    [Fact]
    public async Task Asks_no_server_in_a_private_network_that_an_account_names()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        await using var trap = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getPosts", Wire.Search(null)).Answer("describeRepo", 400, Wire.Error("InvalidRequest"))
            .Answer("/did:plc:author", Document(trap.Address));
        using var http = BlueskyConnector.CreateClient(bluesky.Options, bluesky.Time);
        using var connector = new BlueskyConnector("sky", bluesky.Options, bluesky.Sessions, http, bluesky.Time);

        var read = await connector.CheckAsync([Held("a")], CancellationToken.None);

        Assert.Empty(read.Gone);
        Assert.Null(read.Failure);
        Assert.Empty(trap.Received);
        Assert.Equal("/did:plc:author", bluesky.Calls[^1].Method);
    }

    [Fact]
    public async Task Concludes_nothing_when_the_posts_cannot_be_asked_for()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getPosts", 503, "").Answer("getPosts", """{"posts":7}""");
        var connector = bluesky.Connect();

        Assert.Equal(SourceFailureKind.Unavailable, (await connector.CheckAsync([Held("a")], CancellationToken.None)).Failure?.Kind);
        Assert.Equal(SourceFailureKind.Rejected, (await connector.CheckAsync([Held("a")], CancellationToken.None)).Failure?.Kind);
        Assert.Empty((await connector.CheckAsync([Held("a") with { Id = "of another kind" }], CancellationToken.None)).Gone);
    }

    private static async Task<ScriptedBluesky> Missing()
    {
        var bluesky = await ScriptedBluesky.StartAsync();
        return bluesky.Answer("getPosts", Wire.Search(null)).Answer("describeRepo", 400, Wire.Error("InvalidRequest")).Answer("/did:plc:author", Document(bluesky.Address));
    }

    private static string Document(Uri server) =>
        $$"""{"id":"did:plc:author","service":[{"id":"#other","serviceEndpoint":"https://other.example"},{"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"{{server}}"}]}""";

    private static Post Held(string key) => new() { Id = Key + key, Text = $"text of {key}" };
}
