using System.Net.Http.Headers;
using Listening.Sources.Http;

namespace Listening.Sources.BlueskyStream;

/// <summary>Calls the query methods that need no signing in.</summary>
internal sealed class StreamApi(BlueskyStreamOptions options, HttpClient http, TimeProvider time)
{
    private readonly ApiClient client = new(http, new RateWindows(options.RequestsInReserve, RateHeaders.Epoch("RateLimit")), time, static _ => null);

    /// <summary>Calls a method.</summary>
    public async Task<ApiAnswer> GetAsync(Uri service, string method, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var query = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service, $"/xrpc/{method}?{query}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await client.SendAsync(method, request, cancellationToken);
    }
}
