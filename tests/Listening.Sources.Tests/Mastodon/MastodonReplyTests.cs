using System.Text.Json;
using Listening.Core.Outgoing;
using Listening.Core.Posts;
using Listening.Sources.Mastodon;
using Xunit;

namespace Listening.Sources.Tests.Mastodon;

public sealed class MastodonReplyTests
{
    private const string Instance = "/api/v2/instance";
    private static readonly DateTime Noon = ScriptedMastodon.Noon;

    [Fact]
    public async Task Answers_a_post_under_its_message_number_and_names_the_author()
    {
        await using var mastodon = await Start();
        var number = MessageNumber.New(mastodon.Time);

        var outcome = await ReplyAsync(mastodon, "Thank you.", number);

        var call = mastodon.Calls[^1];
        var body = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal("https://other.example/@pim/99", outcome.Reference);
        Assert.Equal(("POST", number), (call.Verb, call.Headers["Idempotency-Key"]));
        Assert.Equal(("@pim@other.example Thank you.", "30", "unlisted"), (body.GetProperty("status").GetString(), body.GetProperty("in_reply_to_id").GetString(), body.GetProperty("visibility").GetString()));
    }

    [Theory]
    [InlineData("Thank you, @pim@other.example.")]
    [InlineData("@PIM@OTHER.example thank you")]
    public async Task Leaves_a_text_that_names_the_author_as_it_is(string text)
    {
        await using var mastodon = await Start();

        await ReplyAsync(mastodon, text);

        Assert.Equal(text, JsonDocument.Parse(mastodon.Calls[^1].Body).RootElement.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("""<p><span class="h-card"><a href="https://other.example/@pim" class="u-url mention">@<span>pim</span></a></span> Thank you.</p>""", false)]
    [InlineData("<p>@pim Another answer.</p>", true)]
    public async Task A_message_whose_key_the_server_has_forgotten_is_looked_for_before_it_is_written_again(string there, bool written)
    {
        await using var mastodon = await Start();
        var number = MessageNumber.New(mastodon.Time);
        mastodon.Time.Advance(TimeSpan.FromHours(2));
        mastodon.Answer("/api/v1/accounts/verify_credentials", MastodonWire.Account("913"))
            .Answer("/api/v1/statuses/30/context", MastodonWire.Thread(MastodonWire.Status("98", Noon.AddMinutes(1), there, acct: "ico@o.example").Replace("\"in_reply_to_id\":null", "\"in_reply_to_id\":\"30\"", StringComparison.Ordinal)));

        var outcome = await ReplyAsync(mastodon, "Thank you.", number);

        Assert.Equal((true, $"https://other.example/@pim/{(written ? 99 : 98)}"), (outcome.IsSent, outcome.Reference));
        Assert.Equal(written, mastodon.Calls.Any(call => call.Verb == "POST"));
    }

    [Theory]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(429, false)]
    [InlineData(503, false)]
    [InlineData(404, true)]
    [InlineData(422, true)]
    public async Task Says_whether_another_attempt_makes_sense(int status, bool final)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Options = mastodon.Options with { MayReply = true };
        mastodon.Answer(Instance, 404, "").Answer("/api/v1/statuses/30", MastodonWire.Status("30", Noon)).Answer("/api/v1/statuses", status, MastodonWire.Error());

        var outcome = await ReplyAsync(mastodon, "Thank you.");

        Assert.Equal((false, final), (outcome.IsSent, outcome.IsFinal));
        Assert.DoesNotContain("pim", outcome.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, """{"error":"Record not found"}""")]
    [InlineData(200, """{"id":"30","visibility":"private"}""")]
    public async Task Answers_nothing_that_is_gone_or_no_longer_public(int status, string body)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Options = mastodon.Options with { MayReply = true };
        mastodon.Answer(Instance, 404, "").Answer("/api/v1/statuses/30", status, body);

        var outcome = await ReplyAsync(mastodon, "Thank you.");

        Assert.Equal((false, true), (outcome.IsSent, outcome.IsFinal));
        Assert.DoesNotContain(mastodon.Calls, call => call.Verb == "POST");
    }

    [Fact]
    public async Task Learns_from_the_server_how_long_a_reply_may_be()
    {
        await using var mastodon = await Start("""{"configuration":{"statuses":{"max_characters":30,"characters_reserved_per_url":10}}}""");
        var connector = mastodon.Connect();
        Assert.Equal(500, connector.Measure("").Longest);

        var outcome = await connector.ReplyAsync(Request("A text of thirty characters...", MessageNumber.New(mastodon.Time)), CancellationToken.None);

        Assert.Equal((30, true), (connector.Measure("A text of thirty characters...").Used, connector.Measure("A text of thirty characters...").Fits));
        Assert.Equal(12, connector.Measure("a https://example.org/very/long").Used);
        Assert.True(outcome.IsFinal && !outcome.IsSent);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Llŷn", 4)]
    [InlineData("👩‍👩‍👧‍👦", 1)]
    [InlineData("See https://example.org/a/very/long/path?with=more.", 28)]
    [InlineData("@pim@other.example and @jo@a-very-long.server.example", 12)]
    [InlineData("write to pim@other.example", 26)]
    [InlineData("@pim@other.example", 4)]
    public void Counts_as_the_platform_counts(string text, int expected) => Assert.Equal((expected, 500), (MastodonText.Measure(text, 500).Used, MastodonText.Measure(text, 500).Longest));

    private static async Task<ScriptedMastodon> Start(string instance = "{}")
    {
        var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Options = mastodon.Options with { MayReply = true };
        return mastodon.Answer(Instance, instance)
            .Answer("/api/v1/statuses/30", MastodonWire.Status("30", Noon, visibility: "unlisted"))
            .Answer("/api/v1/statuses", MastodonWire.Status("99", Noon, acct: "ico"));
    }

    private static Task<SendOutcome> ReplyAsync(ScriptedMastodon mastodon, string text, string? number = null) =>
        mastodon.Connect().ReplyAsync(Request(text, number ?? MessageNumber.New(mastodon.Time)), CancellationToken.None);

    private static ReplyRequest Request(string text, string number) => new(new Post { Id = "30", Author = new Author("917", "pim@other.example", "Pim") }, number, text);
}
