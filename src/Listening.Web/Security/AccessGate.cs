using Listening.Application.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Listening.Web.Security;

/// <summary>Holds every request against the <see cref="AccessTable"/> before its endpoint runs.</summary>
internal sealed class AccessGate(RequestDelegate next, AccessSettings settings)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var rule = AccessTable.RuleOf(endpoint, context.Request.Method);
        if (NeedsOwnSignIn(context, rule))
            context.Response.Redirect(Place.OwnSignIn);
        else if (rule.Allows(context.User, endpoint))
            await next(context);
        else if (context.User.Identity?.IsAuthenticated != true)
            await context.ChallengeAsync(IdentityConstants.ApplicationScheme);
        else if (context.Request.Path == "/" && Place.FirstOf(context.User) is { } first)
            context.Response.Redirect(first.Href);
        else
            Refuse(context, rule);
    }

    // A link shows that somebody was let in once, by whoever had it; before anything is seen they set up a way that is theirs.
    private bool NeedsOwnSignIn(HttpContext context, AccessRule rule) =>
        !settings.IsTrial && rule != AccessRule.Anyone && rule != AccessRule.Program
        && context.User.Identity?.IsAuthenticated == true && !context.User.HasClaim(StaffClaims.OwnSignIn, "")
        && !context.Request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase) && context.Request.Path != "/sign-out";

    private static void Refuse(HttpContext context, AccessRule rule)
    {
        context.Features.Set(new AccessRefusal(rule.Roles));
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
    }
}

/// <summary>For the error page: the roles, one of which the request would have needed.</summary>
internal sealed record AccessRefusal(IReadOnlyList<StaffRole> Needed);
