using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Listening.Web.Security;

/// <summary>Tells browsers to run nothing but this service's own scripts, to show no page in a frame, and to keep no copy.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: handling an exception clears everything that was set before.
        context.Response.OnStarting(static state => Write(((HttpContext)state).Response.Headers), context);
        return next(context);
    }

    private static Task Write(IHeaderDictionary headers)
    {
        headers[HeaderNames.ContentSecurityPolicy] = ContentPolicy;
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Pages hold what people wrote, which must not outlive its deletion in a browser's cache. Assets say otherwise
        // themselves; the antiforgery and cookie handlers mean the same in more words.
        if (headers.CacheControl.Count == 0 || headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal))
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
