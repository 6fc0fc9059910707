using Listening.Application.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Listening.Web.Security.SingleSignOn;

/// <summary>Registers single sign-on by OpenID Connect.</summary>
public static class SingleSignOnSetup
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "single-sign-on";

    internal const string StartPath = "/sign-in/single-sign-on";
    internal const string RefusedPath = "/sign-in/refused";
    internal const string ReturnPath = "/sign-in/single-sign-on/return";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Adds it. Without this call the sign-in page does not offer it.</summary>
    public static IServiceCollection AddListeningSingleSignOn(this IServiceCollection services, SingleSignOnSettings settings)
    {
        services.AddSingleton(settings);
        services.AddScoped<SingleSignOnAccounts>();
        services.AddHttpClient(Scheme, http => http.Timeout = Patience);
        services.AddAuthentication().AddRemoteScheme<SingleSignOnOptions, SingleSignOnHandler>(Scheme, displayName: null, options =>
        {
            options.Settings = settings;
            options.SignInScheme = IdentityConstants.ApplicationScheme;
            options.CallbackPath = ReturnPath;
            // Lax, because the provider's answer is a link followed from another site.
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.CorrelationCookie.Name = "listening-single-sign-on.";
            // A provider that does not answer is nobody's mistake here; the framework logs what it was.
            options.Events = new RemoteAuthenticationEvents
            {
                OnRemoteFailure = failed =>
                {
                    failed.Response.Redirect($"{RefusedPath}?why=failed");
                    failed.HandleResponse();
                    return Task.CompletedTask;
                },
            };
        });
        services.AddOptions<SingleSignOnOptions>(Scheme).PostConfigure<IDataProtectionProvider, IHttpClientFactory>((options, protection, clients) =>
        {
            options.StateFormat = new PropertiesDataFormat(protection.CreateProtector(typeof(SingleSignOnHandler).FullName!, "v1"));
            options.Backchannel = clients.CreateClient(Scheme);
            options.Provider = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{settings.Authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever(options.Backchannel) { RequireHttps = !settings.Authority.IsLoopback });
        });
        return services;
    }
}
