using Xunit;
using static Listening.Sources.Tests.X.XAnswered;

namespace Listening.Sources.Tests.X;

public sealed class XReplyTests
{
    private static readonly DateTime Noon = ScriptedX.Noon;

    [Fact]
    public async Task Answers_the_newest_version_as_the_account_that_is_signed_in()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", Tokens(1)).Answer("reply", 201, $$"""{"data":{"id":"{{Ours}}","text":"Thank you."} }""");

        var outcome = await ReplyAsync(x, "Thank you.");

        Assert.Equal((true, $"https://x.com/wardens/status/{Ours}"), (outcome.IsSent, outcome.Reference));
        var (token, reply) = (x.Calls[0], x.Calls[1]);
        Assert.Equal(("grant_type=refresh_token&refresh_token=refresh-0&client_id=client", ""), (token.Text, token.Authorization));
        Assert.Equal("Bearer access-1", reply.Authorization);
        Assert.Equal(("Thank you.", Edited), ((string)reply.Json["text"]!, (string)reply.Json["reply"]!["in_reply_to_tweet_id"]!));
        Assert.Equal(0.015m, x.Meter.Cost);
    }

    [Fact]
    public async Task A_reply_with_a_link_costs_what_the_price_list_says()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", Tokens(1)).Answer("reply", 201, $$"""{"data":{"id":"{{Ours}}"} }""");

        await ReplyAsync(x, "See ico.org.uk/help for more.");

        Assert.Equal(0.200m, x.Meter.Cost);
    }

    [Theory]
    [InlineData(403, "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.", "only people who have mentioned or quoted")]
    [InlineData(403, "You are not permitted to perform this action.", "only people who have mentioned or quoted")]
    [InlineData(403, "You attempted to reply to a Tweet that is deleted or not visible to you.", "no longer on X")]
    [InlineData(403, "You have been blocked from replying.", "blocked")]
    [InlineData(403, "This account is suspended.", "suspended or locked")]
    [InlineData(403, "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint. Scope tweet.write missing.", "tweet.write")]
    [InlineData(400, "Something else about @reporter", "400")]
    public async Task Says_why_X_refused_a_reply(int status, string detail, string expected)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", Tokens(1)).Answer("reply", status, XWire.Problem("not-allowed", detail));

        var outcome = await ReplyAsync(x);

        Assert.Equal((false, true), (outcome.IsSent, outcome.IsFinal));
        Assert.Contains(expected, outcome.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("reporter", outcome.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(402)]
    [InlineData(503)]
    public async Task Tries_again_later_when_X_may_take_it_then(int status)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", Tokens(1)).Answer("reply", status, "{}");

        var outcome = await ReplyAsync(x);

        Assert.Equal((false, false), (outcome.IsSent, outcome.IsFinal));
    }

    [Fact]
    public async Task A_reply_whose_answer_was_lost_is_looked_for_before_it_is_sent_again()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", Tokens(1)).Answer("reply", 503, "{}");
        x.Answer("timeline", XWire.Page(null, (Ours, XWire.Reply(Ours, Asked, Edited)), (XWire.Id(Noon), XWire.Post(XWire.Id(Noon)))));
        var connector = x.Connect();
        var request = Request(x);

        var first = await connector.ReplyAsync(request, CancellationToken.None);
        var second = await connector.ReplyAsync(request, CancellationToken.None);

        Assert.Equal((false, true), (first.IsSent, second.IsSent));
        Assert.EndsWith(Ours, second.Reference, StringComparison.Ordinal);
        Assert.Single(x.Calls, call => call.Method == "reply");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_words_again_are_sent_already_or_refused(bool isOurs)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", Tokens(1)).Answer("reply", 403, XWire.Problem("x", "You are not allowed to create a Tweet with duplicate content."));
        x.Answer("timeline", isOurs ? XWire.Page(null, (Ours, XWire.Reply(Ours, Asked, Edited))) : XWire.Nothing);

        var outcome = await ReplyAsync(x);

        Assert.Equal(isOurs, outcome.IsSent);
        Assert.True(outcome.IsFinal);
        if (!isOurs) Assert.Contains("Change the words", outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_nothing_that_is_too_long_or_without_a_sign_in()
    {
        await using var x = await ScriptedX.StartAsync();
        var tooLong = await ReplyAsync(x, new string('a', 281));
        x.Options = x.Options with { RefreshToken = null };
        var unsigned = await ReplyAsync(x);
        x.Options = x.Options with { MayReply = false };
        var reader = await ReplyAsync(x);

        Assert.All([tooLong, unsigned, reader], outcome => Assert.True(outcome is { IsSent: false, IsFinal: true }));
        Assert.Empty(x.Received);
    }
}
