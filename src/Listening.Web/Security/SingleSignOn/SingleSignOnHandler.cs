using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Listening.Application.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Listening.Web.Security.SingleSignOn;

/// <summary>
/// OpenID Connect's authorisation code flow with PKCE, state and nonce, against any provider that describes itself by
/// discovery. The framework's base class keeps the correlation cookie; docs/adr/0013 says why this handler is our own.
/// </summary>
internal sealed partial class SingleSignOnHandler(IOptionsMonitor<SingleSignOnOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : RemoteAuthenticationHandler<SingleSignOnOptions>(options, logger, encoder)
{
    private const string Verifier = "verifier";
    private const string Nonce = "nonce";
    private const int RandomBytes = 32;

    private string ReturnAddress => BuildRedirectUri(Options.CallbackPath);

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (await ProviderAsync() is not { } provider)
        {
            Refuse("discovery");
            return;
        }

        var (verifier, nonce) = (Random(), Random());
        var sent = new AuthenticationProperties { Items = { [Verifier] = verifier, [Nonce] = nonce } };
        GenerateCorrelationId(sent);
        Response.Redirect(QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = Options.Settings.ClientId,
            ["response_type"] = "code",
            ["scope"] = Options.Settings.Scope,
            ["redirect_uri"] = ReturnAddress,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
            ["nonce"] = nonce,
            ["state"] = Options.StateFormat.Protect(sent),
        }));
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var query = Request.Query;
        if (!HttpMethods.IsGet(Request.Method) || Options.StateFormat.Unprotect(query["state"]) is not { } sent || !ValidateCorrelationId(sent)) return Refuse("state");
        if (query["error"].Count > 0) return Refuse("provider");
        var provider = await Options.Provider.GetConfigurationAsync(Context.RequestAborted);
        // RFC 9207: an answer of another provider than the one that was asked.
        if (query["iss"] is { Count: > 0 } issuer && issuer != provider.Issuer) return Refuse("issuer");
        if (query["code"] is not [{ Length: > 0 } code]) return Refuse("code");

        var token = await TokenRequest.SendAsync(Options, provider, code, sent.Items[Verifier]!, ReturnAddress, Context.RequestAborted);
        if (token is null) return Refuse("token");
        var claims = await IdToken.ReadAsync(Options, token, sent.Items[Nonce]!, TimeProvider, Context.RequestAborted);
        if (claims is null) return Refuse("id-token");

        var accounts = Context.RequestServices.GetRequiredService<SingleSignOnAccounts>();
        var result = await accounts.SignInAsync(claims, Context.RequestAborted);
        if (result.Principal is not { } principal) return LeadTo(result.Refusal == SingleSignOnRefusal.Disabled ? "disabled" : "roles");
        return HandleRequestResult.Success(new AuthenticationTicket(principal, new AuthenticationProperties { RedirectUri = "/" }, Scheme.Name));
    }

    // The library says with this exception that the provider could not be read, whatever the cause.
    private async Task<OpenIdConnectConfiguration?> ProviderAsync()
    {
        try
        {
            return await Options.Provider.GetConfigurationAsync(Context.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // What exactly was wrong is for whoever looks after the service; the person can only try again.
    private HandleRequestResult Refuse(string step)
    {
        LogRefused(Logger, step);
        return LeadTo("failed");
    }

    private HandleRequestResult LeadTo(string why)
    {
        Response.Redirect($"{SingleSignOnSetup.RefusedPath}?why={why}");
        return HandleRequestResult.Handle();
    }

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    [LoggerMessage(1, LogLevel.Warning, "Single sign-on was refused at the step {Step}.")]
    private static partial void LogRefused(ILogger logger, string step);
}
