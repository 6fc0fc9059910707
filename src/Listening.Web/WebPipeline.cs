using Listening.Web.Api;
using Listening.Web.Assets;
using Listening.Web.Searches;
using Listening.Web.Security;
using Listening.Web.Security.SingleSignOn;
using Listening.Web.Triage;
using Microsoft.AspNetCore.Builder;

namespace Listening.Web;

/// <summary>Puts the pages into the host's request pipeline.</summary>
public static class WebPipeline
{
    internal const string ErrorPath = "/error";

    /// <summary>
    /// Adds the middleware of the pages, in the one order that is safe, and their endpoints. Call it once, before
    /// other endpoints are mapped; those are closed until <see cref="AccessTable"/> says who may use them.
    /// </summary>
    public static WebApplication MapListeningWeb(this WebApplication app)
    {
        // Headers come first, so that error pages and refusals carry them too.
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseExceptionHandler();
        app.UseHsts();
        app.UseStatusCodePagesWithReExecute(ErrorPath);
        app.UseMiddleware<ApiProblems>();
        app.UseRouting();
        app.UseMiddleware<ApiUnmatched>();
        // Before authentication, which answers the return from single sign-on itself.
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<AccessGate>();
        app.UseAuthorization();

        app.MapAssets();
        app.MapQueryCheck();
        app.MapListeningApi();
        app.MapQueueLive();
        app.MapSingleSignOn();
        app.MapRazorPages();
        return app;
    }
}
