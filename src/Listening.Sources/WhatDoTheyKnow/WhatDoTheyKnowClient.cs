using System.Globalization;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>Asks the site for its feeds.</summary>
internal sealed class WhatDoTheyKnowClient(WhatDoTheyKnowOptions options, HttpClient http, TimeProvider time)
{
    // The site tells nothing of limits until one is hit.
    private readonly ApiClient api = new(http, new RateWindows(0, RateHeaders.None), time, Explain);

    /// <summary>Reads a feed.</summary>
    /// <param name="path">Its path, escaped.</param>
    /// <param name="last">Whose validators are sent; null asks without condition.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiAnswer> GetAsync(string path, WhatDoTheyKnowCursor? last, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Service, path));
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (last?.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (last?.LastModified is { } modified) request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        return await api.SendAsync("the feed", request, cancellationToken);
    }

    /// <summary>True when the site does not show what was asked for: it was removed or hidden, or nothing is shown to us at all.</summary>
    public static bool IsWithheld(ApiAnswer answer) => answer.Status is 403 or 404 or 410;

    private static SourceFailure? Explain(ApiAnswer answer) => answer.Status switch
    {
        401 or 403 => Failed(SourceFailureKind.Unauthorised, $"The site refuses this service ({answer.Status}). Ask those who run it to let the service in, or have it ask less often."),
        404 or 410 => Failed(SourceFailureKind.Misconfigured, $"The site has no such feed ({answer.Status}). Compare the name with the address of the person's or body's page."),
        _ => null,
    };

    private static SourceFailure Failed(SourceFailureKind kind, FormattableString message) => new(kind, message.ToString(CultureInfo.InvariantCulture), null);
}
