using System.Security.Cryptography;
using System.Text;
using Listening.Application.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Listening.Web.Security.SingleSignOn;

/// <summary>Checks an ID token: signature by the provider's keys, issuer, audience, times and nonce.</summary>
internal static class IdToken
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    // None of them symmetric: a client secret is no key to sign with, and "none" is no signature.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>What the token says; null when it does not hold.</summary>
    public static async Task<SingleSignOnClaims?> ReadAsync(SingleSignOnOptions options, string token, string nonce, TimeProvider time, CancellationToken ct)
    {
        var result = await ValidateAsync(options, token, time, ct);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider has changed its keys since they were read.
            options.Provider.RequestRefresh();
            result = await ValidateAsync(options, token, time, ct);
        }

        if (!result.IsValid || result.SecurityToken is not JsonWebToken valid || !HasNonce(valid, nonce) || !IsForUs(valid, options.Settings.ClientId)) return null;
        var settings = options.Settings;
        return new SingleSignOnClaims(
            valid.Issuer, valid.Subject, result.ClaimsIdentity.FindFirst(settings.NameClaim)?.Value,
            [.. result.ClaimsIdentity.FindAll(settings.RoleClaim).Select(claim => claim.Value)]);
    }

    private static async Task<TokenValidationResult> ValidateAsync(SingleSignOnOptions options, string token, TimeProvider time, CancellationToken ct)
    {
        var provider = await options.Provider.GetConfigurationAsync(ct);
        return await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = options.Settings.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = Algorithms,
            // In place of the library's own clock.
            LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires, time.GetUtcNow().UtcDateTime),
        });
    }

    private static bool IsNow(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is { } end && now < end + Skew && (notBefore is not { } start || now > start - Skew);

    private static bool HasNonce(JsonWebToken token, string nonce) =>
        token.TryGetPayloadValue<string>(JwtRegisteredClaimNames.Nonce, out var found)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(found), Encoding.UTF8.GetBytes(nonce));

    // A token for several parties says for which of them it was made.
    private static bool IsForUs(JsonWebToken token, string client) =>
        !string.IsNullOrEmpty(token.Subject)
        && (token.TryGetPayloadValue<string>(JwtRegisteredClaimNames.Azp, out var party) ? party == client : token.Audiences.Count() == 1);
}
