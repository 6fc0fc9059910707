using Listening.Application.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Security;

/// <summary>Holds each request's session against its account: an account that is disabled, or whose keys were changed, is out at once.</summary>
internal static class SessionGuard
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var check = context.HttpContext.RequestServices.GetRequiredService<SessionCheck>();
        var (verdict, renewed) = await check.CheckAsync(context.Principal!, context.HttpContext.RequestAborted);
        if (verdict == SessionVerdict.Renewed)
        {
            context.ReplacePrincipal(renewed!);
            context.ShouldRenew = true;
        }
        else if (verdict == SessionVerdict.Over)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }
}
