using System.Globalization;
using System.Net;
using System.Text;
using Listening.Core.Sources;

namespace Listening.Sources.Http;

/// <summary>The one way out: every connector's requests pass here.</summary>
/// <remarks>
/// A client made here connects to public addresses only (unless told), follows redirects itself and checks each, bounds
/// headers, decompressed body and time, and retries what fails for a passing reason. It uses no proxy and no cookies.
/// Keep one client per source for as long as the source lives: it pools its connections.
/// </remarks>
public static class GuardedHttp
{
    /// <summary>Makes a client whose answers arrive whole and bounded. Failures throw <see cref="HttpRequestException"/>; <see cref="ReadAsync"/> makes them results.</summary>
    /// <param name="options">Limits of the connection.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meter">Counts the requests and holds the day's budget; null for none.</param>
    public static HttpClient CreateClient(GuardedHttpOptions options, TimeProvider time, ISourceMeter? meter = null)
    {
        var client = new HttpClient(CreateHandler(options, time, meter), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
        return client;
    }

    /// <summary>Makes the chain of handlers that <see cref="CreateClient"/> uses.</summary>
    public static HttpMessageHandler CreateHandler(GuardedHttpOptions options, TimeProvider time, ISourceMeter? meter = null)
    {
        HttpMessageHandler attempt = new BodyLimitHandler(options, time, new RedirectHandler(options.MaximumRedirects, CreateSockets(options)));
        return new RetryHandler(options, time, meter is null ? attempt : new MeterHandler(meter, attempt));
    }

    /// <summary>What every connection is opened by, streams too: to checked addresses, without proxy and cookies, with bounded headers.</summary>
    internal static SocketsHttpHandler CreateSockets(GuardedHttpOptions options) => new()
    {
        AllowAutoRedirect = false,
        // A proxy would resolve names by itself, and nothing would be checked.
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = options.ConnectTimeout,
        ConnectCallback = new GuardedConnection(options).ConnectAsync,
        MaxResponseHeadersLength = options.MaximumHeaderKilobytes,
        // An answer that is given up is not read to its end first.
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        // Trace identifiers are this service's business.
        ActivityHeadersPropagator = null,
        // Validators are echoed byte for byte, whatever bytes the server chose.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    };

    /// <summary>Lets a request that changes something (a POST) be repeated after a failure.</summary>
    public static HttpRequestMessage MayBeRepeated(HttpRequestMessage request)
    {
        request.Options.Set(RetryHandler.Repeatable, true);
        return request;
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="client">A client made by <see cref="CreateClient"/>.</param>
    /// <param name="request">The request; http or https. Disposed by the caller.</param>
    /// <param name="time">For a Retry-After that names a date.</param>
    /// <param name="cancellationToken">Stops it; cancellation is never turned into a failure.</param>
    /// <returns>The answer or the failure; see <see cref="BodyRead"/>.</returns>
    public static async Task<BodyRead> ReadAsync(
        HttpClient client, HttpRequestMessage request, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return new BodyRead
            {
                Status = response.StatusCode,
                Headers = Headers(response),
                Body = await response.Content.ReadAsByteArrayAsync(cancellationToken),
                Address = response.RequestMessage?.RequestUri,
                Failure = FailureOf(response, time),
            };
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return new BodyRead { Failure = TransportFailure.Of(failed) };
        }
    }

    private static SourceFailure? FailureOf(HttpResponseMessage response, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        if (status is (>= 200 and < 300) or 304) return null;
        var asked = RetryAfter.Read(response, time);
        var kind = status switch
        {
            401 or 403 => SourceFailureKind.Unauthorised,
            404 or 410 => SourceFailureKind.Misconfigured,
            429 => SourceFailureKind.RateLimited,
            503 when asked is not null => SourceFailureKind.RateLimited,
            408 or >= 500 => SourceFailureKind.Unavailable,
            _ => SourceFailureKind.Rejected,
        };
        return new SourceFailure(kind, string.Create(CultureInfo.InvariantCulture, $"The server answered {status}."), asked);
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated) headers[name] = values.ToString();
        foreach (var (name, values) in response.Content.Headers.NonValidated) headers[name] = values.ToString();
        return headers;
    }
}
