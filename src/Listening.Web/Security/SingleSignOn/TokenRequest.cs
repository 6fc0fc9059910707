using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Listening.Web.Security.SingleSignOn;

/// <summary>Exchanges the code for the ID token. Access tokens that may come with it are not kept.</summary>
internal static class TokenRequest
{
    /// <summary>The ID token as the provider sent it; null when it gave none.</summary>
    public static async Task<string?> SendAsync(
        SingleSignOnOptions options, OpenIdConnectConfiguration provider, string code, string verifier, string returnAddress, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Credentials(options.Settings.ClientId, options.Settings.ClientSecret));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["code_verifier"] = verifier,
            ["redirect_uri"] = returnAddress,
        });
        using var response = await options.Backchannel.SendAsync(request, ct);
        if (response.StatusCode != HttpStatusCode.OK) return null;
        try
        {
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
            return answer.RootElement.TryGetProperty("id_token", out var token) && token.ValueKind == JsonValueKind.String ? token.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // RFC 6749, 2.3.1: both parts are encoded as in a form before they are joined.
    private static string Credentials(string id, string secret) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"{WebUtility.UrlEncode(id)}:{WebUtility.UrlEncode(secret)}"));
}
