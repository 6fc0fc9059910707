using System.Net.Http.Headers;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.X;

/// <summary>Calls X's methods, keeps to its limits and counts what they cost.</summary>
internal sealed class XClient(XOptions options, HttpClient http, TimeProvider time, ISourceMeter? meter)
{
    private readonly ApiClient api = new(
        http, new RateWindows(options.RequestsInReserve, RateHeaders.Epoch("x-rate-limit")), time, new XProblems(time).Explain);

    private readonly XLedger ledger = new(options, meter, time);

    /// <summary>Calls a reading method as the app.</summary>
    /// <param name="method">Its path as the documentation writes it.</param>
    /// <param name="id">Stands in the path for <c>:id</c> or <c>:username</c>; null where there is none.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiAnswer> GetAsync(string method, string? id, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var path = method.Replace(":id", id, StringComparison.Ordinal).Replace(":username", id, StringComparison.Ordinal);
        var query = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Service, $"{path}?{query}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.BearerToken);
        var answer = await api.SendAsync($"GET {method}", request, cancellationToken);
        if (answer is { Failure: null, Body: { } body }) ledger.Note(body);
        return answer;
    }

    /// <summary>Calls a method that changes something.</summary>
    /// <param name="method">Its path.</param>
    /// <param name="content">What is sent.</param>
    /// <param name="authorisation">What opens it; null for nothing.</param>
    /// <param name="cost">What it costs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiAnswer> PostAsync(
        string method, HttpContent content, AuthenticationHeaderValue? authorisation, decimal cost, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Service, method)) { Content = content };
        request.Headers.Authorization = authorisation;
        return await api.SendAsync($"POST {method}", request, cancellationToken, new SourceCharge(Calls: 1, Cost: cost));
    }
}
