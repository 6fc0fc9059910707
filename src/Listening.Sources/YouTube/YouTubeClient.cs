using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.YouTube;

/// <summary>Calls the platform's methods with the source's key.</summary>
internal sealed class YouTubeClient(YouTubeOptions options, HttpClient http, TimeProvider time)
{
    /// <summary>The bucket that calls of search.list are counted in.</summary>
    public const string SearchBucket = "search";

    // The platform tells nothing of its limits before they are hit; the day's quota is the meter's to keep.
    private readonly ApiClient api = new(http, new RateWindows(0, RateHeaders.None), time, answer => YouTubeErrors.Explain(answer, time.GetUtcNow()));

    /// <summary>Calls a list method: one unit, or one call of the search bucket.</summary>
    /// <param name="resource">The resource, for example <c>commentThreads</c>.</param>
    /// <param name="parameters">Parameters in order; those without a value are left out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiAnswer> ListAsync(string resource, IEnumerable<(string Name, string? Value)> parameters, CancellationToken cancellationToken)
    {
        var query = string.Join('&', parameters.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Service, $"/youtube/v3/{resource}?{query}"));
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("X-Goog-Api-Key", options.ApiKey);
        var charge = resource == "search" ? new SourceCharge(Calls: 1, Bucket: SearchBucket) : new SourceCharge(Calls: 1, Units: 1);
        var answer = await api.SendAsync($"{resource}.list", request, cancellationToken, charge);
        return answer is { Failure: null, Body: { } body } && !YouTubeWire.IsList(body)
            ? answer with { Failure = new SourceFailure(SourceFailureKind.Rejected, $"The answer to {resource}.list is not a list.", null) }
            : answer;
    }
}
