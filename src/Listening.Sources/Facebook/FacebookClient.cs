using System.Net.Http.Headers;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.Facebook;

/// <summary>Calls the Graph API as the page, and makes sure once that it is the page.</summary>
internal sealed class FacebookClient
{
    private readonly FacebookOptions options;
    private readonly TimeProvider time;
    private readonly FacebookUsage usage;
    private readonly ApiClient api;
    private volatile bool isProven;

    public FacebookClient(FacebookOptions options, HttpClient http, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        usage = new FacebookUsage(options);
        api = new ApiClient(http, new RateWindows(0, usage.Read), time, answer => FacebookError.Explain(answer, usage.WaitBefore(time.GetUtcNow()) ?? options.Pause));
    }

    /// <summary>Reads something.</summary>
    /// <param name="method">What it is called in the platform's documentation.</param>
    /// <param name="path">Its path behind the version.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiAnswer> GetAsync(
        string method, string path, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        if (!isProven && await ProveAsync(cancellationToken) is { } refusal) return new ApiAnswer(method) { Failure = refusal };
        return await SendAsync(method, path, parameters, cancellationToken);
    }

    // With a user's token every listing is empty and every answer a success, so that nobody would notice.
    private async Task<SourceFailure?> ProveAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync("me", "me", [new("fields", "id")], cancellationToken);
        if (answer.Failure is not null) return answer.Failure;
        if (answer.Body?.Id("id") is not { } id) return new SourceFailure(SourceFailureKind.Rejected, "The answer to me names no account.", null);
        isProven = id == options.PageId;
        return isProven ? null : new SourceFailure(
            SourceFailureKind.Misconfigured,
            "The access token is not the page's: it belongs to a user or to another page, for which Facebook gives empty answers. Give the source a page access token of the page whose number stands in its settings.",
            null);
    }

    private async Task<ApiAnswer> SendAsync(
        string method, string path, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        if (usage.WaitBefore(time.GetUtcNow()) is { } wait)
            return new ApiAnswer(method) { Failure = new SourceFailure(SourceFailureKind.RateLimited, "Facebook's limit for this page or application is nearly used up.", wait) };

        var query = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Service, $"/{options.Version}/{path}?{query}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.PageToken);
        return await api.SendAsync(method, request, cancellationToken);
    }
}
