using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Listening.Web.Security;

/// <summary>The settings of the two cookies: the session and the one that protects forms.</summary>
internal static class SessionCookie
{
    public const string SessionName = "listening-session";
    public const string FormsName = "listening-forms";

    /// <summary>Longest time without a request before somebody must sign in again.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>Identity's cookies between the steps of signing in, and what they are called here.</summary>
    public static readonly IReadOnlyList<(string Scheme, string Name)> Steps =
    [
        (IdentityConstants.TwoFactorUserIdScheme, "listening-step"),
        (IdentityConstants.TwoFactorRememberMeScheme, "listening-device"),
        (IdentityConstants.ExternalScheme, "listening-external"),
    ];

    public static void ConfigureStep(CookieAuthenticationOptions options, string name)
    {
        Protect(options.Cookie, name);
        options.Cookie.SameSite = SameSiteMode.Strict;
    }

    public static void ConfigureSession(CookieAuthenticationOptions options)
    {
        Protect(options.Cookie, SessionName);
        // Lax, not Strict: a link from an email to an item must find its reader signed in. No GET changes anything.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        // Without a return address: it would carry search words into another address, and invites open redirects.
        options.Events.OnRedirectToLogin = context =>
        {
            context.Response.Redirect("/sign-in");
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = SessionGuard.ValidateAsync;
    }

    public static void ConfigureForms(AntiforgeryOptions options)
    {
        Protect(options.Cookie, FormsName);
        options.Cookie.SameSite = SameSiteMode.Strict;
        // The content policy already forbids frames everywhere, and more strictly.
        options.SuppressXFrameOptionsHeader = true;
    }

    private static void Protect(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        // Over plain http the service listens on loopback only; behind https the cookie never leaves it.
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
