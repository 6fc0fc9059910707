using Listening.Application.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Security.SingleSignOn;

/// <summary>The address that leads to the provider. A link, not a form: the content policy lets forms lead nowhere else.</summary>
internal static class SingleSignOnEndpoint
{
    public static void MapSingleSignOn(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(SingleSignOnSetup.StartPath, (HttpContext context) => context.RequestServices.GetService<SingleSignOnSettings>() is null
            ? Results.NotFound()
            : Results.Challenge(authenticationSchemes: [SingleSignOnSetup.Scheme]));
}
