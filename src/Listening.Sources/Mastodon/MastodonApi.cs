using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.Mastodon;

/// <summary>Calls one server's methods as the reading account, or as nobody when there is no token.</summary>
internal sealed class MastodonApi(MastodonOptions options, HttpClient http, TimeProvider time)
{
    private readonly ApiClient client = new(http, new RateWindows(options.RequestsInReserve, RateHeaders.Iso("X-RateLimit")), time, Explain);

    /// <summary>Calls a method that reads.</summary>
    /// <param name="method">Its name for limits and messages; nothing of the request.</param>
    /// <param name="path">Its path, escaped.</param>
    /// <param name="parameters">Its parameters, unescaped.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiAnswer> GetAsync(string method, string path, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var query = string.Join('&', parameters.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        using var request = Request(HttpMethod.Get, query.Length == 0 ? path : $"{path}?{query}");
        return await client.SendAsync(method, request, cancellationToken);
    }

    /// <summary>Calls a method that writes, once for each key however often it is sent.</summary>
    public async Task<ApiAnswer> PostAsync(string method, string path, JsonObject body, string key, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(body);
        using var request = GuardedHttp.MayBeRepeated(Request(HttpMethod.Post, path));
        request.Content = content;
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(method, request, cancellationToken);
    }

    private HttpRequestMessage Request(HttpMethod verb, string path)
    {
        var request = new HttpRequestMessage(verb, new Uri(options.Service, path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (options.HasToken) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.AccessToken);
        return request;
    }

    // The server's own words may quote handles and addresses, so none of them are passed on.
    private static SourceFailure? Explain(ApiAnswer answer) => answer.Status switch
    {
        401 => new SourceFailure(
            SourceFailureKind.Unauthorised,
            $"The server asks for an access token for {answer.Method}, or refuses the one it was given. Make one under Preferences, Development, with the scope read, and put it into the source's settings.",
            null),
        403 => new SourceFailure(
            SourceFailureKind.Unauthorised,
            $"The server does not allow {answer.Method}: the access token lacks the scope for it, or the account is suspended or not confirmed. Look at the account on the server, and make a token with the scope read.",
            null),
        400 or 422 => new SourceFailure(SourceFailureKind.Misconfigured, $"The server refused the request for {answer.Method}. Without an access token some servers show nothing.", null),
        404 or 410 => new SourceFailure(SourceFailureKind.Misconfigured, $"The server has nothing for {answer.Method}: what was asked for is not there, or the server is too old for it.", null),
        _ => null,
    };
}
