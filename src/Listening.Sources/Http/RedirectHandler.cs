using System.Net;
using System.Text;
using Listening.Core.Sources;

namespace Listening.Sources.Http;

/// <summary>Follows redirects by hand, hop by hop, so that each is checked and no secret travels to another origin.</summary>
internal sealed class RedirectHandler(int maximum, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // What may be told to an origin that the caller did not name. Anything else could be a credential.
    private static readonly string[] Harmless = ["Accept", "Accept-Language", "User-Agent", "If-None-Match", "If-Modified-Since"];

    // Set on a request that a server sent elsewhere: nobody on this side chose where.
    private static readonly HttpRequestOptionsKey<bool> Elsewhere = new("listening.elsewhere");

    /// <summary>True when a redirect led the request away from the origin that the caller named.</summary>
    public static bool LeftOrigin(HttpRequestMessage request) => request.Options.TryGetValue(Elsewhere, out var elsewhere) && elsewhere;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RequireWebScheme(request.RequestUri!);
        for (var hops = 0; ; hops++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (Target(request.RequestUri!, response) is not { } target) return response;
            using (response)
            {
                if (hops == maximum)
                    throw new RefusedException(SourceFailureKind.Rejected, $"The address redirects more than {maximum} times.");
                RequireWebScheme(target);
                request = Next(request, target, response.StatusCode);
            }
        }
    }

    private static Uri? Target(Uri from, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return null;
        if (!response.Headers.NonValidated.TryGetValues("Location", out var location)) return null;
        return Uri.TryCreate(from, AsUtf8(location.ToString()), out var target)
            ? target
            : throw new RefusedException(SourceFailureKind.Rejected, "The address redirects to something that is not an address.");
    }

    // Header bytes arrive as one character each; many servers write the address in UTF-8.
    private static string AsUtf8(string location) =>
        Ascii.IsValid(location) ? location : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(location));

    private static void RequireWebScheme(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            throw new RefusedException(SourceFailureKind.Rejected, "The address or a redirect uses another scheme; expected http or https.");
    }

    private static HttpRequestMessage Next(HttpRequestMessage from, Uri target, HttpStatusCode status)
    {
        var sameOrigin = Uri.Compare(from.RequestUri, target, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        var keepsBody = (int)status is 307 or 308;
        if (keepsBody && from.Content is not null && !sameOrigin)
            throw new RefusedException(SourceFailureKind.Rejected, "The address redirects a request with a body to another host.");

        var next = new HttpRequestMessage(keepsBody || from.Method == HttpMethod.Head ? from.Method : HttpMethod.Get, target)
        {
            Version = from.Version,
            VersionPolicy = from.VersionPolicy,
            Content = keepsBody ? from.Content : null,
        };
        if (!sameOrigin || LeftOrigin(from)) next.Options.Set(Elsewhere, value: true);
        foreach (var (name, values) in from.Headers.NonValidated)
        {
            // Host is set by the client itself for each hop.
            var wanted = sameOrigin ? !name.Equals("Host", StringComparison.OrdinalIgnoreCase) : Harmless.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (wanted) next.Headers.TryAddWithoutValidation(name, values);
        }

        return next;
    }
}
