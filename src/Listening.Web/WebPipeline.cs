using Listening.Web.Assets;
using Listening.Web.Security;
using Microsoft.AspNetCore.Builder;

namespace Listening.Web;

/// <summary>Puts the pages into the host's request pipeline.</summary>
public static class WebPipeline
{
    internal const string ErrorPath = "/error";

    /// <summary>
    /// Adds the middleware of the pages, in the one order that is safe, and their endpoints. Call it once, before
    /// other endpoints are mapped; those then need a signed-in user unless they say <c>AllowAnonymous()</c>.
    /// </summary>
    public static WebApplication MapListeningWeb(this WebApplication app)
    {
        // Headers come first, so that error pages and refusals carry them too.
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseHsts();
        app.UseStatusCodePagesWithReExecute(ErrorPath);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapAssets();
        app.MapRazorPages();
        return app;
    }
}
