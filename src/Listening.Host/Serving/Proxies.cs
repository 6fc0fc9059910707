using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Listening.Host.Serving;

/// <summary>
/// Takes the word of named proxies for where a request came from and by which address it was asked. Without it, links and
/// sign-in at a provider would lead back to plain http, and everybody behind the proxy would share one limit of tries.
/// </summary>
internal static class Proxies
{
    public static IServiceCollection AddListeningProxies(this IServiceCollection services, IReadOnlyList<string> proxies) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = proxies.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var proxy in proxies) options.KnownProxies.Add(IPAddress.Parse(proxy));
        });
}
