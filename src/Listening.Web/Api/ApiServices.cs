using System.Threading.RateLimiting;
using Listening.Application.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Api;

/// <summary>Puts the API for programs beside the pages.</summary>
internal static class ApiServices
{
    /// <summary>Requests that a token may make in a minute.</summary>
    public const int RequestsPerMinute = 600;

    private const string RatePolicy = "api";

    /// <summary>Adds what the API needs.</summary>
    public static IServiceCollection AddListeningApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiToken>(ApiToken.SchemeName, configureOptions: null);
        var policies = services.AddAuthorizationBuilder();
        foreach (var scope in ApiScopes.All)
        {
            policies.AddPolicy(PolicyOf(scope), policy => policy.AddAuthenticationSchemes(ApiToken.SchemeName).RequireAuthenticatedUser()
                .RequireAssertion(context => ApiScopes.Allow(ApiToken.ScopesOf(context.User), scope)));
        }

        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.RespectNullableAnnotations = true);
        services.AddExceptionHandler<ApiExceptions>();
        services.AddRateLimiter(limits =>
        {
            limits.AddPolicy(RatePolicy, context => RateLimitPartition.GetFixedWindowLimiter(
                // Before anybody looks whose token it is: the header tells one from another.
                context.Request.Headers.Authorization.ToString(),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = RequestsPerMinute, Window = TimeSpan.FromMinutes(1) }));
            limits.OnRejected = async (rejected, _) =>
            {
                // Others are refused by the pages' own words.
                if (!rejected.HttpContext.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return;
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                await ApiProblem.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, $"A token may make {RequestsPerMinute} requests a minute.");
            };
        });
        return services.AddApiDescription();
    }

    /// <summary>Adds its endpoints. The pipeline must have <see cref="ApiProblems"/> early and the rate limiter after routing.</summary>
    public static void MapListeningApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(ApiDescription.Root).RequireRateLimiting(RatePolicy)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapItems();
        api.MapSearches();
        api.MapSources();
        api.MapStatistics();
        endpoints.MapApiDescription();
    }

    /// <summary>Name of the policy that asks for a scope.</summary>
    public static string PolicyOf(string scope) => $"api {scope}";

    /// <summary>The endpoint needs a token with this scope.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, string scope) =>
        endpoint.RequireAuthorization(PolicyOf(scope)).WithMetadata(new NeededScope(scope));
}

/// <summary>The scope that an endpoint needs, for its description.</summary>
/// <param name="Scope">One of <see cref="ApiScopes.All"/>.</param>
internal sealed record NeededScope(string Scope);
