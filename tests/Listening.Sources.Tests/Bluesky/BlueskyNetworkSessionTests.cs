using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Listening.Core.Sources;
using Listening.Sources.Bluesky;
using Listening.TestSupport.Servers;
using Xunit;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>Sessions, against a real server.</summary>
[Collection(AtProtoTests.Name)]
[Needs(Peer.AtProto)]
public sealed class BlueskyNetworkSessionTests(AtProtoFixture fixture)
{
    [AvailableFact]
    public async Task Signs_in_once_and_goes_on_with_the_stored_session_after_a_restart()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "signer");
        await reader.DrainAsync(SearchKind.Mentions);
        using var restarted = reader.Again();
        await restarted.DrainAsync(SearchKind.Mentions);

        Assert.Equal(["createSession", "listNotifications"], reader.Log.Methods);
        Assert.Equal(["listNotifications"], restarted.Log.Methods);
        Assert.Equal(reader.Account.Did, reader.Sessions.Session(NetworkReader.Source).Did);
    }

    [AvailableFact]
    public async Task Renews_an_expired_session_in_mid_run_and_saves_the_new_one()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "renewer");
        await reader.DrainAsync(SearchKind.Mentions);
        var before = reader.Sessions.Session(NetworkReader.Source);
        var expired = Expired(before.AccessJwt, reader.Network.JwtSecret);
        reader.Sessions.Keep(NetworkReader.Source, before with { AccessJwt = expired });

        using var restarted = reader.Again();
        await restarted.DrainAsync(SearchKind.Mentions);

        Assert.Equal(["listNotifications", "refreshSession", "listNotifications"], restarted.Log.Methods);
        var after = reader.Sessions.Session(NetworkReader.Source);
        Assert.NotEqual(before.RefreshJwt, after.RefreshJwt);
        // Within one second the server writes the same access token twice, so it is held against the expired one only.
        Assert.NotEqual(expired, after.AccessJwt);
    }

    [AvailableFact]
    public async Task Signs_in_anew_when_the_refresh_token_is_worth_nothing_any_more()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "lapser");
        await reader.DrainAsync(SearchKind.Mentions);
        var before = reader.Sessions.Session(NetworkReader.Source);
        reader.Sessions.Keep(NetworkReader.Source, new BlueskySession(
            Expired(before.AccessJwt, reader.Network.JwtSecret), Expired(before.RefreshJwt, reader.Network.JwtSecret), before.Did));

        using var restarted = reader.Again();
        await restarted.DrainAsync(SearchKind.Mentions);

        Assert.Equal(["listNotifications", "refreshSession", "createSession", "listNotifications"], restarted.Log.Methods);
    }

    [AvailableFact]
    public async Task Says_unauthorised_for_a_wrong_password_without_naming_the_account()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "mistyper", options => options with { AppPassword = "aaaa-bbbb-cccc-dddd" });

        var read = await reader.ReadAsync(SearchKind.Mentions);

        Assert.Equal(SourceFailureKind.Unauthorised, read.Failure?.Kind);
        Assert.DoesNotContain("mistyper", read.Failure!.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("aaaa", read.Failure.Message, StringComparison.Ordinal);
    }

    [AvailableFact]
    public async Task Passes_on_how_long_the_server_asks_to_be_left_alone_when_it_is_asked_too_often()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "hurrier");
        SourceRead? last = null;
        // Thirty sign-ins in five minutes are allowed; each connector starts with an empty store and no memory of the limit.
        for (var attempt = 0; attempt < 40 && last?.Failure is null; attempt++)
        {
            using var forgetful = reader.Again(new MemorySecrets());
            last = await forgetful.ReadAsync(SearchKind.Mentions);
        }

        Assert.Equal(SourceFailureKind.RateLimited, last?.Failure?.Kind);
        Assert.InRange(last!.Failure!.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
    }

    // The same token, signed by the same key, an hour after its end.
    private static string Expired(string token, string secret)
    {
        var parts = token.Split('.');
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        var past = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeSeconds();
        payload["iat"] = past - 60;
        payload["exp"] = past;
        var head = parts[0] + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.ToJsonString()));
        return head + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(head)));
    }
}
