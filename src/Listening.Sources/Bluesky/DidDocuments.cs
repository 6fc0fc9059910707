using System.Text.RegularExpressions;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.Bluesky;

/// <summary>Looks up which server an account has named as its own, in its DID document.</summary>
internal sealed partial class DidDocuments(BlueskyOptions options, HttpClient http, TimeProvider time)
{
    private readonly ApiClient api = new(http, new RateWindows(0, RateHeaders.None), time, static _ => null);

    /// <summary>Finds an account's server.</summary>
    /// <returns>The server; or that the account was removed for good; or why that cannot be said.</returns>
    public async Task<(Uri? Server, bool IsGone, SourceFailure? Failure)> FindAsync(string did, CancellationToken cancellationToken)
    {
        if (AddressOf(did) is not { } address) return (null, false, null);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", "application/did+ld+json, application/json");
        var answer = await api.SendAsync("the DID document", request, cancellationToken);
        // The directory keeps the end of an account on record; a web site that has lost a file proves nothing.
        if (answer.Status == 410) return (null, did.StartsWith("did:plc:", StringComparison.Ordinal), null);
        if (answer.Failure is not null) return (null, false, answer.Failure);
        return (answer.Body is { } body && body.Text("id") == did ? ServerIn(body) : null, false, null);
    }

    private Uri? AddressOf(string did)
    {
        if (Plc().IsMatch(did)) return new Uri(options.Directory, $"/{did}");
        if (Web().Match(did) is not { Success: true } web) return null;
        // A port is for trials only, and a trial has no certificate.
        var port = web.Groups["port"].Value;
        if (port.Length > 0 && !options.AllowPrivateAddresses) return null;
        var origin = port.Length > 0 ? $"http://{web.Groups["host"].Value}:{port}" : $"https://{web.Groups["host"].Value}";
        return Uri.TryCreate($"{origin}/.well-known/did.json", UriKind.Absolute, out var address) ? address : null;
    }

    private Uri? ServerIn(System.Text.Json.JsonElement document)
    {
        foreach (var service in document.Items("service"))
        {
            if (service.Text("id")?.EndsWith("#atproto_pds", StringComparison.Ordinal) != true) continue;
            if (!Uri.TryCreate(service.Text("serviceEndpoint"), UriKind.Absolute, out var named)) return null;
            var isAllowed = named.Scheme == Uri.UriSchemeHttps || (named.Scheme == Uri.UriSchemeHttp && options.AllowPrivateAddresses);
            return isAllowed ? new Uri($"{named.Scheme}://{named.Authority}") : null;
        }

        return null;
    }

    [GeneratedRegex("^did:plc:[a-z0-9]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex Plc();

    [GeneratedRegex("^did:web:(?<host>[A-Za-z0-9.-]{1,253})(%3A(?<port>[0-9]{1,5}))?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Web();
}
