using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Listening.Application.Access;
using Listening.Web.Security.SingleSignOn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Security;

/// <summary>How often one address may try to sign in. Accounts are locked one by one besides; this slows whoever tries many.</summary>
internal static class SignInLimits
{
    private const int NetworkBytes = 8;

    public static void AddSignInLimits(this IServiceCollection services) =>
        services.AddRateLimiter(_ => { }).AddOptions<RateLimiterOptions>().Configure<AccessSettings>((options, settings) =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsTry(context.Request)
                ? RateLimitPartition.GetFixedWindowLimiter(AddressOf(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = settings.AttemptsPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                })
                : RateLimitPartition.GetNoLimiter(""));
        });

    // Looking at the pages is free; whatever is tried there is sent.
    private static bool IsTry(HttpRequest request) =>
        (HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase)) || request.Path == SingleSignOnSetup.ReturnPath;

    // Who has an IPv6 address has all of its network.
    private static string AddressOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes)),
        _ => address.ToString(),
    };
}
