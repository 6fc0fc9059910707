using Listening.Sources.X;
using Xunit;
using static Listening.Sources.Tests.X.XAnswered;

namespace Listening.Sources.Tests.X;

/// <summary>The answering account's sign-in, whose refresh token X takes once.</summary>
public sealed class XSignInTests
{
    [Fact]
    public async Task Keeps_the_rotated_tokens_sealed_and_uses_them_after_a_restart()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", Tokens(1), Tokens(2)).Answer("reply", 201, Done()).Answer("reply", 201, Done()).Answer("reply", 201, Done());

        await ReplyAsync(x);
        await ReplyAsync(x);
        x.Time.Advance(TimeSpan.FromHours(3));
        await ReplyAsync(x);

        Assert.Equal(["token", "reply", "reply", "token", "reply"], x.Calls.Select(call => call.Method));
        Assert.Contains("refresh_token=refresh-1", x.Calls[3].Text, StringComparison.Ordinal);
        Assert.Equal("refresh-2", XSession.Read(x.Secrets.Saved["x"])!.RefreshToken);
    }

    [Fact]
    public async Task Renews_the_sign_in_when_X_refuses_it_in_mid_run()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", Tokens(1), Tokens(2)).Answer("reply", 401, XWire.Problem("unauthorized")).Answer("reply", 201, Done());

        var outcome = await ReplyAsync(x);

        Assert.True(outcome.IsSent);
        Assert.Equal(["Bearer access-1", "Bearer access-2"], x.Calls.Where(call => call.Method == "reply").Select(call => call.Authorization));
    }

    [Fact]
    public async Task Two_replies_at_once_renew_the_sign_in_once()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", Tokens(1)).Answer("reply", 201, Done()).Answer("reply", 201, Done());
        var connector = x.Connect();

        await Task.WhenAll(connector.ReplyAsync(Request(x), CancellationToken.None), connector.ReplyAsync(Request(x), CancellationToken.None));

        Assert.Single(x.Calls, call => call.Method == "token");
    }

    [Fact]
    public async Task Says_what_to_do_when_the_sign_in_was_revoked()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", 400, """{"error":"invalid_request","error_description":"Value passed for the token was invalid."}""");

        var outcome = await ReplyAsync(x);

        Assert.False(outcome.IsFinal);
        Assert.Contains("put the new refresh token into the source's settings", outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_first_token_in_the_settings_takes_the_place_of_what_was_kept()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("token", Tokens(1), Tokens(2)).Answer("reply", 201, Done()).Answer("reply", 201, Done());
        await ReplyAsync(x);
        x.Options = x.Options with { RefreshToken = "refresh-new", ClientSecret = "secret:1" };

        await ReplyAsync(x);

        Assert.Equal("grant_type=refresh_token&refresh_token=refresh-new", x.Calls[2].Text);
        Assert.Equal("Basic " + Convert.ToBase64String("client:secret%3A1"u8), x.Calls[2].Authorization);
    }

    [Fact]
    public void A_session_prints_nothing() => Assert.Equal("XSession", XSession.Begin("secret").ToString());

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("not json")]
    public void A_kept_session_that_cannot_be_read_is_none(string kept) => Assert.Null(XSession.Read(System.Text.Encoding.UTF8.GetBytes(kept)));
}
