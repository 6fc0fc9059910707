using System.Net.Http.Headers;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.LinkedIn;

/// <summary>Calls the API as an administrator of the page, and makes sure once that it is one.</summary>
internal sealed class LinkedInClient(LinkedInOptions options, HttpClient http, LinkedInSignIn signIn, TimeProvider time)
{
    private static readonly string[] Targets = ["organization", "organizationTarget", "organizationalTarget"];

    private readonly ApiClient api = new(http, new RateWindows(0, RateHeaders.None), time, answer => LinkedInError.Explain(answer, options.Pause));
    private volatile bool isProven;

    /// <summary>Reads something.</summary>
    /// <param name="method">What it is called in the platform's documentation.</param>
    /// <param name="path">Its path and query behind <c>/rest/</c>, escaped as the platform wants it.</param>
    /// <param name="kind">The kind of the method: GET, FINDER, BATCH_GET.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiAnswer> GetAsync(string method, string path, string kind, CancellationToken cancellationToken)
    {
        if (!isProven && await ProveAsync(cancellationToken) is { } refusal) return new ApiAnswer(method) { Failure = refusal };
        return await SendAsync(method, path, kind, cancellationToken);
    }

    // Without the role listings are empty and every answer a success, so that nobody would notice.
    private async Task<SourceFailure?> ProveAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync("organizationAcls", "organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED&count=100", "FINDER", cancellationToken);
        if (answer.Failure is not null) return answer.Failure;
        isProven = answer.Body!.Value.Items("elements").Any(role =>
            role.Text("role") is null or "ADMINISTRATOR" && Targets.Any(name => role.Text(name) == options.Organization));
        return isProven ? null : new SourceFailure(
            SourceFailureKind.Unauthorised,
            "Whoever gave the consent is not an administrator of the page whose number stands in the settings; LinkedIn then gives empty answers. An administrator of that page has to give the consent.",
            null);
    }

    // Renews the session at most once for a call.
    private async Task<ApiAnswer> SendAsync(string method, string path, string kind, CancellationToken cancellationToken)
    {
        string? refused = null;
        while (true)
        {
            var (session, failure) = await signIn.GetAsync(refused, cancellationToken);
            if (session is null) return new ApiAnswer(method) { Failure = failure };
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Service, "/rest/" + path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
            request.Headers.Add("Linkedin-Version", options.ApiVersion);
            request.Headers.Add("X-Restli-Protocol-Version", "2.0.0");
            request.Headers.Add("X-RestLi-Method", kind);
            var answer = await api.SendAsync(method, request, cancellationToken);
            if (answer.Status != 401 || refused is not null) return answer;
            refused = session.AccessToken;
        }
    }
}
