using System.Globalization;
using Listening.Core.Sources;
using Listening.Sources.Bluesky;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

public sealed class BlueskySessionTests
{
    [Fact]
    public async Task Renews_a_session_without_a_body_and_with_the_refresh_token()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Sessions.Keep("sky", new BlueskySession("old-access", "old-refresh", "did:plc:reader"));
        bluesky.Answer("getAuthorFeed", 400, Wire.Error("ExpiredToken")).Answer("getAuthorFeed", Wire.None);

        var read = await bluesky.ReadAsync(SearchKind.Account);

        Assert.Null(read.Failure);
        Assert.Equal(["getAuthorFeed", "refreshSession", "getAuthorFeed"], bluesky.Received.Select(call => call.Method));
        Assert.Equal(["Bearer old-access", "Bearer old-refresh", "Bearer access-1"], bluesky.Received.Select(call => call.Authorization));
        Assert.Equal(0, bluesky.Received[1].BodyLength);
        Assert.Equal("refresh-1", bluesky.Sessions.Session("sky").RefreshJwt);
    }

    [Fact]
    public async Task Renews_once_for_many_reads_that_find_the_session_expired_together()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Sessions.Keep("sky", new BlueskySession("old-access", "old-refresh", "did:plc:reader"));
        for (var each = 0; each < 20; each++)
        {
            bluesky.Answer("getAuthorFeed", async context =>
            {
                var isExpired = context.Request.Headers.Authorization == "Bearer old-access";
                context.Response.StatusCode = isExpired ? 400 : 200;
                await context.Response.WriteAsync(isExpired ? Wire.Error("ExpiredToken") : Wire.None);
            });
        }

        var connector = bluesky.Connect();
        var reads = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ScriptedBluesky.ReadAsync(connector, SearchKind.Account)));

        Assert.All(reads, read => Assert.Null(read.Failure));
        Assert.Single(bluesky.Received, call => call.Method == "refreshSession");
        Assert.DoesNotContain(bluesky.Received, call => call.Method == "createSession");
    }

    [Fact]
    public async Task Uses_the_session_that_another_process_has_renewed_meanwhile()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.None).Answer("getAuthorFeed", 400, Wire.Error("ExpiredToken")).Answer("getAuthorFeed", Wire.None);
        var connector = bluesky.Connect();
        await ScriptedBluesky.ReadAsync(connector, SearchKind.Account);
        bluesky.Sessions.Keep("sky", new BlueskySession("their-access", "their-refresh", "did:plc:reader"));

        var read = await ScriptedBluesky.ReadAsync(connector, SearchKind.Account);

        Assert.Null(read.Failure);
        Assert.Equal("Bearer their-access", bluesky.Received[^1].Authorization);
        Assert.DoesNotContain(bluesky.Received, call => call.Method == "refreshSession");
    }

    [Fact]
    public async Task Says_unauthorised_when_the_renewed_session_is_refused_as_well()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", 400, Wire.Error("ExpiredToken")).Answer("getAuthorFeed", 400, Wire.Error("ExpiredToken"));

        var read = await bluesky.ReadAsync(SearchKind.Account);

        Assert.Equal(SourceFailureKind.Unauthorised, read.Failure?.Kind);
        Assert.Equal(["createSession", "getAuthorFeed", "refreshSession", "getAuthorFeed"], bluesky.Received.Select(call => call.Method));
    }

    [Fact]
    public async Task Does_not_sign_in_while_the_server_is_merely_out_of_order()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Sessions.Keep("sky", new BlueskySession("old-access", "old-refresh", "did:plc:reader"));
        bluesky.Answer("getAuthorFeed", 400, Wire.Error("ExpiredToken")).Answer("refreshSession", 503, "");

        var read = await bluesky.ReadAsync(SearchKind.Account);

        Assert.Equal(SourceFailureKind.Unavailable, read.Failure?.Kind);
        Assert.DoesNotContain(bluesky.Received, call => call.Method == "createSession");
        Assert.Equal("old-refresh", bluesky.Sessions.Session("sky").RefreshJwt);
    }

    [Fact]
    public async Task Does_not_spend_the_allowance_of_sign_ins_on_a_password_that_was_refused()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        for (var each = 0; each < 3; each++) bluesky.Answer("createSession", 401, Wire.Error("AuthenticationRequired"));
        var connector = bluesky.Connect();

        await ScriptedBluesky.ReadAsync(connector, SearchKind.Account);
        var again = await ScriptedBluesky.ReadAsync(connector, SearchKind.Account);
        var asked = bluesky.Received.Count;
        bluesky.Time.Advance(bluesky.Options.SignInPause);
        await ScriptedBluesky.ReadAsync(connector, SearchKind.Account);

        Assert.Equal(SourceFailureKind.Unauthorised, again.Failure?.Kind);
        Assert.Equal(1, asked);
        Assert.Equal(2, bluesky.Received.Count);
    }

    [Fact]
    public async Task Passes_on_how_long_the_server_wants_to_be_left_alone()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", 429, Wire.Error("RateLimitExceeded"), ("Retry-After", "120"));

        var read = await bluesky.ReadAsync(SearchKind.Account);

        Assert.Equal((SourceFailureKind.RateLimited, TimeSpan.FromMinutes(2)), (read.Failure!.Kind, read.Failure.RetryAfter));
        Assert.DoesNotContain("did:", read.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_asking_before_the_limit_is_used_up_and_goes_on_in_the_next_window()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        var reset = new DateTimeOffset(ScriptedBluesky.Noon).AddSeconds(90).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        bluesky.Answer("getAuthorFeed", 200, Wire.None, ("RateLimit-Limit", "3000"), ("RateLimit-Remaining", "10"), ("RateLimit-Reset", reset))
            .Answer("getAuthorFeed", Wire.None);
        var connector = bluesky.Connect();
        await ScriptedBluesky.ReadAsync(connector, SearchKind.Account);

        var held = await ScriptedBluesky.ReadAsync(connector, SearchKind.Account);
        var calls = bluesky.Calls.Count;
        bluesky.Time.Advance(TimeSpan.FromSeconds(90));
        var later = await ScriptedBluesky.ReadAsync(connector, SearchKind.Account);

        Assert.Equal((SourceFailureKind.RateLimited, TimeSpan.FromSeconds(90)), (held.Failure!.Kind, held.Failure.RetryAfter));
        Assert.Equal(1, calls);
        Assert.Null(later.Failure);
    }

    [Fact]
    public void Settings_and_sessions_print_no_secret()
    {
        var options = new BlueskyOptions { Identifier = "reader.example", AppPassword = "open-sesame" };
        var session = new BlueskySession("secret-access", "secret-refresh", "did:plc:reader");

        Assert.DoesNotContain("sesame", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", session.ToString(), StringComparison.Ordinal);
    }
}
